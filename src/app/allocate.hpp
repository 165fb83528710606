#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/load_programme.hpp"
#include "store/allocation.hpp"

namespace payung::app {

struct BudgetReport {
  std::string code;
  std::string payer;  ///< code
  MonthRange months;
  std::optional<Rupiah> amount;
  std::optional<std::int64_t> heads_max;
  std::int64_t heads = 0;  ///< members and those to be enrolled
  Rupiah cost;             ///< of all their months
  std::int64_t exhausted_at_rank = 0;
};

struct AllocationReport {
  Effect effect;
  std::string scheme;
  Month from;
  std::int64_t run = 0;
  std::string guarantee = {};
  std::int64_t people = 0;
  std::int64_t paid = 0;
  std::int64_t of_them_members = 0;
  std::int64_t waiting = 0;
  std::int64_t unfundable = 0;
  std::vector<BudgetReport> budgets = {};
};

/// A plan narrows an allocation: one budget alone, no more of it than this, and people in this
/// order before the scheme's own. Budgets beside it give nothing in this run.
struct AllocationPlan {
  std::string budget;  ///< code
  std::optional<Rupiah> amount;
  std::optional<std::int64_t> heads_max;
  Month until;  ///< first month no longer
  std::vector<allocation::PriorityKey> order;
};

/// Decides who pays for whom, beside the members there are: those keep their payer and months,
/// and what leavers freed goes to the next who waits, for the months that are left. `from`: the
/// first month to give (a public payer's agreement may begin in the past); empty: this month.
/// The same state again gives the same outcome and stores nothing. Errors: nothing_done when
/// eligibility is not decided, nobody is eligible, or the period is over; bad_month outside it;
/// not_found for the plan's budget.
Result<AllocationReport> allocate_budgets(Environment& environment, std::string_view scheme_code,
                                          std::optional<Month> from,
                                          const AllocationPlan* plan = nullptr);

}  // namespace payung::app
