#include "api/claim_common.hpp"

#include <algorithm>

#include "views/rules.hpp"

namespace payung::api {
namespace {

using identity::Permission;

std::string said(Call& call, const std::string& key) {
  return call.service.words(call.request).text(key);
}

Json day_or_null(const std::optional<Date>& day) { return day ? Json(day->text()) : Json(nullptr); }

/// "••••4321"
std::string masked(const std::string& account) {
  return account.size() <= 4 ? account : "••••" + account.substr(account.size() - 4);
}

Json standard_json(const Call& call, const app::ClaimView& view) {
  if (!view.standard) return nullptr;
  const auto days = view.standard->due.days_since_1970() - call.environment.today.days_since_1970();
  return {{"waits_for", view.standard->waits_for},
          {"due", view.standard->due.text()},
          {"days_left", days},
          {"late", days < 0},
          {"citation", view.standard->rule.source.citation()}};
}

/// A step as a family reads it: name, sum, formula, articles, and its parts.
Json explained(const reckoning::Step& step, const views::Words& words) {
  Json sources = Json::array();
  for (const auto& operand : step.operands) {
    if (!operand.parameter) continue;
    const auto& source = operand.parameter->source;
    sources.push_back({{"key", operand.parameter->key},
                       {"citation", source.citation()},
                       {"checked", rules::to_text(source.checked)},
                       {"note", source.note}});
  }
  Json parts = Json::array();
  for (const auto& part : step.parts) parts.push_back(explained(part, words));
  return {{"name", words("benefits.step." + step.code, {})},
          {"code", step.code},
          {"amount", step.amount.amount()},
          {"formula", step.operands.empty() ? std::string() : views::formula_text(step, words)},
          {"sources", std::move(sources)},
          {"parts", std::move(parts)}};
}

Json conditions_json(const reckoning::Outcome& outcome, const views::Words& words) {
  Json all = Json::array();
  for (const auto& one : outcome.conditions) {
    all.push_back({{"name", words("benefits.condition." + one.code, {})},
                   {"holds", one.holds == reckoning::Holds::yes},
                   {"detail", one.detail},
                   {"citation", one.parameter ? one.parameter->source.citation() : ""}});
  }
  return all;
}

Result<Json> assessment_json(Call& call, const app::ClaimView& view) {
  const auto stored = app::assessment_of(view);
  if (!stored) return stored.error();
  if (!*stored) return Json(nullptr);
  const auto words = words_of(call);
  Json inputs = Json::object();
  for (const auto& [name, value] : (*stored)->inputs) inputs[name] = value;
  Json json{{"event", (*stored)->event},
            {"on", (*stored)->on.text()},
            {"total", (*stored)->total.amount()},
            {"reason", (*stored)->reason},
            {"reason_text", (*stored)->reason.empty()
                                ? std::string()
                                : words("benefits.reason." + (*stored)->reason, {})},
            {"inputs", std::move(inputs)},
            {"rows", (*stored)->rows}};
  auto kept = Json::parse((*stored)->outcome, nullptr, false);
  json["outcome"] = kept.is_discarded() ? Json(nullptr) : std::move(kept);
  const auto again = app::recompute(call.environment, **stored);
  if (!again) {  // a rule that is gone since; what was kept still stands
    json["recomputed"] = nullptr;
    json["explained"] = nullptr;
    json["conditions"] = Json::array();
    return json;
  }
  const Rupiah total = again->reason.empty() ? again->total : Rupiah(0);
  json["recomputed"] = total.amount();
  json["explained"] = explained(again->trace, words);
  json["conditions"] = conditions_json(*again, words);
  return json;
}

Result<Json> doubts_json(Call& call, const app::ClaimView& view) {
  const auto doubts = app::doubts_of_claim(call.environment, view);
  if (!doubts) return doubts.error();
  Json all = Json::array();
  for (const auto& doubt : *doubts) {
    const std::string code(claims::to_text(doubt.flag));
    const std::string text =
        call.service.words(call.request).text("claims.flag." + code, {{"detail", doubt.detail}});
    Json others = Json::array();
    for (const auto other : doubt.claims) others.push_back(id_of(call, "claim", other));
    all.push_back({{"code", code}, {"text", text}, {"claims", std::move(others)}});
  }
  return all;
}

/// Events as everybody in scope sees them; reasons stand in them only for who sees people unmasked.
Result<Json> events_json(const app::ClaimView& view, bool all) {
  Json events = Json::array();
  for (const auto& one : view.events) {
    Json json{{"number", one.number},
              {"step", claims::to_text(one.event.step)},
              {"on", one.event.on.text()},
              {"at", one.recorded_at},
              {"amount", one.event.amount.amount()},
              {"what", one.event.what},
              {"actor", all ? one.event.actor : std::string()}};
    const auto facts = Json::parse(one.private_text, nullptr, false);
    if (!facts.is_object()) return Error{Errc::integrity, "claim_event"};
    Json shown = Json::object();
    for (const char* name : {"reason", "note", "covered", "state", "membership_start",
                             "covered_until", "months_unpaid", "payer", "programme", "citations",
                             "paid_on", "pay_by", "late_compensation", "reference"}) {
      if (all && facts.contains(name)) shown[name] = facts[name];
    }
    json["facts"] = std::move(shown);
    events.push_back(std::move(json));
  }
  return events;
}

Result<Json> receiver_json(const Call& call, const app::ClaimView& view) {
  Json found = nullptr;
  for (const auto& one : view.events) {
    if (one.event.step != claims::Step::receiver_named) continue;
    const auto facts = Json::parse(one.private_text, nullptr, false);
    if (!facts.is_object()) return Error{Errc::integrity, "claim_event"};
    const auto account = facts.value("account", "");
    const bool full = call.caller.may(Permission::payments_record);
    found = {{"name", facts.value("name", "")},
             {"relation", facts.value("relation", "")},
             {"bank", facts.value("bank", "")},
             {"account", full ? account : masked(account)}};
  }
  return found;
}

}  // namespace

Result<app::ClaimView> claim_in_scope(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto number = number_of(call, "claim", "claim");
  if (!number) return number.error();
  auto view = app::claim_view(call.environment, *number);
  if (!view) return view;
  const auto reached =
      app::reaches_person(call.environment, (*parts)->index, call.caller.scope, view->claim.person);
  if (!reached) return reached.error();
  if (!*reached) return Error{Errc::not_found, "claim"};
  return view;
}

views::Words words_of(Call& call) {
  const text::Catalogue& words = call.service.words(call.request);
  return [&words](std::string_view key,
                  std::initializer_list<std::pair<std::string_view, std::string_view>> args) {
    return words.text(key, args);
  };
}

Json outcome_explained(Call& call, const reckoning::Outcome& outcome, Date on) {
  const auto words = words_of(call);
  const bool owed = outcome.reason.empty();
  Json letter = Json::array();
  for (const auto& text : views::outcome_letter(outcome, on, words)) letter.push_back(text);
  return {{"total", (owed ? outcome.total : Rupiah(0)).amount()},
          {"reason", outcome.reason},
          {"reason_text",
           owed ? std::string() : words("benefits.reason." + std::string(outcome.reason), {})},
          {"explained", explained(outcome.trace, words)},
          {"conditions", conditions_json(outcome, words)},
          {"letter", std::move(letter)}};
}

std::string outcome_text(const reckoning::Outcome& outcome, Date on) {
  return views::outcome_json(outcome, on).dump();
}

Json paper_json(const Call& call, const store::ClaimPaper& paper) {
  return {{"id", id_of(call, "paper", paper.id)},
          {"code", paper.code},
          {"media_type", paper.media_type},
          {"bytes", paper.bytes},
          {"sha256", paper.sha256},
          {"at", paper.recorded_at}};
}

Json checklist_json(Call& call, const std::vector<claims::Paper>& checklist) {
  Json all = Json::array();
  for (const auto& paper : checklist) {
    all.push_back({{"code", paper.code},
                   {"name", said(call, "claims.paper." + paper.code)},
                   {"needed", paper.need == claims::Need::always},
                   {"citation", paper.rule.source.citation()}});
  }
  return all;
}

Json claim_row(Call& call, const app::ClaimView& view) {
  const auto& is = view.standing;
  const PeopleParts* people = call.service.parts().people;
  const auto known = people == nullptr ? nullptr : people->index.state();
  const auto card = known ? known->people.card(view.claim.person) : std::optional<search::Card>();
  const auto nik = Nik::parse(card ? card->nik : "");
  return {{"id", id_of(call, "claim", view.claim.id)},
          {"person", id_of(call, "person", view.claim.person)},
          {"name", card ? card->name : std::string()},
          {"nik", nik ? nik->masked() : std::string()},
          {"kind", claims::to_text(view.claim.kind)},
          {"state", claims::to_text(is.state)},
          {"happened_on", view.claim.happened_on.text()},
          {"reported_on", view.claim.reported_on.text()},
          {"reporter", view.claim.reporter},
          {"amount", std::max(is.assessed, is.approved).amount()},
          {"paid", is.paid.amount()},
          {"missing", view.missing.size()},
          {"complete_on", day_or_null(view.complete_on)},
          {"standard", standard_json(call, view)}};
}

Json own_claim_json(Call& call, const app::ClaimView& view) {
  Json missing = Json::array();
  for (const auto& paper : view.checklist) {
    if (std::ranges::find(view.missing, paper.code) == view.missing.end()) continue;
    missing.push_back(said(call, "claims.paper." + paper.code));
  }
  return {{"id", id_of(call, "claim", view.claim.id)},
          {"kind", claims::to_text(view.claim.kind)},
          {"state", claims::to_text(view.standing.state)},
          {"happened_on", view.claim.happened_on.text()},
          {"reported_on", view.claim.reported_on.text()},
          {"approved", view.standing.approved.amount()},
          {"paid", view.standing.paid.amount()},
          {"missing", std::move(missing)},
          {"due", view.standard ? Json(view.standard->due.text()) : Json(nullptr)}};
}

Result<Json> claim_json(Call& call, const app::ClaimView& view) {
  const bool all = call.caller.may(Permission::people_unmask);
  Json json = claim_row(call, view);
  const auto events = events_json(view, all);
  if (!events) return events.error();
  const auto doubts = doubts_json(call, view);
  if (!doubts) return doubts.error();
  const auto assessment = assessment_json(call, view);
  if (!assessment) return assessment.error();
  const auto receiver = receiver_json(call, view);
  if (!receiver) return receiver.error();
  json["events"] = *events;
  json["checklist"] = checklist_json(call, view.checklist);
  json["missing_codes"] = view.missing;
  json["papers"] = Json::array();
  for (const auto& paper : view.papers) {
    json["papers"].push_back(paper_json(call, paper));
  }
  json["next"] = Json::array();
  for (const auto step : claims::next_steps(view.standing)) {
    json["next"].push_back(claims::to_text(step));
  }
  const auto may = app::may_approve(view);
  json["approvable"] = may.ok();
  json["not_approvable"] = may ? "" : may.error().where;
  json["flags"] = all ? *doubts : Json::array();
  json["assessment"] = all ? *assessment : Json(nullptr);
  json["receiver"] = all ? *receiver : Json(nullptr);
  const auto told = Json::parse(view.claim.private_text, nullptr, false);
  json["told"] = all && told.is_object() ? told : Json(nullptr);
  json["ordered"] = view.standing.ordered.amount();
  json["approved"] = view.standing.approved.amount();
  json["overpaid"] = view.standing.overpaid.amount();
  json["recovered"] = view.standing.recovered.amount();
  return json;
}

std::int64_t newest_event(const app::ClaimView& view, claims::Step step) {
  std::int64_t newest = 0;
  for (const store::ClaimEvent& one : view.events) {
    if (one.event.step == step) newest = one.number;
  }
  return newest;
}

Result<Json> letter_json(Call& call, const app::ClaimView& view) {
  Json missing = Json::array();
  for (const auto& paper : view.checklist) {
    if (std::ranges::find(view.missing, paper.code) != view.missing.end()) {
      missing.push_back(said(call, "claims.paper." + paper.code));
    }
  }
  Json paragraphs = Json::array();
  const auto stored = app::assessment_of(view);
  if (!stored) return stored.error();
  if (*stored) {
    const auto outcome = app::recompute(call.environment, **stored);
    if (!outcome) return outcome.error();
    for (const auto& text :
         views::outcome_letter(*outcome, view.claim.happened_on, words_of(call))) {
      paragraphs.push_back(text);
    }
  }
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  return Json{{"office", (*parts)->office},
              {"on", call.environment.today.text()},
              {"paragraphs", std::move(paragraphs)},
              {"missing", std::move(missing)}};
}

}  // namespace payung::api
