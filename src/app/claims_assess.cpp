#include <algorithm>

#include "app/claims_shared.hpp"
#include "app/status_of_person.hpp"
#include "cases/question.hpp"
#include "store/coverage.hpp"
#include "store/membership.hpp"
#include "store/registry.hpp"

/// Cover on the day of the event, and what the law gives for it.
namespace payung::app {
namespace {

using claims::Kind;
using claims::Step;

std::string text_of(const std::optional<Date>& day) { return day ? day->text() : ""; }

/// The day's explanation as it was found.
ClaimJson cover_facts(const ProgrammeStatus* status, Programme programme, const std::string& note) {
  ClaimJson facts{{"programme", to_text(programme)}, {"note", note}};
  if (status == nullptr) {
    facts["covered"] = "no";
    facts["reason"] = "never_member";
    return facts;
  }
  const coverage::Answer& answer = status->answer;
  facts["covered"] = coverage::to_text(answer.covered);
  facts["state"] = coverage::to_text(answer.state);
  facts["reason"] = coverage::to_text(answer.reason);
  facts["membership_start"] = text_of(answer.membership_start);
  facts["covered_until"] = text_of(answer.covered_until);
  facts["months_unpaid"] = answer.months_unpaid;
  facts["payer"] = status->paid_by ? status->paid_by->name : "";
  ClaimJson rows = ClaimJson::array();
  for (const rules::Value& value : answer.citations) {
    rows.push_back({{"row", value.row}, {"citation", value.source.citation()}});
  }
  facts["citations"] = std::move(rows);
  return facts;
}

const ProgrammeStatus* status_in(const PersonStatus& status, Programme programme) {
  const auto found = std::ranges::find(status.programmes, programme, &ProgrammeStatus::programme);
  return found == status.programmes.end() ? nullptr : &*found;
}

/// Inputs that the data give, so that nobody has to type them, or can type them wrong.
struct Given {
  ClaimInputs fixed;     ///< not to be typed
  ClaimInputs fallback;  ///< unless something else is typed
};

Status add_birth(Environment& env, std::int64_t person, Given& given) {
  const auto facts = store::registry_facts(env.database, person);
  if (!facts) return facts.error();
  if (!*facts) return {};
  if (const auto birth = Date::parse((*facts)->birth_date)) given.fixed["birth"] = birth->text();
  return {};
}

Status add_income(Environment& env, const store::Claim& claim, Given& given) {
  const auto events = store::membership_events_of(env.database, claim.person);
  if (!events) return events.error();
  given.fallback["wage"] = "0";  // the lowest bracket of the income table
  for (const auto& member : enrolment::members_in(*events, claim.happened_on.month_of())) {
    if (member.income) given.fallback["wage"] = std::to_string(member.income->amount());
  }
  return {};
}

Status add_dues(Environment& env, const store::Claim& claim, Given& given) {
  const auto paid = store::paid_months_of(env.database, claim.person, Programme::jkm);
  if (!paid) return paid.error();
  std::int64_t months = 0;
  for (const auto& one : *paid) months += one.month <= claim.happened_on.month_of() ? 1 : 0;
  given.fallback["dues_months"] = std::to_string(months);
  return {};
}

/// A scholarship is asked for year by year, long after its event: what must be in time is the first
/// request that anybody made for the event.
Status add_first_request(Environment& env, const store::Claim& claim, Given& given) {
  const auto others = store::claims_of_person(env.database, claim.person);
  if (!others) return others.error();
  Date first = claim.reported_on;
  for (const store::Claim& other : *others) {
    const bool same = other.happened_on == claim.happened_on && other.kind != Kind::jht;
    if (same) first = std::min(first, other.reported_on);
  }
  given.fixed["claimed"] = first.text();
  return {};
}

Result<Given> given_for(Environment& env, const ClaimView& view) {
  const store::Claim& claim = view.claim;
  const auto* verified = newest(view, Step::verified);
  if (verified == nullptr) return Error{Errc::conflict, "verified", "look at the cover first"};
  const auto facts = facts_of(*verified);
  if (!facts) return facts.error();
  Given given;
  given.fixed["claimed"] = claim.reported_on.text();
  given.fixed["covered"] = facts->value("covered", "no");
  if (const Status added = add_birth(env, claim.person, given); !added) return added.error();
  const std::string start = facts->value("membership_start", "");
  switch (claim.kind) {
    case Kind::jkk_death: given.fixed["ending"] = "death"; [[fallthrough]];
    case Kind::jkk:
      given.fixed["segment"] = "BPU";
      // Without the day the engine takes the report for one in time. A report on paper may be older
      // than its entry here: then the office states that day.
      given.fallback["reported"] = claim.reported_on.text();
      if (const Status added = add_income(env, claim, given); !added) return added.error();
      break;
    case Kind::jkm:
      // Who never was a member is refused for that; the day itself stands for a start.
      given.fixed["member_since"] = start.empty() ? claim.happened_on.text() : start;
      break;
    case Kind::jht:
      // Savings are the member's own whether a month is paid or not.
      given.fixed["covered"] = "yes";
      if (!start.empty()) given.fallback["member_since"] = start;
      break;
    case Kind::scholarship:
      if (const Status added = add_dues(env, claim, given); !added) return added.error();
      if (const Status added = add_first_request(env, claim, given); !added) return added.error();
      break;
  }
  return given;
}

Result<cases::Question> question_for(Environment& env, const ClaimView& view,
                                     const ClaimInputs& inputs) {
  const auto given = given_for(env, view);
  if (!given) return given.error();
  cases::Question question{
      std::string(claims::question_of(view.claim.kind)), view.claim.happened_on, {}};
  const auto known = cases::inputs_of(question.kind);
  if (!known) return known.error();
  ClaimInputs all = given->fallback;
  for (const auto& [name, value] : inputs) {
    if (given->fixed.contains(name) ||
        std::ranges::find(*known, std::string_view(name)) == known->end()) {
      return Error{Errc::bad_value, name, "not an input of this claim"};
    }
    all[name] = value;
  }
  for (const auto& [name, value] : given->fixed) all[name] = value;
  for (const auto& [name, value] : all) {
    if (const Status added = question.add(name + "=" + value); !added) return added.error();
  }
  return question;
}

ClaimJson inputs_json(const cases::Question& question) {
  ClaimJson json = ClaimJson::object();
  for (const auto& [name, value] : question.given) {
    const auto* text = std::get_if<std::string>(&value);
    json[name] = text == nullptr ? "" : *text;
  }
  return json;
}

ClaimJson assessment_facts(const cases::Question& question, const reckoning::Outcome& outcome,
                           const std::string& note, const OutcomeWriter& write) {
  ClaimJson rows = ClaimJson::array();
  for (const auto& value : outcome.used) rows.push_back(value->row);
  return {{"question", question.kind},
          {"on", question.on->text()},
          {"inputs", inputs_json(question)},
          {"outcome", write(outcome, *question.on)},
          {"reason", outcome.reason},
          {"rows", std::move(rows)},
          {"note", note}};
}

}  // namespace

Result<ClaimView> verify_claim(Environment& env, std::int64_t claim, const std::string& note) {
  if (const Status good = check_words("note", note, 500); !good) return good.error();
  const auto view = claim_view(env, claim);
  if (!view) return view;
  const auto status = status_of_one(env, view->claim.person, view->claim.happened_on);
  if (!status) return status.error();
  const Programme programme = claims::programme_of(view->claim.kind);
  return one_step(env, claim, Step::verified, Rupiah(0),
                  cover_facts(status_in(*status, programme), programme, note));
}

Result<ClaimView> assess_claim(Environment& env, std::int64_t claim, const ClaimInputs& inputs,
                               const std::string& note, const OutcomeWriter& write) {
  if (const Status good = check_words("note", note, 500); !good) return good.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto view = claim_view(env, claim);
  if (!view) return view;
  const auto question = question_for(env, *view, inputs);
  if (!question) return question.error();
  const auto outcome = cases::answer(*question, env.rules);
  if (!outcome) return outcome.error();
  // Where a condition fails nothing is owed, whatever steps were written before.
  const Rupiah total = outcome->reason.empty() ? outcome->total : Rupiah(0);
  const Status stepped = add_step(env, *view, Step::assessed, total, "",
                                  assessment_facts(*question, *outcome, note, write));
  if (!stepped) return stepped.error();
  if (const Status done = transaction->commit(); !done) return done.error();
  return claim_view(env, claim);
}

Result<std::optional<StoredAssessment>> assessment_of(const ClaimView& view) {
  const auto* event = newest(view, Step::assessed);
  if (event == nullptr) return std::optional<StoredAssessment>{};
  const auto facts = facts_of(*event);
  if (!facts) return facts.error();
  const auto on = Date::parse(facts->value("on", ""));
  const auto inputs = facts->find("inputs");
  const auto rows = facts->find("rows");
  if (!on || inputs == facts->end() || rows == facts->end()) {
    return Error{Errc::integrity, "claim_event"};
  }
  StoredAssessment stored{event->number,
                          *on,
                          facts->value("question", ""),
                          {},
                          facts->value("outcome", ""),
                          event->event.amount,
                          facts->value("reason", ""),
                          {}};
  for (const auto& [name, value] : inputs->items()) stored.inputs[name] = value.get<std::string>();
  for (const auto& row : *rows) stored.rows.push_back(row.get<std::string>());
  return std::optional(std::move(stored));
}

Result<reckoning::Outcome> recompute(Environment& env, const StoredAssessment& stored) {
  cases::Question question{stored.question, stored.on, {}};
  for (const auto& [name, value] : stored.inputs) {
    if (const Status added = question.add(name + "=" + value); !added) return added.error();
  }
  return cases::answer(question, env.rules);
}

}  // namespace payung::app
