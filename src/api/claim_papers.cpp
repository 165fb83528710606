// Papers of a claim: taken in by what their bytes are, kept sealed, shown to who may see people in
// full, each look recorded.
#include <nlohmann/json.hpp>

#include "api/claim_common.hpp"
#include "api/sent_files.hpp"
#include "api/work_parts.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// The call with a connection that may write.
Result<app::AddedPaper> write_down(Call& call, const std::string& sha256, const std::string& type) {
  const Parts& parts = call.service.parts();
  auto lease = parts.writers.borrow_within(kPaperPatience);
  if (!lease) return lease.error();
  const app::Environment& is = call.environment;
  app::Environment environment{**lease,  is.rules, is.regions, is.progress,
                               is.today, is.now,   is.actor};
  Call inner{call.request, call.arguments, call.body,     call.caller,
             environment,  call.service,   call.language, call.looks};
  const auto view = claim_in_scope(inner);
  if (!view) return view.error();
  return app::add_claim_paper(environment,
                              {view->claim.id, text_of(call.arguments, "paper"), sha256, type,
                               static_cast<std::int64_t>(call.request.body_bytes)});
}

/// Whose space it takes. Nothing is kept of who may not send it. Errors: those of claim_in_scope.
Result<FileOwner> owner_of(Call& call, const WorkParts& parts) {
  const auto reading = ReadingCall::open(call);
  if (!reading) return reading.error();
  const auto view = claim_in_scope((*reading)->call());
  if (!view) return view.error();
  return account_owner((*reading)->call(), parts);
}

Result<Reply> add(Call& call) {
  const auto parts = file_parts(call);
  if (!parts) return parts.error();
  const auto owner = owner_of(call, **parts);
  if (!owner) return owner.error();
  const auto file = keep_sent(call, SentKind::image_or_pdf, *owner);
  if (!file) return file.error();
  const auto added = write_down(call, file->sha256, file->media_type);
  if (!added) return added.error();
  if (const Status kept = file->taken->written_down(); !kept) return kept.error();
  return reply(paper_json(call, added->paper), added->known_before ? 200 : 201);
}

Result<Reply> list(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  Json items = Json::array();
  for (const auto& paper : view->papers) items.push_back(paper_json(call, paper));
  return reply({{"items", std::move(items)}});
}

Result<Reply> show(Call& call) {
  const auto parts = file_parts(call);
  if (!parts) return parts.error();
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  const auto number = number_of(call, "paper", "paper");
  if (!number) return number.error();
  const auto paper = store::claim_paper(call.environment.database, *number);
  if (!paper || paper->claim != view->claim.id) return Error{Errc::not_found, "paper"};
  const auto copy = (*parts)->files.take_out(paper->sha256);
  if (!copy) return copy.error();
  const auto people = people_parts(call);
  if (!people) return people.error();
  const auto recorded =
      (*people)->access.add(look(call, view->claim.person, store::Seen::exported, "claims",
                                 "claim_paper " + std::to_string(paper->id)));
  if (!recorded) return recorded.error();
  return kept_file(*copy, paper->code, paper->media_type);
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/claims/{claim}/papers", Permission::events_write, Effect::own, add,
     Pace::slow, kPaperBytesMax, true},
    {Method::get, "/v1/claims/{claim}/papers", Permission::people_read, Effect::read, list},
    {Method::get, "/v1/claims/{claim}/papers/{paper}", Permission::people_unmask, Effect::read,
     show},
};

}  // namespace

std::span<const Route> claim_paper_routes() { return kRoutes; }

}  // namespace payung::api
