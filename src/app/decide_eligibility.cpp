#include "app/decide_eligibility.hpp"

#include <algorithm>
#include <limits>

#include "store/allocation.hpp"
#include "store/audit.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using eligibility::Assembled;
using eligibility::PersonFacts;

/// What our own membership says of people, beside the lists.
class OwnMembership {
 public:
  static Result<OwnMembership> read(db::Connection& database) {
    auto events = store::membership_events(database);
    if (!events) return events.error();
    const auto payers = store::payers(database);
    if (!payers) return payers.error();
    auto schemes = store::schemes_of_budgets(database);
    if (!schemes) return schemes.error();
    OwnMembership own;
    own.spells_ = enrolment::spells_of(*events);
    own.schemes_ = *std::move(schemes);
    for (const auto& payer : *payers) own.payers_.emplace(payer.id, payer.code);
    return own;
  }

  void add_to(PersonFacts& facts) const {
    auto at = std::lower_bound(
        spells_.begin(), spells_.end(), facts.person,
        [](const auto& spell, std::int64_t person) { return spell.member.person < person; });
    for (; at != spells_.end() && at->member.person == facts.person; ++at) add(*at, facts);
  }

 private:
  void add(const enrolment::Spell& spell, PersonFacts& facts) const {
    const auto payer = payers_.find(spell.member.payer);
    const auto scheme = schemes_.find(spell.member.budget);
    facts.cover.push_back({spell.member.programmes, Segment::bpu, spell.from, spell.until,
                           payer == payers_.end() ? "payung" : payer->second,
                           scheme == schemes_.end() ? "" : scheme->second});
    if (!facts.first_registered) facts.first_registered = spell.member.start;
    if (!spell.ended_by) return;
    switch (*spell.ended_by) {
      case enrolment::EventKind::died:
        facts.reported_dead = true;
        facts.died = spell.ended_on;
        return;
      case enrolment::EventKind::moved: facts.reported_moved_away = true; return;
      case enrolment::EventKind::got_employer: facts.wage = eligibility::Wage::earner; return;
      case enrolment::EventKind::enrolled:
      case enrolment::EventKind::payer_changed:
      case enrolment::EventKind::sector_changed:
      case enrolment::EventKind::programmes_changed:
      case enrolment::EventKind::left:
      case enrolment::EventKind::withdrawn: return;
    }
  }

  std::vector<enrolment::Spell> spells_;
  std::map<std::int64_t, std::string> payers_;
  std::map<std::int64_t, std::string> schemes_;
};

void count(const store::StoredDecision& one, EligibilityReport& report) {
  ++report.people;
  report.yes += one.answer == "yes" ? 1 : 0;
  report.ask += one.answer == "ask" ? 1 : 0;
  report.no += one.answer == "no" ? 1 : 0;
  std::string last;
  for (const auto& reason : one.reasons) {
    if (reason.code != last) ++report.reasons[reason.code];
    last = reason.code;
  }
}

/// Walks two sorted lists: what is new or different, and who is no longer there.
std::vector<store::StoredDecision> differences(std::vector<store::StoredDecision>&& fresh,
                                               const std::vector<store::StoredDecision>& before) {
  std::vector<store::StoredDecision> changed;
  auto old = before.begin();
  const auto gone_until = [&](std::int64_t person) {
    for (; old != before.end() && old->person < person; ++old) {
      if (old->answer != "gone") changed.push_back({old->person, "gone", "", {}});
    }
  };
  for (auto& one : fresh) {
    gone_until(one.person);
    const bool known = old != before.end() && old->person == one.person;
    const bool same = known && *old == one;
    if (known) ++old;
    if (!same) changed.push_back(std::move(one));
  }
  gone_until(std::numeric_limits<std::int64_t>::max());
  return changed;
}

class Citations {
 public:
  void add(const eligibility::Decision& decision) {
    for (const auto& reason : decision.reasons) {
      known_.try_emplace(reason.code, reason.citation);
    }
  }
  std::vector<store::Citation> take() const {
    std::vector<store::Citation> all;
    for (const auto& [code, citation] : known_) {
      all.push_back({std::string(eligibility::to_text(code)), citation});
    }
    return all;
  }

 private:
  std::map<eligibility::ReasonCode, std::string> known_;
};

}  // namespace

Date day_within(Date today, MonthRange period) {
  return std::clamp(today, period.from.first_day(), period.until.plus(-1).last_day());
}

Status each_assembled(Environment& environment, const EachAssembled& each) {
  const auto own = OwnMembership::read(environment.database);
  if (!own) return own.error();
  const auto registers = store::registers_imported(environment.database);
  if (!registers) return registers.error();
  return store::each_person(
      environment.database,
      [&](std::int64_t person, std::span<const eligibility::Statement> rows) -> Status {
        auto assembled = eligibility::assemble(person, rows, *registers);
        if (!assembled.asks) return {};
        own->add_to(assembled.facts);
        return each(assembled);
      });
}

Result<EligibilityReport> decide_eligibility(Environment& environment, std::string_view scheme_code,
                                             std::optional<Date> on) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto programme = stored_programme(environment, scheme_code);
  if (!programme) return programme.error();
  const auto& scheme = programme->file.scheme;
  EligibilityReport report{Effect::done, scheme.code,
                           on.value_or(day_within(environment.today, scheme.period))};

  std::vector<store::StoredDecision> fresh;
  Citations citations;
  environment.progress.begin("stage.eligibility", 0);
  const auto decided = each_assembled(environment, [&](const Assembled& one) -> Status {
    if (environment.progress.stop_requested()) return Error{Errc::interrupted, "eligibility"};
    const auto decision = eligibility::decide(one.facts, scheme, environment.rules, report.on);
    if (!decision) return decision.error();
    citations.add(*decision);
    fresh.push_back(store::stored(one.facts.person, *decision));
    count(fresh.back(), report);
    if (report.people % 1'000 == 0) environment.progress.advance(report.people);
    return {};
  });
  environment.progress.end();
  if (!decided) return decided.error();
  if (report.people == 0) {
    return Error{Errc::nothing_done, "eligibility", "nobody is linked yet: payung link run"};
  }
  const auto before = store::decisions(environment.database, programme->version.scheme);
  if (!before) return before.error();
  store::EligibilityRun run{programme->version.scheme,
                            programme->version.id,
                            report.on,
                            report.people,
                            differences(std::move(fresh), *before),
                            citations.take()};
  report.changed = static_cast<std::int64_t>(run.changed.size());
  if (run.changed.empty()) {
    report.effect = Effect::nothing_new;
    transaction->leave();
    return report;
  }
  const auto id =
      store::add_eligibility_run(environment.database, run, environment.now, environment.actor);
  if (!id) return id.error();
  report.run = *id;
  const std::string subject = "eligibility_run " + std::to_string(*id);
  const std::string detail = scheme.code + ", " + std::to_string(report.people) +
                             " people: " + std::to_string(report.yes) + " yes, " +
                             std::to_string(report.ask) + " ask, " + std::to_string(report.no) +
                             " no; " + std::to_string(report.changed) + " changed";
  if (const auto status =
          store::audit(environment.database,
                       {environment.now, environment.actor, "decide_eligibility", subject, detail});
      !status) {
    return status.error();
  }
  if (const auto status = transaction->commit(); !status) return status.error();
  return report;
}

Result<PersonExplanation> explain_person(Environment& environment, std::string_view scheme_code,
                                         std::int64_t person) {
  const auto programme = stored_programme(environment, scheme_code);
  if (!programme) return programme.error();
  auto found = store::explain_decision(environment.database, programme->version.scheme, person);
  if (!found) return found.error();
  PersonExplanation one{person, *std::move(found), "", 0, "", 0, ""};
  const auto outcome =
      store::newest_outcome(environment.database, programme->version.scheme, person);
  if (!outcome) return outcome.error();
  if (!*outcome) return one;
  one.standing = (*outcome)->standing;
  one.rank = (*outcome)->rank;
  one.exhausted_at_rank = (*outcome)->exhausted_at_rank;
  one.barriers = (*outcome)->barriers;
  for (const auto& budget : programme->file.funding.budgets) {
    if ((*outcome)->budget == budget.id) one.budget = budget.code;
  }
  return one;
}

Result<std::vector<PersonExplanation>> explain_eligibility(Environment& environment,
                                                           std::string_view scheme_code,
                                                           const Nik& nik) {
  const auto programme = stored_programme(environment, scheme_code);
  if (!programme) return programme.error();
  const auto persons = store::persons_of_nik(environment.database, nik);
  if (!persons) return persons.error();
  std::vector<PersonExplanation> all;
  for (const std::int64_t person : *persons) {
    auto one = explain_person(environment, scheme_code, person);
    if (!one && one.error().code == Errc::not_found) continue;
    if (!one) return one.error();
    all.push_back(*std::move(one));
  }
  if (all.empty()) return Error{Errc::not_found, "person", nik.masked()};
  return all;
}

}  // namespace payung::app
