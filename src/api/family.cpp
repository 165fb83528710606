// The family's door: who has no account reports an accident or a death with NIK and birth date,
// gets a code, and with it sees where the claim stands and sends its papers.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/claim_common.hpp"
#include "api/fixed_time.hpp"
#include "api/sent_files.hpp"
#include "api/work_parts.hpp"
#include "app/worker_door.hpp"

namespace payung::api {
namespace {

using app::DoorVerdict;
using http::Method;
using identity::Permission;

/// The code is an id of its own kind: it opens this claim here and nothing anywhere else.
constexpr std::string_view kFollowed = "followed claim";
constexpr const char* kHeader = "Payung-Claim";

Json verdict(const char* word) { return {{"verdict", word}}; }

Result<app::ClaimReport> report_of(const Call& call, std::int64_t person) {
  const auto kind = claims::parse_kind(text_of(call.body, "kind"));
  if (!kind) return kind.error();
  const auto on = Date::parse(text_of(call.body, "happened_on"));
  if (!on) return on.error();
  const std::string reporter = text_of(call.body, "reporter");
  return app::ClaimReport{person,
                          *kind,
                          *on,
                          reporter.empty() ? "family" : reporter,
                          text_of(call.body, "reporter_name"),
                          text_of(call.body, "reporter_phone"),
                          text_of(call.body, "place"),
                          text_of(call.body, "story"),
                          "",
                          ""};
}

/// Who pressed twice is the same person; whoever else asks about a reported claim learns that it is
/// there and gets no code for it.
bool same_reporter(const app::ClaimView& view, const app::ClaimReport& report) {
  const auto told = Json::parse(view.claim.private_text, nullptr, false);
  if (!told.is_object() || report.reporter_phone.empty()) return false;
  return view.claim.reporter == report.reporter &&
         told.value("reporter_name", "") == report.reporter_name &&
         told.value("reporter_phone", "") == report.reporter_phone;
}

Json followed_json(Call& call, const app::ClaimView& view) {
  Json json = own_claim_json(call, view);
  Json papers = Json::array();
  for (const auto& paper : view.checklist) {
    const bool came =
        std::ranges::find(view.papers, paper.code, &store::ClaimPaper::code) != view.papers.end();
    papers.push_back({{"code", paper.code},
                      {"name", call.service.words(call.request).text("claims.paper." + paper.code)},
                      {"needed", paper.need == claims::Need::always},
                      {"came", came}});
  }
  json["papers"] = std::move(papers);
  return json;
}

Result<Reply> report(Call& call) {
  const FixedTime even(kDoorAnswersAfter);
  const app::DoorQuery asked{text_of(call.body, "nik"), text_of(call.body, "birth_date"),
                             call.request.peer};
  const auto door = app::ask_at_door(call.environment, call.service.parts().identity, asked,
                                     call.environment.today);
  if (!door) return door.error();
  if (door->verdict == DoorVerdict::wait) {
    Json json = verdict("wait");
    json["wait_until"] = door->wait_until.text();
    return reply(json);
  }
  if (door->verdict == DoorVerdict::refused) return reply(verdict("refused"));
  const auto wish = report_of(call, door->person);
  if (!wish) return wish.error();
  app::Environment as_family = call.environment;
  as_family.actor = "family";
  const auto made = app::report_claim(as_family, *wish);
  if (!made) return made.error();
  if (made->known_before && !same_reporter(made->view, *wish)) return reply(verdict("known"));
  Json json = verdict("open");
  json["follow"] = id_of(call, kFollowed, made->view.claim.id);
  json["claim"] = followed_json(call, made->view);
  return reply(json);
}

/// The claim that the code opens. Errors: not_found.
Result<app::ClaimView> claim_of_code(Call& call, app::Environment& environment) {
  const std::string code(call.request.headers.find(kHeader).value_or(""));
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto number = (*parts)->ids.number_of(kFollowed, code);
  if (!number) return Error{Errc::not_found, "claim"};
  return app::claim_view(environment, *number);
}

/// The same, and the look is recorded.
Result<app::ClaimView> followed(Call& call, app::Environment& environment) {
  auto view = claim_of_code(call, environment);
  if (!view) return view;
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  store::AccessEntry entry =
      look(call, view->claim.person, store::Seen::own, "worker_door", "followed claim");
  entry.account = "family";
  if (const auto told = (*parts)->access.add(entry); !told) return told.error();
  return view;
}

Result<Reply> show(Call& call) {
  const auto view = followed(call, call.environment);
  if (!view) return view.error();
  return reply(followed_json(call, *view));
}

/// Anybody may ask here: nothing is kept of who has no code. Errors: those of claim_of_code.
Result<FileOwner> owner_of(Call& call, const WorkParts& parts) {
  const auto reading = ReadingCall::open(call);
  if (!reading) return reading.error();
  Call& inner = (*reading)->call();
  const auto view = claim_of_code(inner, inner.environment);
  if (!view) return view.error();
  return claim_owner(inner, parts, view->claim.id);
}

Result<Reply> send_paper(Call& call) {
  const auto work = file_parts(call);
  if (!work) return work.error();
  const auto owner = owner_of(call, **work);
  if (!owner) return owner.error();
  const auto file = keep_sent(call, SentKind::image_or_pdf, *owner);
  if (!file) return file.error();
  const Parts& parts = call.service.parts();
  auto lease = parts.writers.borrow_within(kPaperPatience);
  if (!lease) return lease.error();
  const app::Environment& is = call.environment;
  app::Environment environment{**lease,  is.rules, is.regions, is.progress,
                               is.today, is.now,   "family"};
  Call inner{call.request, call.arguments, call.body,     call.caller,
             environment,  call.service,   call.language, call.looks};
  const auto view = followed(inner, environment);
  if (!view) return view.error();
  const auto added = app::add_claim_paper(
      environment, {view->claim.id, text_of(call.arguments, "paper"), file->sha256,
                    file->media_type, static_cast<std::int64_t>(call.request.body_bytes)});
  if (!added) return added.error();
  if (const Status kept = file->taken->written_down(); !kept) return kept.error();
  const auto now = app::claim_view(environment, view->claim.id);
  if (!now) return now.error();
  return reply(followed_json(inner, *now), added->known_before ? 200 : 201);
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/family/reports", Permission::open, Effect::sign, report},
    {Method::get, "/v1/family/claim", Permission::open, Effect::read, show},
    {Method::post, "/v1/family/papers", Permission::open, Effect::own, send_paper, Pace::slow,
     kPaperBytesMax, true},
};

}  // namespace

std::span<const Route> family_routes() { return kRoutes; }

}  // namespace payung::api
