#pragma once

#include <optional>
#include <string_view>

#include "base/kinds.hpp"
#include "reckoning/trace.hpp"

/// What is owed in dues, by segment, with the steps that lead to it.
/// In: what is known of the worker, the employer or the project, and a day. Out: an Outcome whose
/// trace adds up. Every figure comes from the rules in force on the first day of the month (of the
/// project's first day in construction, of departure for migrant workers).
/// Errors of all: no_parameter naming key and day, never zero; bad_amount, bad_value and bad_date
/// naming the input; overflow.
namespace payung::contributions {

using reckoning::Outcome;

/// An informal worker's month (BPU). The amounts are those of billing::monthly_charge.
struct BpuMonth {
  Month month;
  ProgrammeSet programmes{Programme::jkk, Programme::jkm};
  Rupiah declared_income = {};
  Sector sector = Sector::other;
  PayerKind payer = PayerKind::self;
};
Result<Outcome> bpu_dues(const BpuMonth& query, const rules::RuleBook& rules);

/// Unpaid months of an informal worker, paid on a day. Facts: months_payable, membership (goes_on
/// or begins_anew), fine. More unpaid months than are payable: nothing is owed for them.
struct BpuArrears {
  Month last_paid;
  Date paid_on;
  BpuMonth month;  ///< its month is not read
};
Result<Outcome> bpu_arrears(const BpuArrears& query, const rules::RuleBook& rules);

/// Months paid ahead for some workers: reason too_many_months when the rules allow fewer.
struct BpuAhead {
  BpuMonth first;
  std::int64_t months = 1;
  std::int64_t workers = 1;  ///< all alike, as in a scheme for vulnerable workers
};
Result<Outcome> bpu_ahead(const BpuAhead& query, const rules::RuleBook& rules);

/// Months that were paid ahead at another rate than is owed for them now, as before a relief came:
/// the surplus is carried to the months that follow. The total is the surplus; reason
/// paid_too_little when less was paid than is owed. Facts: owed, months_carried, paid_through (the
/// last month that the surplus pays in full), rest (of the surplus, in rupiah).
struct BpuPrepaid {
  BpuMonth first;
  std::int64_t months = 1;  ///< that were paid for, 1 to 240
  Rupiah paid = {};         ///< in all
};
Result<Outcome> bpu_surplus(const BpuPrepaid& query, const rules::RuleBook& rules);

/// May somebody become a member as an informal worker that day? Reason too_young, too_old or
/// programmes_missing; facts segment, starts.
struct Entry {
  Date birth;
  Date received;
  std::optional<Date> agreement = {};  ///< of a public payer
  ProgrammeSet programmes{Programme::jkk, Programme::jkm};
  bool employs_others = false;  ///< then JHT is not a choice
};
Result<Outcome> entry(const Entry& query, const rules::RuleBook& rules);

/// How many workers of a scheme for vulnerable workers count for a branch. Fact: counted.
struct BranchCount {
  Date on;
  std::int64_t workers = 0;
  std::int64_t months = 0;  ///< paid for
  PayerKind payer = PayerKind::apbd_regency;
};
Result<Outcome> branch_count(const BranchCount& query, const rules::RuleBook& rules);

/// Size of an employer (Perpres 109/2013), which says what is mandatory.
enum class EmployerSize : std::uint8_t { micro, small, medium, large };
std::string_view to_text(EmployerSize size);
Result<EmployerSize> parse_employer_size(std::string_view text);

/// A wage earner's month (PU). Facts: programmes, jp_wage, jp_may_be_put_off (rupiah), due_date.
struct PuMonth {
  Month month;
  Rupiah wage = {};
  int risk_class = 1;  ///< 1 (very low) to 5 (very high)
  EmployerSize size = EmployerSize::medium;
  bool labour_intensive = false;  ///< one of the six industries of PP 7/2025
  std::int64_t workers = 1;       ///< of the employer, for PP 7/2025
  ProgrammeSet programmes = {};   ///< by choice, beyond what that size must take; empty: none
};
Result<Outcome> pu_dues(const PuMonth& query, const rules::RuleBook& rules);

/// How the dues of JKP are made of the state's share and of parts of JKK and JKM, by the law of the
/// very day: its regulations began within a month, and nobody is billed for these dues.
/// Facts: jkk_kept_rate, jkm_kept_rate in basis points.
Result<Outcome> jkp_dues(const PuMonth& query, Date on, const rules::RuleBook& rules);

/// The employer's fine for dues paid late: a rate for every month begun after the due date.
struct PuLate {
  Month month;
  Rupiah dues = {};
  Date paid_on;
};
Result<Outcome> pu_fine(const PuLate& query, const rules::RuleBook& rules);

/// Next year's ceiling of the wage for JP: the ceiling x (1 + growth), rounded down.
struct JpCeiling {
  Date from;
  Rupiah before = {};
  std::int64_t growth_basis_points;  ///< may be below zero
};
Result<Outcome> jp_ceiling(const JpCeiling& query, const rules::RuleBook& rules);

/// A construction project: by contract value without VAT, or one worker's month by wage.
struct Construction {
  Date start;
  std::optional<Rupiah> contract = {};
  std::optional<Rupiah> wage = {};
};
Result<Outcome> construction_dues(const Construction& query, const rules::RuleBook& rules);

/// A migrant worker's package. Facts: cover_months.
struct Migrant {
  Date departure;
  bool through_agency = true;  ///< P3MI: pays the part before work too
  std::int64_t months = 24;    ///< contract: 6, 12 or 24
  std::int64_t excess_months = 0;
  std::optional<Rupiah> jht = {};  ///< a month, by choice
};
Result<Outcome> migrant_dues(const Migrant& query, const rules::RuleBook& rules);

/// A deadline of the rules counted from a day. Fact: last_day. The unit of the key says how: days,
/// working_days, months or years. Errors: bad_value for a key of another unit.
Result<Outcome> deadline(std::string_view key, Date from, const rules::RuleBook& rules);

}  // namespace payung::contributions
