#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/result.hpp"
#include "base/rupiah.hpp"
#include "rules/rule_book.hpp"

namespace payung::billing {

struct ChargeQuery {
  Month month;
  Sector sector;
  PayerKind payer;
  ProgrammeSet programmes;
  Rupiah declared_income = {};  ///< a month; chooses the line of the income table
};

/// Whether somebody has confirmed that what lowered the price holds here.
enum class Doubt : std::uint8_t {
  none,
  relief_unconfirmed,  ///< the relief names neither this kind of payer nor its exclusion
};
std::string_view to_text(Doubt doubt);  ///< "none", "relief_unconfirmed"
Result<Doubt> parse_doubt(std::string_view text);

/// One programme of one worker for one month.
struct ProgrammeCharge {
  Programme programme;
  Rupiah ordinary;                     ///< without relief
  Rupiah due;                          ///< what is owed
  std::vector<std::string> rule_rows;  ///< "rules/contribution.toml:18": all rows that were used
  std::string relief;                  ///< "PP-50-2025.others"; empty: none fits
  Doubt doubt = Doubt::none;

  friend bool operator==(const ProgrammeCharge&, const ProgrammeCharge&) = default;
};

struct Charge {
  std::vector<ProgrammeCharge> programmes;  ///< in the order of the enum
  Rupiah total;

  friend bool operator==(const Charge&, const Charge&) = default;
};

/// What one informal worker (BPU) owes for one month.
///
/// Units:    whole rupiah for one worker and one calendar month.
/// Law:      every figure comes from `rules`, as in force on the first day of the month. JKK and
/// JHT
///           are a rate of the basis in the income table, not of the declared income; JKM is flat.
/// Relief:   at most one fits a programme; what is owed is that share of the ordinary dues.
/// Rounding: half up to whole rupiah, per programme: once for the rate, once for the relief.
/// Errors:   no_parameter when nothing is in force in the month, never zero; bad_value for an empty
///           set and for programmes that informal workers cannot have (JP, JKP); bad_amount for an
///           income below zero; bad_rule when two reliefs meet; overflow.
Result<Charge> monthly_charge(const ChargeQuery& query, const rules::RuleBook& rules);

/// The day by which the dues of `month` must be paid: the due day of the rules in that month, moved
/// to Monday from a weekend when the rules say so. Public holidays are not known here.
/// Errors: no_parameter; bad_rule for a day that no month has or an unknown word.
Result<Date> due_date(Month month, const rules::RuleBook& rules);

}  // namespace payung::billing
