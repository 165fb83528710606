#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "billing/bill.hpp"
#include "billing/matching.hpp"

/// What was posted and turned out otherwise. Posted lines stay as they are; what they should have
/// been comes as further lines that hold the difference, on a bill of their own.
/// In: what is posted for a month and what it would be today. Out: the difference as bills.
/// Fails: like monthly_charge.
namespace payung::billing {

/// What stands on all bills of one payer for one person, programme and month, summed.
struct Posted {
  std::int64_t payer;
  std::int64_t person;
  Programme programme;
  std::int64_t membership;
  std::int32_t revision_last;  ///< highest revision of the person and programme on these bills
  Rupiah net;
  Reason reason_last = Reason::billed;  ///< of that revision
};

/// The corrections of `month`: who was billed and is no member of it is taken off, who has another
/// payer now moves there, and what costs something else now is corrected by the difference. Who was
/// not billed yet is left to make_bills; arrears that are not charged stay as they are.
/// `posted` by person, programme, payer. Errors: those of make_bills.
Result<BillRun> make_corrections(Month month, std::span<const BillableMember> members,
                                 std::span<const Posted> posted, const rules::RuleBook& rules);

/// Takes unpaid lines off the bill because membership ended over them: `open` are lines of one
/// payer and one month. Law: coverage.arrears_payable_months_max in force on `on`.
/// Errors: no_parameter, overflow.
Result<BillRun> not_charged(Month month, std::int64_t payer, std::span<const OpenLine> open,
                            Date on, const rules::RuleBook& rules);

}  // namespace payung::billing
