// Claims: reported, verified, assessed, decided, paid; each step says who, when and why.
#include <algorithm>

#include "adapters/pdf/letter_pdf.hpp"
#include "adapters/text/day.hpp"
#include "api/claim_common.hpp"
#include "api/deeds.hpp"
#include "api/work_parts.hpp"
#include "app/worker_door.hpp"
#include "store/office_pages.hpp"

namespace payung::api {
namespace {

using claims::State;
using http::Method;
using identity::Permission;

/// A look at the claim is a look at the person.
Status record_look(Call& call, const app::ClaimView& view, std::string_view what) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  return tell(call, **parts,
              look(call, view.claim.person, store::Seen::card, "claims",
                   std::string(what) + " " + std::to_string(view.claim.id)));
}

Result<Reply> answer(Call& call, const Result<app::ClaimView>& view, int status = 200) {
  if (!view) return view.error();
  const auto json = claim_json(call, *view);
  if (!json) return json.error();
  return reply(*json, status);
}

std::string reason_of(const Call& call) { return text_of(call.body, "reason"); }

// ---- report and look -------------------------------------------------------------------------

Result<app::ClaimReport> report_of(const Call& call, std::int64_t person, std::string reporter) {
  const auto kind = claims::parse_kind(text_of(call.body, "kind"));
  if (!kind) return kind.error();
  const auto on = Date::parse(text_of(call.body, "happened_on"));
  if (!on) return on.error();
  return app::ClaimReport{person,
                          *kind,
                          *on,
                          std::move(reporter),
                          text_of(call.body, "reporter_name"),
                          text_of(call.body, "reporter_phone"),
                          text_of(call.body, "place"),
                          text_of(call.body, "story"),
                          text_of(call.body, "diagnosis"),
                          ""};
}

Result<Reply> report(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = number_in_body(call, "person", "person");
  if (!person) return Error{Errc::not_found, "person"};
  const auto reached =
      app::reaches_person(call.environment, (*parts)->index, call.caller.scope, *person);
  if (!reached) return reached.error();
  if (!*reached) return Error{Errc::not_found, "person"};
  const std::string reporter = text_of(call.body, "reporter");
  const auto wish = report_of(call, *person, reporter.empty() ? "office" : reporter);
  if (!wish) return wish.error();
  const auto made = app::report_claim(call.environment, *wish);
  if (!made) return made.error();
  return answer(call, made->view, made->known_before ? 200 : 201);
}

bool wanted(const Call& call, const app::ClaimView& view) {
  const std::string state = text_of(call.arguments, "state");
  const std::string kind = text_of(call.arguments, "kind");
  const std::string only = text_of(call.arguments, "only");
  if (!state.empty() && claims::to_text(view.standing.state) != state) return false;
  if (!kind.empty() && claims::to_text(view.claim.kind) != kind) return false;
  if (only == "open" && !claims::is_open(view.standing.state)) return false;
  return only != "late" || (view.standard && view.standard->due < call.environment.today);
}

/// All claims of one person, newest first: they are few.
Result<Reply> list_of_person(Call& call, const PeopleParts& parts) {
  const auto person = person_in_scope(call, parts);
  if (!person) return person.error();
  const auto all = store::claims_of_person(call.environment.database, *person);
  if (!all) return all.error();
  Json items = Json::array();
  for (auto claim = all->rbegin(); claim != all->rend(); ++claim) {
    const auto view = app::claim_view_of(call.environment, *claim);
    if (!view) return view.error();
    if (wanted(call, *view)) items.push_back(claim_row(call, *view));
  }
  return reply({{"items", std::move(items)}, {"next", nullptr}});
}

/// Windows are read until the page is full, so that filters and scope make no holes.
Result<Reply> list(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  if (!text_of(call.arguments, "person").empty()) return list_of_person(call, **parts);
  auto before = cursor_of(call, "claim", "before");
  if (!before) return before.error();
  constexpr std::int64_t kWindow = 200;
  const auto most = call.arguments.at("limit").get<std::size_t>();
  Json items = Json::array();
  Json next;
  for (std::int64_t last = *before; next.is_null();) {
    const auto window = store::claim_page(call.environment.database,
                                          text_of(call.arguments, "sort"), last, kWindow);
    if (!window) return window.error();
    for (const store::Claim& claim : *window) {
      last = claim.id;
      const auto reached =
          app::reaches_person(call.environment, (*parts)->index, call.caller.scope, claim.person);
      if (!reached) return reached.error();
      if (!*reached) continue;
      const auto view = app::claim_view_of(call.environment, claim);
      if (!view) return view.error();
      if (!wanted(call, *view)) continue;
      if (items.size() == most) {
        next = items.back()["id"];
        break;
      }
      items.push_back(claim_row(call, *view));
    }
    if (static_cast<std::int64_t>(window->size()) < kWindow) break;
  }
  return reply({{"items", std::move(items)}, {"next", std::move(next)}});
}

Result<Reply> show(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  if (const Status told = record_look(call, *view, "claim"); !told) return told.error();
  return answer(call, view);
}

Result<Reply> letter(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  if (const Status told = record_look(call, *view, "letter of claim"); !told) return told.error();
  const auto json = letter_json(call, *view);
  if (!json) return json.error();
  return reply(*json);
}

/// The same letter as a file for the printer.
Result<Reply> letter_file(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  if (const Status told = record_look(call, *view, "letter of claim"); !told) return told.error();
  const auto json = letter_json(call, *view);
  if (!json) return json.error();
  const auto& words = call.service.words(call.request);
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto state = (*parts)->index.state();
  const auto card = state ? state->people.card(view->claim.person) : std::optional<search::Card>();
  pdf::Letter letter{text_of(*json, "office"),
                     text::day_text(words, text_of(*json, "on")),
                     words.text("claims.letter.title", {{"name", card ? card->name : ""}}),
                     {},
                     words.text("claims.bring"),
                     {},
                     words.text("claims.letter.closing")};
  for (const auto& text : json->at("paragraphs")) letter.paragraphs.push_back(text);
  if (letter.paragraphs.empty()) letter.paragraphs = {words.text("claims.letter.none")};
  for (const auto& text : json->at("missing")) letter.list.push_back(text);
  auto file = pdf::letter_sheets(letter);
  if (!file) return file.error();
  return attached(*std::move(file), "surat.pdf", "application/pdf");
}

Result<Reply> checklist(Call& call) {
  const auto kind = claims::parse_kind(text_of(call.arguments, "kind"));
  if (!kind) return kind.error();
  const auto papers = claims::papers_of(*kind, call.environment.today, call.environment.rules);
  if (!papers) return papers.error();
  return reply({{"items", checklist_json(call, *papers)}});
}

// ---- what the office does --------------------------------------------------------------------

Result<Reply> ask_papers(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  return answer(call,
                app::ask_for_papers(call.environment, view->claim.id, text_of(call.body, "note")));
}

Result<Reply> receiver(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  const app::Receiver wish{text_of(call.body, "name"), text_of(call.body, "nik"),
                           text_of(call.body, "relation"), text_of(call.body, "bank"),
                           text_of(call.body, "account")};
  return answer(call, app::name_receiver(call.environment, view->claim.id, wish));
}

Result<Reply> verify(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  return answer(call,
                app::verify_claim(call.environment, view->claim.id, text_of(call.body, "note")));
}

/// Numbers, words, days and lists of words, each as the engine reads them.
Result<Reply> assess(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  app::ClaimInputs inputs;
  const auto given = call.body.find("inputs");
  if (given != call.body.end()) {
    for (const auto& [name, value] : given->items()) inputs[name] = value.get<std::string>();
  }
  return answer(call, app::assess_claim(call.environment, view->claim.id, inputs,
                                        text_of(call.body, "note"), outcome_text));
}

/// No is one person's word, with its reason, and can be appealed; yes needs a second one above the
/// limit.
Result<Reply> decide(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  const std::string reason = reason_of(call);
  if (text_of(call.body, "decision") == "refuse") {
    return answer(call, app::refuse_claim(call.environment, view->claim.id, reason));
  }
  if (const Status may = app::may_approve(*view); !may) return may.error();
  const auto stored = app::assessment_of(*view);
  if (!stored) return stored.error();
  if (!*stored) return Error{Errc::conflict, "assessed", "assess it first"};
  const identity::Stake stake{identity::Action::claim, (*stored)->total.amount()};
  const auto& limits = call.service.parts().identity.settings().four_eyes;
  if (!identity::needs_two(stake, limits)) {
    return answer(
        call, app::approve_claim(call.environment, view->claim.id, app::approvable(*view), reason));
  }
  const auto state = (*people_parts(call))->index.state();
  const auto card = state ? state->people.card(view->claim.person) : std::optional<search::Card>();
  const app::Approved approved = app::approvable(*view);
  const Json payload{{"claim", view->claim.id},
                     {"assessment", approved.assessment},
                     {"receiver", approved.receiver},
                     {"reason", reason}};
  return propose_deed(call, {stake, card ? std::optional(card->region) : std::nullopt,
                             "claim " + std::to_string(view->claim.id), payload.dump(), reason});
}

Result<Reply> appeal(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  return answer(call, app::appeal_claim(call.environment, view->claim.id, reason_of(call)));
}

Result<Reply> reopen(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  return answer(call, app::reopen_claim(call.environment, view->claim.id, reason_of(call)));
}

// ---- money -----------------------------------------------------------------------------------

/// Above the limit two people have seen to whom the money goes: the account that was there at the
/// yes, or one that somebody else named than who orders.
Status may_order(const Call& call, const app::ClaimView& view) {
  const identity::Stake stake{identity::Action::claim, view.standing.approved.amount()};
  if (!identity::needs_two(stake, call.service.parts().identity.settings().four_eyes)) return {};
  const auto named = newest_event(view, claims::Step::receiver_named);
  if (named < newest_event(view, claims::Step::approved)) return {};
  for (const store::ClaimEvent& one : view.events) {
    if (one.number != named || one.event.actor != call.caller.name) continue;
    return Error{Errc::conflict, "receiver",
                 "you named who is paid after the approval: somebody else orders the payment"};
  }
  return {};
}

Result<Reply> order(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  if (const Status may = may_order(call, *view); !may) return may.error();
  return answer(call, app::order_payment(call.environment, view->claim.id));
}

Result<Reply> pay(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  const auto on = Date::parse(text_of(call.body, "paid_on"));
  if (!on) return on.error();
  return answer(call, app::record_benefit_paid(call.environment, view->claim.id, *on,
                                               text_of(call.body, "reference")));
}

Rupiah amount_of(const Call& call) { return Rupiah(call.body.at("amount").get<std::int64_t>()); }

Result<Reply> overpaid(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  return answer(call, app::find_overpayment(call.environment, view->claim.id, amount_of(call),
                                            reason_of(call)));
}

Result<Reply> recover(Call& call) {
  const auto view = claim_in_scope(call);
  if (!view) return view.error();
  return answer(call, app::record_recovery(call.environment, view->claim.id, amount_of(call),
                                           text_of(call.body, "reference")));
}

// ---- the worker's own door -------------------------------------------------------------------

/// Who is signed in with a worker's session. Errors: not_found for nobody.
Result<std::int64_t> worker_of(Call& call) {
  const std::string token(call.request.headers.find("Payung-Worker").value_or(""));
  const auto person =
      app::person_of_session(call.environment, call.service.parts().identity, token);
  if (!person) return person.error();
  if (!*person) return Error{Errc::not_found, "session", "ask for a new code"};
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  store::AccessEntry entry = look(call, **person, store::Seen::own, "worker_door", "claims");
  entry.account = "worker";
  if (const auto recorded = (*parts)->access.add(entry); !recorded) return recorded.error();
  return **person;
}

Result<Reply> own_claims(Call& call) {
  const auto person = worker_of(call);
  if (!person) return person.error();
  const auto all = store::claims_of_person(call.environment.database, *person);
  if (!all) return all.error();
  Json items = Json::array();
  for (const store::Claim& claim : *all) {
    const auto view = app::claim_view_of(call.environment, claim);
    if (!view) return view.error();
    items.push_back(own_claim_json(call, *view));
  }
  return reply({{"items", std::move(items)}});
}

Result<Reply> own_report(Call& call) {
  const auto person = worker_of(call);
  if (!person) return person.error();
  const auto wish = report_of(call, *person, "worker");
  if (!wish) return wish.error();
  app::Environment as_worker = call.environment;
  as_worker.actor = "worker";
  const auto made = app::report_claim(as_worker, *wish);
  if (!made) return made.error();
  return reply(own_claim_json(call, made->view), made->known_before ? 200 : 201);
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/claims", Permission::events_write, Effect::write, report},
    kept({Method::get, "/v1/claims", Permission::people_read, Effect::read, list}),
    {Method::get, "/v1/claims/checklists/{kind}", Permission::people_read, Effect::read, checklist},
    {Method::get, "/v1/claims/{claim}", Permission::people_read, Effect::read, show},
    {Method::get, "/v1/claims/{claim}/letter", Permission::people_unmask, Effect::read, letter},
    {Method::get, "/v1/claims/{claim}/letter/file", Permission::people_unmask, Effect::read,
     letter_file},
    {Method::post, "/v1/claims/{claim}/paper-requests", Permission::claims_propose, Effect::write,
     ask_papers},
    {Method::post, "/v1/claims/{claim}/receiver", Permission::claims_propose, Effect::write,
     receiver},
    {Method::post, "/v1/claims/{claim}/verification", Permission::claims_propose, Effect::write,
     verify},
    {Method::post, "/v1/claims/{claim}/assessment", Permission::claims_propose, Effect::write,
     assess},
    {Method::post, "/v1/claims/{claim}/decision", Permission::claims_propose, Effect::write,
     decide},
    {Method::post, "/v1/claims/{claim}/appeal", Permission::events_write, Effect::write, appeal},
    {Method::post, "/v1/claims/{claim}/reopening", Permission::claims_approve, Effect::write,
     reopen},
    {Method::post, "/v1/claims/{claim}/order", Permission::claims_approve, Effect::write, order},
    {Method::post, "/v1/claims/{claim}/payment", Permission::payments_record, Effect::write, pay},
    {Method::post, "/v1/claims/{claim}/overpayment", Permission::claims_approve, Effect::write,
     overpaid},
    {Method::post, "/v1/claims/{claim}/recovery", Permission::payments_record, Effect::write,
     recover},
    {Method::get, "/v1/worker/claims", Permission::open, Effect::read, own_claims},
    {Method::post, "/v1/worker/claims", Permission::open, Effect::sign, own_report},
};

}  // namespace

std::span<const Route> claim_routes() { return kRoutes; }

}  // namespace payung::api
