#include "app/enrol_person.hpp"

#include <algorithm>
#include <set>

#include "app/decide_eligibility.hpp"
#include "enrolment/enrol.hpp"
#include "store/audit.hpp"
#include "store/eligibility.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using enrolment::MembershipEvent;

const allocation::Budget* budget_of(const ProgrammeFile& file, const std::string& code) {
  const auto& budgets = file.funding.budgets;
  const auto found = std::find_if(budgets.begin(), budgets.end(),
                                  [&](const auto& one) { return one.code == code; });
  return found == budgets.end() ? nullptr : &*found;
}

const allocation::Payer* payer_of(const ProgrammeFile& file, std::int64_t payer) {
  const auto& payers = file.funding.payers;
  const auto found =
      std::find_if(payers.begin(), payers.end(), [&](const auto& one) { return one.id == payer; });
  return found == payers.end() ? nullptr : &*found;
}

Status require_eligible(Environment& env, const StoredProgramme& programme, std::int64_t person) {
  const auto decision = store::explain_decision(env.database, programme.version.scheme, person);
  if (!decision) {
    if (decision.error().code != Errc::not_found) return decision.error();
    return Error{Errc::conflict, "eligibility", "it is not decided yet: decide it first"};
  }
  if (decision->answer == "yes") return {};
  const std::string why = decision->conditions.empty() ? "" : decision->conditions.front().code;
  return Error{Errc::conflict, "eligibility", decision->answer + " " + why};
}

Status require_room(Environment& env, const allocation::Budget& budget) {
  if (budget.amount) {
    return Error{
        Errc::conflict, "budget " + budget.code,
        "a budget of money is shared out by allocation: POST allocations, then enrolments"};
  }
  if (!budget.heads_max) return {};
  // Counting exactly reads every head, so what can be ruled out sooner is.
  const auto ever = store::persons_of_budget(env.database, budget.id, *budget.heads_max);
  if (!ever) return ever.error();
  if (*ever < *budget.heads_max) return {};
  const auto events = store::membership_events_of_budget(env.database, budget.id);
  if (!events) return events.error();
  const Month now = env.today.month_of();
  std::set<std::int64_t> heads;
  for (const auto& spell : enrolment::spells_of(*events)) {
    const bool over = spell.until && *spell.until <= now;
    if (spell.member.budget == budget.id && !over) heads.insert(spell.member.person);
  }
  if (static_cast<std::int64_t>(heads.size()) < *budget.heads_max) return {};
  return Error{Errc::conflict, "budget " + budget.code,
               "all " + std::to_string(*budget.heads_max) + " places are taken"};
}

Result<Kpj> number_of(Environment& env, std::int64_t person) {
  const auto known = store::member_number_of(env.database, person);
  if (!known) return known.error();
  if (*known) return **known;
  const auto made = enrolment::provisional_kpj(person);
  if (!made) return made.error();
  const store::MemberNumber number{person, *made, store::NumberSource::provisional};
  const auto added = store::add_member_numbers(env.database, {&number, 1}, env.now);
  if (!added) return added.error();
  return *made;
}

Result<Sector> sector_of(Environment& env, std::int64_t person) {
  const auto sector = store::sector_of_person(env.database, person);
  if (!sector) return sector.error();
  return sector->value_or(Sector::other);
}

Result<EnrolPersonReport> known_before(Environment& env, const MembershipEvent& before,
                                       std::int64_t person, std::int64_t budget) {
  if (before.person != person || before.budget != budget ||
      before.kind != enrolment::EventKind::enrolled) {
    return Error{Errc::already_there, "enrolment", "the key stands for another enrolment"};
  }
  const auto kpj = store::member_number_of(env.database, person);
  if (!kpj) return kpj.error();
  if (!*kpj) return Error{Errc::integrity, "member_number"};
  return EnrolPersonReport{Effect::nothing_new, before, **kpj, ""};
}

/// Adds the event if it fits to what the person has behind him and to the law of its day.
Status add_lawful(Environment& env, const MembershipEvent& event) {
  const auto known = store::membership_events_of(env.database, event.person);
  if (!known) return known.error();
  if (auto fits = enrolment::check_event(*known, event); !fits) return fits;
  if (auto lawful = enrolment::check_programmes(event.programmes, env.rules, event.on); !lawful) {
    return lawful;
  }
  return store::add_membership_events(env.database, {&event, 1}, env.actor);
}

}  // namespace

Result<EnrolPersonReport> enrol_person(Environment& env, const StoredProgramme& programme,
                                       const EnrolPersonQuery& query) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto* budget = budget_of(programme.file, query.budget);
  if (budget == nullptr) return Error{Errc::not_found, "budget"};
  const auto* payer = payer_of(programme.file, budget->payer);
  if (payer == nullptr) return Error{Errc::integrity, "budget " + budget->code};

  const std::string key = query.key.empty() ? "enrol:" + programme.version.code + ":person " +
                                                  std::to_string(query.person)
                                            : query.key;
  const auto before = store::membership_event_by_key(env.database, key);
  if (!before) return before.error();
  if (*before) {
    auto known = known_before(env, **before, query.person, budget->id);
    if (known) transaction->leave();
    return known;
  }

  if (auto status = require_eligible(env, programme, query.person); !status) {
    return status.error();
  }
  if (auto status = require_room(env, *budget); !status) return status.error();
  const auto start = enrolment::start_of(env.today, payer->kind, std::nullopt, env.rules);
  if (!start) return start.error();
  if (!budget->months.contains(start->month)) {
    return Error{Errc::conflict, "budget " + budget->code,
                 "it pays for " + budget->months.text() + ", and membership would begin in " +
                     start->month.text()};
  }
  const auto sector = sector_of(env, query.person);
  if (!sector) return sector.error();
  const auto id = store::next_membership_event(env.database);
  if (!id) return id.error();
  MembershipEvent event{*id,
                        query.person,
                        enrolment::EventKind::enrolled,
                        start->day,
                        start->month,
                        budget->months.until,
                        payer->id,
                        budget->id,
                        *sector,
                        programme.file.scheme.programmes,
                        std::nullopt,
                        0,
                        env.now,
                        "by hand, " + start->citation,
                        key};
  if (auto status = add_lawful(env, event); !status) return status.error();
  const auto kpj = number_of(env, query.person);
  if (!kpj) return kpj.error();
  const std::string detail = programme.version.code + ": person " + std::to_string(query.person) +
                             " from " + start->month.text() + ", budget " + budget->code;
  if (auto status = store::audit(env.database, {env.now, env.actor, "enrol_person",
                                                "membership_event " + std::to_string(*id), detail});
      !status) {
    return status.error();
  }
  if (const auto status = transaction->commit(); !status) return status.error();
  return EnrolPersonReport{Effect::done, std::move(event), *kpj, start->citation};
}

}  // namespace payung::app
