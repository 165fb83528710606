// The worker's own door: NIK and birth date, a code to the phone, a short session.
#include <spdlog/spdlog.h>

#include <chrono>

#include "adapters/pdf/card_pdf.hpp"
#include "api/fixed_time.hpp"
#include "api/people_common.hpp"
#include "app/card.hpp"
#include "app/own_data.hpp"
#include "app/rights_today.hpp"
#include "app/worker_door.hpp"

namespace payung::api {
namespace {

using app::DoorVerdict;
using http::Method;
using identity::Permission;
using store::Seen;

app::DoorQuery query_of(const Call& call) {
  return {text_of(call.body, "nik"), text_of(call.body, "birth_date"), call.request.peer};
}

Reply wait_reply(identity::Instant until) {
  return reply({{"verdict", "wait"}, {"wait_until", until.text()}});
}

Result<Reply> check(Call& call) {
  const FixedTime even(kDoorAnswersAfter);
  const auto answer = app::ask_at_door(call.environment, call.service.parts().identity,
                                       query_of(call), call.environment.today);
  if (!answer) return answer.error();
  if (answer->verdict == DoorVerdict::wait) return wait_reply(answer->wait_until);
  if (answer->verdict == DoorVerdict::refused) return reply({{"verdict", "refused"}});
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  store::AccessEntry entry = look(call, answer->person, Seen::own, "worker_door");
  entry.account = "worker";
  if (const auto recorded = (*parts)->access.add(entry); !recorded) return recorded.error();
  return reply({{"verdict", "open"},
                {"member", answer->member},
                {"covered", coverage::to_text(answer->covered)},
                {"covered_until",
                 answer->covered_until ? Json(answer->covered_until->text()) : Json(nullptr)},
                {"payer", answer->payer.empty() ? Json(nullptr) : Json(answer->payer)},
                {"reason", answer->reason}});
}

std::string message(std::string_view language, std::string_view code) {
  const bool english = language == "en";
  return (english ? "Payung: your code is " : "Payung: kode Anda ") + std::string(code) +
         (english ? ". Valid for 10 minutes. Give it to nobody."
                  : ". Berlaku 10 menit. Jangan berikan kepada siapa pun.");
}

Result<Reply> send_code(Call& call) {
  const FixedTime even(kDoorAnswersAfter);
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto sent = app::send_worker_code(
      call.environment, call.service.parts().identity, query_of(call), (*parts)->messages,
      [&](std::string_view code) { return message(call.language, code); });
  if (!sent) return sent.error();
  if (!sent->delivered) {
    spdlog::error("request {}: message: {} ({})", call.request.id,
                  to_text(sent->delivered.error().code), sent->delivered.error().detail);
  }
  if (sent->verdict == DoorVerdict::wait) return wait_reply(sent->wait_until);
  // The same words for everybody: whether one was sent now says whose phone is known.
  return reply({{"verdict", "open"},
                {"code_id", sent->id},
                {"note", call.service.words(call.request).text("pages.code_note")}});
}

Result<Reply> open_session(Call& call) {
  const FixedTime even(kDoorAnswersAfter);
  const auto session = app::open_worker_session(call.environment, call.service.parts().identity,
                                                text_of(call.body, "code_id"),
                                                text_of(call.body, "code"), call.request.peer);
  if (!session) return session.error();
  if (session->verdict == DoorVerdict::wait) return wait_reply(session->wait_until);
  if (session->verdict == DoorVerdict::refused) return reply({{"verdict", "refused"}});
  return reply(
      {{"verdict", "open"}, {"token", session->token}, {"expires_at", session->expires.text()}});
}

/// The token goes in a header of its own, so that no cookie is sent by itself and no account's
/// session is taken for a worker's.
std::string token_of(const Call& call) {
  return std::string(call.request.headers.find("Payung-Worker").value_or(""));
}

struct Own {
  PeopleParts* parts;
  std::int64_t person;
};
/// Who is signed in here; his look is recorded too. Errors: not_found for nobody.
Result<Own> own(Call& call, std::string_view what) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person =
      app::person_of_session(call.environment, call.service.parts().identity, token_of(call));
  if (!person) return person.error();
  if (!*person) return Error{Errc::not_found, "session", "ask for a new code"};
  store::AccessEntry entry = look(call, **person, Seen::own, "worker_door", std::string(what));
  entry.account = "worker";
  if (const auto recorded = (*parts)->access.add(entry); !recorded) return recorded.error();
  return Own{*parts, **person};
}

Result<Reply> own_history(Call& call) {
  const auto me = own(call, "history");
  if (!me) return me.error();
  const auto history = app::person_history(call.environment, me->person, call.environment.today);
  if (!history) return history.error();
  return reply(history_json(*me->parts, *history));
}

Result<Reply> own_looks(Call& call) {
  const auto me = own(call, "looks");
  if (!me) return me.error();
  constexpr std::int64_t kMost = 100;
  std::optional<std::int64_t> before;
  if (call.arguments.contains("before")) before = call.arguments["before"].get<std::int64_t>();
  const auto looks = store::access_of_person(call.environment.database, me->person, before, kMost);
  if (!looks) return looks.error();
  return reply(looks_json(*me->parts, *looks));
}

Result<Reply> own_export(Call& call) {
  const auto me = own(call, "data");
  if (!me) return me.error();
  auto data = app::own_data(call.environment, me->person);
  if (!data) return data.error();
  Reply document;
  document.body = *std::move(data);
  document.headers.emplace_back("Content-Disposition", "attachment; filename=\"data.json\"");
  return document;
}

Result<Reply> own_card(Call& call) {
  const auto me = own(call, "card");
  if (!me) return me.error();
  const auto card =
      app::card_of_person(call.environment, me->person, call.environment.today, me->parts->office);
  if (!card) return card.error();
  const std::string text = app::sign_card(*card, me->parts->signer);
  const auto svg = app::qr_svg(text);
  if (!svg) return svg.error();
  return reply({{"text", text},
                {"svg", *svg},
                {"name", card->name},
                {"nik", card->masked_nik},
                {"kpj", card->kpj},
                {"covered_until", card->covered_until.text()}});
}

/// What the family would be owed if he died today.
Result<Reply> own_rights(Call& call) {
  const auto me = own(call, "rights");
  if (!me) return me.error();
  const auto rights = app::rights_today(call.environment, me->person);
  if (!rights) return rights.error();
  Json items = Json::array();
  for (const auto& one : *rights) {
    items.push_back(
        {{"kind", one.kind}, {"total", one.total.amount()}, {"citation", one.citation}});
  }
  return reply({{"on", call.environment.today.text()}, {"items", std::move(items)}});
}

Result<Reply> end_session(Call& call) {
  const auto ended =
      app::end_worker_session(call.environment, call.service.parts().identity, token_of(call));
  if (!ended) return ended.error();
  return reply({{"ended", true}});
}

Result<Reply> card_key(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  return reply({{"algorithm", "Ed25519"},
                {"public_key", (*parts)->signer.public_key()},
                {"office", (*parts)->office}});
}

/// The card of somebody at the counter, for printing; the look is recorded.
Result<Reply> printed_card(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_in_scope(call, **parts);
  if (!person) return person.error();
  const auto card =
      app::card_of_person(call.environment, *person, call.environment.today, (*parts)->office);
  if (!card) return card.error();
  const auto code = app::qr_modules(app::sign_card(*card, (*parts)->signer));
  if (!code) return code.error();
  const auto& words = call.service.words(call.request);
  const pdf::CardFace face{
      words.text("card.title"),
      {card->name, "NIK " + card->masked_nik, "KPJ " + card->kpj, card->programmes.text(),
       words.text("card.until", {{"day", card->covered_until.text()}}), card->office},
      *code};
  auto file = pdf::card_sheets({&face, 1}, card->office);
  if (!file) return file.error();
  const auto told = (*parts)->access.add(look(call, *person, Seen::card, "card"));
  if (!told) return told.error();
  return attached(*std::move(file), "kartu.pdf", "application/pdf");
}

/// Whoever is shown a card asks whether this office made it, and whether it is still in force.
Result<Reply> check_card(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto card = app::read_card(text_of(call.body, "text"), (*parts)->signer.public_key());
  if (!card) return reply({{"genuine", false}});
  return reply({{"genuine", true},
                {"in_force", call.environment.today <= card->covered_until},
                {"name", card->name},
                {"nik", card->masked_nik},
                {"programmes", card->programmes.text()},
                {"covered_until", card->covered_until.text()},
                {"office", card->office}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/people/{person}/card/file", Permission::people_read, Effect::read,
     printed_card},
    {Method::post, "/v1/card-checks", Permission::open, Effect::none, check_card, Pace::quick},
    {Method::post, "/v1/worker/checks", Permission::open, Effect::sign, check},
    {Method::post, "/v1/worker/codes", Permission::open, Effect::sign, send_code},
    {Method::post, "/v1/worker/sessions", Permission::open, Effect::sign, open_session},
    {Method::del, "/v1/worker/session", Permission::open, Effect::sign, end_session},
    {Method::get, "/v1/worker/history", Permission::open, Effect::read, own_history},
    {Method::get, "/v1/worker/looks", Permission::open, Effect::read, own_looks},
    {Method::get, "/v1/worker/data", Permission::open, Effect::read, own_export},
    {Method::get, "/v1/worker/card", Permission::open, Effect::read, own_card},
    {Method::get, "/v1/worker/rights", Permission::open, Effect::read, own_rights},
    {Method::get, "/v1/worker/card-key", Permission::open, Effect::none, card_key, Pace::quick},
};

}  // namespace

std::span<const Route> worker_routes() { return kRoutes; }

}  // namespace payung::api
