#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/result.hpp"
#include "base/rupiah.hpp"
#include "billing/monthly_charge.hpp"
#include "rules/rule_book.hpp"

/// A month's bills: whom each payer pays for, with which programmes, and how much.
/// In: who is a member in the month and what was billed for it before. Out: bills to post; none
/// when nothing is new. Fails: like monthly_charge. Nothing that was posted is ever changed.
namespace payung::billing {

/// A member in the month, as the register of members has it.
struct BillableMember {
  std::int64_t payer;
  PayerKind payer_kind;
  std::int64_t membership;  ///< the order in which people are paid for
  std::int64_t person;
  Sector sector;
  ProgrammeSet programmes;
  Rupiah declared_income = {};
};

/// The income that chooses the line of the table: a scheme for vulnerable workers pays on the
/// first line, whatever somebody earns; a worker who pays himself pays on what he declared.
Rupiah charged_income(const BillableMember& member);

/// What the month already has, by anyone: nobody is billed twice.
struct BilledBefore {
  std::int64_t person;
  Programme programme;

  friend auto operator<=>(const BilledBefore&, const BilledBefore&) = default;
};

/// Why a line is no ordinary one.
enum class Reason : std::uint8_t {
  billed,               ///< the ordinary case
  price_changed,        ///< the law, the work or the income, learnt after the bill
  payer_changed,        ///< somebody else pays for that month
  not_a_member,         ///< the membership had ended, or was a mistake
  arrears_not_charged,  ///< membership ended over them (see Arrears)
};
std::string_view to_text(Reason reason);
Result<Reason> parse_reason(std::string_view text);

/// How a price came about, shared by all lines that have it.
struct Basis {
  Programme programme;
  Rupiah amount;  ///< of the line: on a correction the difference
  std::vector<std::string> rule_rows;
  std::string relief;
  Doubt doubt = Doubt::none;
  Reason reason = Reason::billed;

  friend bool operator==(const Basis&, const Basis&) = default;
};

struct BillLine {
  std::int64_t person;
  std::int64_t membership;
  Programme programme;
  Rupiah amount;              ///< below zero only on a correction
  std::size_t basis;          ///< place in BillRun::bases
  std::int32_t revision = 0;  ///< 0: billed first; above: a correction of it

  friend bool operator==(const BillLine&, const BillLine&) = default;
};

struct Bill {
  std::int64_t payer;
  std::vector<BillLine> lines;  ///< by membership, person, programme
  Rupiah total;
  std::int64_t people = 0;
};

struct BillRun {
  Month month;
  Date due_on;
  std::vector<Basis> bases;
  std::vector<Bill> bills;  ///< by payer; only those with a line
};

/// The bills that are still missing for `month`. People who were billed are left out programme by
/// programme, so a second run gives nothing and one who joined late comes on a further bill.
/// `before` is in ascending order. Errors: those of monthly_charge and due_date; conflict when two
/// memberships would bill one person for the same programme (`detail` membership numbers);
/// unsupported when the rules ask for a late fine, which is not charged yet.
Result<BillRun> make_bills(Month month, std::span<const BillableMember> members,
                           std::span<const BilledBefore> before, const rules::RuleBook& rules);

}  // namespace payung::billing
