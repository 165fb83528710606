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

/// What the month already has, by anyone: nobody is billed twice.
struct BilledBefore {
  std::int64_t person;
  Programme programme;

  friend auto operator<=>(const BilledBefore&, const BilledBefore&) = default;
};

/// How a price came about, shared by all lines that have it.
struct Basis {
  Programme programme;
  Rupiah amount;
  std::vector<std::string> rule_rows;
  std::string relief;
  Doubt doubt = Doubt::none;

  friend bool operator==(const Basis&, const Basis&) = default;
};

struct BillLine {
  std::int64_t person;
  std::int64_t membership;
  Programme programme;
  Rupiah amount;      ///< below zero only on a correction
  std::size_t basis;  ///< place in BillRun::bases

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
/// A scheme for vulnerable workers pays on the first line of the income table, whatever somebody
/// earns; a worker who pays himself pays on what he declared.
/// `before` is in ascending order. Errors: those of monthly_charge and due_date; conflict when two
/// memberships would bill one person for the same programme (`detail` membership numbers).
Result<BillRun> make_bills(Month month, std::span<const BillableMember> members,
                           std::span<const BilledBefore> before, const rules::RuleBook& rules);

}  // namespace payung::billing
