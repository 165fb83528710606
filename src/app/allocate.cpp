#include "app/allocate.hpp"

#include <algorithm>

#include "app/allocate_input.hpp"
#include "app/decide_eligibility.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

using allocation::Allocation;
using allocation::OutcomeKind;

std::string barriers_text(std::uint8_t barriers) {
  static constexpr allocation::Barrier kAll[] = {
      allocation::Barrier::sector, allocation::Barrier::area, allocation::Barrier::poverty,
      allocation::Barrier::decile, allocation::Barrier::age,  allocation::Barrier::sender,
      allocation::Barrier::period};
  std::string text;
  for (const auto barrier : kAll) {
    const unsigned bit = 1U << static_cast<unsigned>(barrier);
    if ((barriers & bit) == 0) continue;
    text += (text.empty() ? "" : ",") + std::string(allocation::to_text(barrier));
  }
  return text;
}

/// Those who are not members yet, in the same order of people.
allocation::Candidates without_members(const AllocationInput& input) {
  allocation::Candidates rest{{}, input.people.sender_sets};
  for (const auto& one : input.people.people) {
    if (!input.seated.contains(one.person)) rest.people.push_back(one);
  }
  return rest;
}

/// The outcome over everybody: members keep their seats, and ranks are those of the whole order.
class Standings {
 public:
  Standings(const AllocationInput& input, const Allocation& fresh) : input_(input), fresh_(fresh) {
    const auto order = allocation::order_of(input.people, input.left.priority);
    rank_of_fresh_.push_back(0);
    for (std::size_t at = 0; at < order.size(); ++at) {
      const auto person = input.people.people[order[at]].person;
      const auto rank = static_cast<std::int64_t>(at) + 1;
      const auto seat = input.seated.find(person);
      if (seat != input.seated.end()) {
        outcomes_.push_back(
            {person, rank, "paid", seat->second.budget, seat->second.months, 0, ""});
        continue;
      }
      rank_of_fresh_.push_back(rank);
      const auto& outcome = fresh.outcomes[rank_of_fresh_.size() - 2];
      PAYUNG_CHECK(outcome.person == person);
      fresh_at_.push_back(outcomes_.size());
      outcomes_.push_back({person, rank, std::string(to_text(outcome.kind)), {}, {}, 0, ""});
    }
    for (std::size_t i = 0; i < fresh_at_.size(); ++i) {
      fill(fresh_.outcomes[i], outcomes_[fresh_at_[i]]);
    }
  }

  std::vector<store::StoredOutcome> take() { return std::move(outcomes_); }

  Result<std::vector<store::StoredUse>> uses() const {
    std::vector<store::StoredUse> all;
    for (std::size_t i = 0; i < input_.left.budgets.size(); ++i) {
      const auto cost = input_.cost_promised[i].plus(fresh_.uses[i].cost);
      if (!cost) return cost.error();
      all.push_back({input_.left.budgets[i].id, input_.heads_promised[i] + fresh_.uses[i].heads,
                     *cost, whole_rank(fresh_.uses[i].exhausted_at_rank)});
    }
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.budget < b.budget; });
    return all;
  }

 private:
  std::int64_t whole_rank(std::int64_t fresh_rank) const {
    return rank_of_fresh_[static_cast<std::size_t>(fresh_rank)];
  }

  void fill(const allocation::Outcome& from, store::StoredOutcome& to) const {
    const auto& budgets = input_.left.budgets;
    switch (from.kind) {
      case OutcomeKind::paid:
        to.budget = budgets[from.budget].id;
        to.months = budgets[from.budget].months;
        return;
      case OutcomeKind::waiting:
        to.budget = budgets[from.budget].id;
        to.exhausted_at_rank = whole_rank(from.exhausted_at_rank);
        return;
      case OutcomeKind::unfundable: to.barriers = barriers_text(from.barriers); return;
    }
  }

  const AllocationInput& input_;
  const Allocation& fresh_;
  std::vector<std::int64_t> rank_of_fresh_;  ///< from a rank among the new to one among all
  std::vector<std::size_t> fresh_at_;
  std::vector<store::StoredOutcome> outcomes_;
};

AllocationReport report_of(const StoredProgramme& programme, const AllocationInput& input,
                           const store::AllocationRun& run) {
  const auto& funding = programme.file.funding;
  AllocationReport report{Effect::done, programme.version.code, run.from, run.id, run.guarantee};
  report.people = static_cast<std::int64_t>(run.outcomes.size());
  report.of_them_members = static_cast<std::int64_t>(input.seated.size());
  for (const auto& one : run.outcomes) {
    report.paid += one.standing == "paid" ? 1 : 0;
    report.waiting += one.standing == "waiting" ? 1 : 0;
    report.unfundable += one.standing == "unfundable" ? 1 : 0;
  }
  for (const auto& budget : funding.budgets) {
    const auto payer = std::find_if(funding.payers.begin(), funding.payers.end(),
                                    [&](const auto& one) { return one.id == budget.payer; });
    const auto use = std::find_if(run.uses.begin(), run.uses.end(),
                                  [&](const auto& one) { return one.budget == budget.id; });
    PAYUNG_CHECK(payer != funding.payers.end() && use != run.uses.end());
    report.budgets.push_back({budget.code, payer->code, budget.months, budget.amount,
                              budget.heads_max, use->heads, use->cost, use->exhausted_at_rank});
  }
  return report;
}

bool same(const store::AllocationRun& a, const store::AllocationRun& b) {
  return a.scheme_version == b.scheme_version && a.guarantee == b.guarantee &&
         a.outcomes == b.outcomes && a.uses == b.uses;
}

/// Cuts what is left to what the plan takes.
Status narrow(AllocationInput& input, const AllocationPlan& plan) {
  bool found = false;
  for (auto& budget : input.left.budgets) {
    if (budget.code != plan.budget) {
      budget.heads_max = 0;
      continue;
    }
    found = true;
    budget.months.until = std::min(budget.months.until, plan.until);
    if (plan.amount) budget.amount = std::min(budget.amount.value_or(*plan.amount), *plan.amount);
    if (plan.heads_max) {
      budget.heads_max = std::min(budget.heads_max.value_or(*plan.heads_max), *plan.heads_max);
    }
  }
  if (!found) return Error{Errc::not_found, "budget " + plan.budget};
  input.left.priority.insert(input.left.priority.begin(), plan.order.begin(), plan.order.end());
  return {};
}

Result<Month> first_month(const Environment& environment, MonthRange period,
                          std::optional<Month> from) {
  if (!from) return month_within(environment.today, period);
  if (period.contains(*from)) return *from;
  return Error{Errc::bad_month, "--from " + from->text(), "within " + period.text()};
}

/// The audit line of a run.
Status note(Environment& environment, const std::string& scheme, const store::AllocationRun& run,
            const AllocationReport& report) {
  const std::string detail = scheme + " from " + run.from.text() + ": " +
                             std::to_string(report.paid) + " paid, " +
                             std::to_string(report.waiting) + " waiting, " +
                             std::to_string(report.unfundable) + " unfundable, " + run.guarantee;
  return store::audit(environment.database, {environment.now, environment.actor, "allocate_budgets",
                                             "allocation_run " + std::to_string(run.id), detail});
}

}  // namespace

Result<AllocationReport> allocate_budgets(Environment& environment, std::string_view scheme_code,
                                          std::optional<Month> from, const AllocationPlan* plan) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto programme = stored_programme(environment, scheme_code);
  if (!programme) return programme.error();
  const auto& scheme = programme->file.scheme;
  const auto month = first_month(environment, scheme.period, from);
  if (!month) return month.error();
  auto input = allocation_input(environment, *programme, *month);
  if (!input) return input.error();
  if (plan != nullptr) {
    if (const auto cut = narrow(*input, *plan); !cut) return cut.error();
  }
  if (input->people.people.empty()) {
    return Error{Errc::nothing_done, "allocation", "nobody is eligible"};
  }
  const Date on = day_within(environment.today, scheme.period);
  const auto fresh =
      allocation::allocate(without_members(*input), input->left,
                           price_of(environment, scheme.programmes), on, environment.progress);
  if (!fresh) return fresh.error();

  Standings standings(*input, *fresh);
  const auto uses = standings.uses();
  if (!uses) return uses.error();
  store::AllocationRun run{0,
                           programme->version.scheme,
                           programme->version.id,
                           on,
                           *month,
                           fresh->guarantee == allocation::Guarantee::exact ? "exact" : "maximal",
                           standings.take(),
                           *uses};
  const auto before = store::newest_allocation(environment.database, programme->version.scheme);
  if (!before) return before.error();
  if (*before && same(**before, run)) {
    run.id = (*before)->id;
    auto report = report_of(*programme, *input, run);
    report.effect = Effect::nothing_new;
    transaction->leave();
    return report;
  }
  if (const auto status =
          store::add_allocation(environment.database, run, environment.now, environment.actor);
      !status) {
    return status.error();
  }
  auto report = report_of(*programme, *input, run);
  if (const auto status = note(environment, scheme.code, run, report); !status) {
    return status.error();
  }
  if (const auto status = transaction->commit(); !status) return status.error();
  return report;
}

}  // namespace payung::app
