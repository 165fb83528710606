#include "app/covered_members.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "coverage/terms.hpp"
#include "store/coverage.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using coverage::Covered;
using Events = std::span<const enrolment::MembershipEvent>;
using PaidMonths = std::map<Programme, std::vector<coverage::PaidMonth>>;

Covered covered_in(coverage::State state, coverage::GracePolicy policy) {
  if (state == coverage::State::active) return Covered::yes;
  if (state != coverage::State::grace || policy == coverage::GracePolicy::reject) {
    return Covered::no;
  }
  return policy == coverage::GracePolicy::pay ? Covered::yes : Covered::conditional;
}

/// As status_of_person decides: JHT is savings and decides nothing where there is another one.
Covered covered_person(Events events, const PaidMonths& paid, Date on,
                       const coverage::CoverRules& rules) {
  Covered all = Covered::yes;
  std::optional<Covered> savings;
  bool any = false;
  for (const Programme programme : all_programmes()) {
    const auto terms = coverage::terms_of(events, programme);
    if (terms.empty()) continue;
    const auto months = paid.find(programme);
    const std::vector<coverage::PaidMonth> none;
    const auto state =
        coverage::state_on(on, terms, months == paid.end() ? none : months->second, rules);
    const Covered one = covered_in(state, rules.in_grace);
    if (programme == Programme::jht) {
      savings = one;
      continue;
    }
    any = true;
    if (one == Covered::no) return Covered::no;
    if (one == Covered::conditional) all = one;
  }
  return any ? all : savings.value_or(Covered::no);
}

/// Walks events and paid months side by side; both come by person.
class CoverWalk {
 public:
  CoverWalk(Events events, Date on, const coverage::CoverRules& rules)
      : events_(events), on_(on), rules_(rules) {}

  Status paid(const store::PaidRow& row) {
    while (!events_.empty() && events_.front().person < row.person) close();
    if (!events_.empty() && events_.front().person == row.person) {
      paid_[row.programme].push_back(row.paid);
    }
    return {};
  }
  CoveredMembers finish() {
    while (!events_.empty()) close();
    return std::move(covered_);
  }

 private:
  void close() {
    const std::int64_t person = events_.front().person;
    const auto next = std::ranges::find_if(
        events_, [&](const enrolment::MembershipEvent& event) { return event.person != person; });
    const auto count = static_cast<std::size_t>(next - events_.begin());
    covered_.emplace_hint(covered_.end(), person,
                          covered_person(events_.first(count), paid_, on_, rules_));
    events_ = events_.subspan(count);
    paid_.clear();
  }

  Events events_;
  Date on_;
  const coverage::CoverRules& rules_;
  PaidMonths paid_;
  CoveredMembers covered_;
};

}  // namespace

Result<CoveredMembers> covered_members(Environment& env) {
  auto events = store::membership_events(env.database);
  if (!events) return events.error();
  if (events->empty()) return CoveredMembers{};
  const auto rules = coverage::CoverRules::on(env.today, env.rules);
  if (!rules) return rules.error();
  const auto first = Month::of(1850, 1);
  const auto last = Month::of(2199, 12);
  if (!first) return first.error();
  if (!last) return last.error();
  std::ranges::stable_sort(*events, {}, &enrolment::MembershipEvent::person);
  CoverWalk walk(*events, env.today, *rules);
  const auto read =
      store::each_paid_month(env.database, MonthRange{*first, *last},
                             [&](const store::PaidRow& row) { return walk.paid(row); });
  if (!read) return read.error();
  return walk.finish();
}

Result<CoveredMembers> covered_members_of(Environment& env, const std::set<std::int64_t>& persons) {
  CoveredMembers covered;
  if (persons.empty()) return covered;
  const auto rules = coverage::CoverRules::on(env.today, env.rules);
  if (!rules) return rules.error();
  for (const std::int64_t person : persons) {
    const auto events = store::membership_events_of(env.database, person);
    if (!events) return events.error();
    if (events->empty()) continue;
    PaidMonths paid;
    for (const Programme programme : all_programmes()) {
      if (coverage::terms_of(*events, programme).empty()) continue;
      auto months = store::paid_months_of(env.database, person, programme);
      if (!months) return months.error();
      paid.emplace(programme, *std::move(months));
    }
    covered.emplace(person, covered_person(*events, paid, env.today, *rules));
  }
  return covered;
}

}  // namespace payung::app
