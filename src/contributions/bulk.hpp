#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/kinds.hpp"
#include "base/result.hpp"
#include "rules/rule_book.hpp"

/// Dues and unpaid months of many people over many months: the rules of a month are looked up
/// once and laid out as a table; after that a month is one load a person. Exact whole rupiah, the
/// same figures as bpu_dues.
namespace payung::contributions {

/// What somebody's dues depend on besides the month: line of the income table, sector, payer.
using Sort = std::uint16_t;

class BulkDues {
 public:
  /// For the months of `months` and these programmes.
  /// Errors: those of bpu_dues; bad_rule when the lines of the income table change within the
  /// months, or are too many for a Sort.
  static Result<BulkDues> of(MonthRange months, ProgrammeSet programmes,
                             const rules::RuleBook& rules);

  /// Nothing is looked up and nothing allocated. The income must be zero or more.
  Sort sort_of(Rupiah declared_income, Sector sector, PayerKind payer) const;
  /// month: 0 is the first month of the range.
  Rupiah due(Sort sort, int month) const {
    return Rupiah(tables_[static_cast<std::size_t>(month)][sort]);
  }
  int months() const { return static_cast<int>(tables_.size()); }
  /// The dues of one month, person by person; `dues` is as long as `sorts`.
  void month(int month, std::span<const Sort> sorts, std::span<std::int64_t> dues) const;
  /// The sum of all months of every person. Errors: overflow.
  Result<Rupiah> total(std::span<const Sort> sorts) const;

 private:
  std::vector<std::int64_t> income_max_;  ///< of the closed lines
  std::vector<std::vector<std::int64_t>> tables_;
};

/// Months unpaid in a row up to and with this month: 0 where it is paid, else one more than
/// before. `unpaid` is what the month before left, and becomes what this month leaves; it may run
/// over any number of months.
void unpaid_in_a_row(std::span<const std::uint8_t> paid, std::span<std::uint16_t> unpaid);

}  // namespace payung::contributions
