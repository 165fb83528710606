#pragma once

#include <map>
#include <optional>
#include <vector>

#include "app/load_programme.hpp"
#include "enrolment/membership.hpp"

namespace payung::app {

/// Everybody a scheme's allocation is about, and what is left of each budget.
struct AllocationInput {
  allocation::Candidates people;  ///< eligible, and those who are members of the scheme already
  /// Members keep their place: person -> budget and months; they are not allocated again.
  struct Seat {
    std::int64_t budget;
    MonthRange months;
  };
  std::map<std::int64_t, Seat> seated;
  allocation::Funding left;  ///< budgets cut to the months from `from` on and to what is left
  /// By budget, as in `left`: what is promised already.
  std::vector<std::int64_t> heads_promised;
  std::vector<Rupiah> cost_promised;
};

/// What a month costs a payer of the scheme, at the lowest income bracket.
allocation::PriceOf price_of(const Environment& environment, ProgrammeSet programmes);

/// Reads it. Who left, died, moved or got an employer within the scheme's period frees the months
/// that are left and is no candidate any more. Months before `from` and months promised to members
/// are never given away. Errors: nothing_done when eligibility was not decided yet.
Result<AllocationInput> allocation_input(Environment& environment, const StoredProgramme& programme,
                                         Month from);

/// This month, moved into the period. Errors: nothing_done when the period is over.
Result<Month> month_within(Date today, MonthRange period);

}  // namespace payung::app
