#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/result.hpp"
#include "base/rupiah.hpp"
#include "rules/rule_book.hpp"

/// Which dues a payer's money pays. In: the open lines of one payer and the money that is there.
/// Out: the lines that are paid and what is left. Fails: overflow.
///
/// The rule: the oldest month first; inside a month whole people, all their programmes together, in
/// the order of membership. It stops at the first person for whom the money does not suffice:
/// nobody is overtaken, and nobody is half paid. What is left stays in the payer's suspense and is
/// carried forward to the next bill (PP 50/2025: dues paid ahead at the full rate are carried
/// forward; the rule is applied to every surplus).
namespace payung::billing {

/// A posted line that no money has been set against. A correction is a line of its own
/// (`revision` above 0, amount below zero when it lowers), settled with what it corrects.
struct OpenLine {
  Month month;
  std::int64_t membership;
  std::int64_t person;
  Programme programme;
  std::int32_t revision = 0;
  Rupiah amount;
  std::int64_t bill = 0;  ///< on which it stands; no part of the rule

  friend bool operator==(const OpenLine&, const OpenLine&) = default;
};

struct Matching {
  std::vector<OpenLine> settled;  ///< in the order in which they were paid
  Rupiah paid;                    ///< their sum
  Rupiah left;                    ///< stays in suspense: available - paid
  std::int64_t person_months = 0;
};

/// `open` in any order; `available` at least zero. Conserved: paid + left = available.
/// Errors: overflow; bad_amount when `available` is below zero.
Result<Matching> match(std::span<const OpenLine> open, Rupiah available);

/// Which of a self-payer's unpaid months can still be paid on a day.
struct Arrears {
  std::vector<Month> payable;      ///< ascending
  std::vector<Month> not_charged;  ///< ascending: membership ended over them, they are not owed
};

/// `unpaid`: billed months without payment, ascending; `paid_until`: the last month anybody paid
/// for the worker, empty when none was ever paid: then months are missed from the first billed one
/// on. A month counts as missed once it has ended. While at most
/// coverage.arrears_payable_months_max months in a row are missed, all are payable, oldest first;
/// once more are missed, membership has ended, old arrears are not charged, and what is owed begins
/// anew with the month of `on`. Law: process manual of Perdir 22/PERDIR.02/072022 p. 59. Errors:
/// no_parameter.
Result<Arrears> arrears_of(std::span<const Month> unpaid, std::optional<Month> paid_until, Date on,
                           const rules::RuleBook& rules);

}  // namespace payung::billing
