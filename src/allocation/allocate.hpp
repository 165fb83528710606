#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allocation/budget.hpp"
#include "allocation/priority.hpp"
#include "base/progress.hpp"

/// Who pays for whom.
/// In: eligible people, payers with budgets, the order of priority, what a month costs. Out: for
/// each person the budget that pays, or why none does. Fails: what the price function fails with;
/// overflow; interrupted.
///
/// What is guaranteed, always: no budget is exceeded by a rupiah or a head; nobody is paid twice;
/// whom a budget takes, it pays for all its months; the same input gives the same output.
/// When Guarantee::exact: the people covered are lexicographically the best by priority. Nobody
/// waits who could be covered beside all those covered before them, however these are
/// arranged among the budgets. That is so whenever each budget pays the same for each person it
/// may take (a transversal matroid; greedy with augmenting paths), and mostly also where prices
/// differ within a budget (half dues of transport workers): there a bounded exact search proves
/// each refusal. Guarantee::maximal: that search was cut short for some refusal; then nobody who
/// waits fits by any chain of single moves, but a cleverer packing is not excluded.
/// Among equal coverage, smaller budget rank and people of the preferred area are preferred:
/// exactly (minimum cost flow) among the budgets with one price.
/// docs/flow/allocation.md has the reasoning.
namespace payung::allocation {

/// What one worker costs for one month; made by the caller from billing.
using PriceOf = std::function<Result<Rupiah>(PayerKind payer, Sector sector, Month month)>;

struct Funding {
  std::vector<Payer> payers;
  std::vector<Budget> budgets;
  std::vector<PriorityKey> priority;
};

enum class Guarantee : std::uint8_t { exact, maximal };

enum class OutcomeKind : std::uint8_t {
  paid,
  waiting,     ///< some budget could, but all that could are exhausted
  unfundable,  ///< no budget may cover this person at all
};
std::string_view to_text(OutcomeKind kind);

/// Which condition keeps people out of a budget.
enum class Barrier : std::uint8_t {
  sector,
  area,
  poverty,
  decile,
  age,
  sender,
  period,  ///< none of its months is left
};
std::string_view to_text(Barrier barrier);

struct Outcome {
  std::int64_t person = 0;
  std::int64_t rank = 0;  ///< 1: first in the order of priority
  OutcomeKind kind = OutcomeKind::unfundable;
  /// paid: the budget that pays. waiting: the budget that came nearest (smallest rank) and is
  /// exhausted. Position in Funding::budgets; meaningless when unfundable.
  std::uint32_t budget = 0;
  /// waiting: the rank of the first person whom that budget could no longer take.
  std::int64_t exhausted_at_rank = 0;
  /// unfundable: what stands in the way at the budget that comes nearest; bit i is Barrier i.
  std::uint8_t barriers = 0;
};

struct BudgetUse {
  std::int64_t heads = 0;
  Rupiah cost;
  std::int64_t exhausted_at_rank = 0;  ///< 0: never had to refuse anybody
};

struct Allocation {
  std::vector<Outcome> outcomes;  ///< by rank
  std::vector<BudgetUse> uses;    ///< by position in Funding::budgets
  Guarantee guarantee = Guarantee::exact;
  std::int64_t covered() const;
};

/// `on`: the day at which ages count. Replacement of those who left is the same call: people who
/// wait, budgets cut to the months left and to the money not yet promised.
Result<Allocation> allocate(const Candidates& candidates, const Funding& funding,
                            const PriceOf& price_of, Date on, Progress& progress);

}  // namespace payung::allocation
