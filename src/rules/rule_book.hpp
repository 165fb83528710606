#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/result.hpp"
#include "base/rupiah.hpp"

/// The law as data: parameters that hold over a time, each with its source.
/// In: the text of the files of rules/. Out: values for a date. Fails: bad_rule naming file:line
/// for a file that breaks its form, no_parameter for a date on which nothing is in force.
///
/// Keys: `JKK.contribution_rate` (basis points of the bracket's basis), `JKM.contribution`,
/// `JHT.contribution_rate`; `billing.due_day`, `.due_day_roll`, `.late_fine_rate`,
/// `.prepayment_months_max`; `enrolment.age_min`, `.age_limit` (first age that is too old),
/// `.programmes_min`, `.start`, `.start_public_payer`; `coverage.grace_unpaid_months`,
/// `.arrears_payable_months_max`, `.reentry`, `.event_in_grace`.
/// Words: start and start_public_payer: on_receipt or on_agreement; reentry: fresh or resume;
/// event_in_grace: pay_after_arrears, pay or reject; due_day_roll: next_working_day or none.
/// The form of the files is told at the head of rules/contribution.toml.
namespace payung::rules {

enum class Unit : std::uint8_t {
  rupiah,
  basis_points,  ///< 100 is 1%
  months,
  days,
  working_days,  ///< Monday to Friday
  years,
  day_of_month,  ///< 15: the fifteenth
  persons,
  programmes,  ///< a number of programmes
  word,
};
std::string_view to_text(Unit unit);

/// What was read when the value was written down.
enum class Checked : std::uint8_t { law, official, press, unverified };
std::string_view to_text(Checked checked);

/// Where a value comes from.
struct Source {
  std::string regulation;  ///< "PP 44/2015"
  std::string article;     ///< "annex II"
  Checked checked;
  std::string seen;  ///< key of the page that was read, docs/law-sources.md
  Date review;       ///< look at it again on this day; later uses warn
  std::string note;  ///< doubt or conflict, in words; often empty

  /// "PP 44/2015, annex II"
  std::string citation() const;
};

/// One row: what a parameter is worth from a day until (excluding) another.
struct Value {
  std::string key;          ///< "JKM.contribution"
  std::int64_t number = 0;  ///< in `unit`; 0 when the unit is word
  std::string word;         ///< when the unit is word: "on_receipt", "pay_after_arrears" ...
  Unit unit;
  Date from;
  std::optional<Date> until;  ///< first day it is no longer in force; empty: open
  Source source;
  std::string row;  ///< "rules/contribution.toml:12", what a bill stores

  /// The number as money. The unit must be rupiah.
  Rupiah rupiah() const;
};

/// Answers cite rows by the dozen; a copy of each would cost more than the reckoning.
using SharedValue = std::shared_ptr<const Value>;  // shared: an answer may outlive the book

/// One line of the BPU income table (PP 44/2015 annex II): who declares at most `income_max`
/// a month pays on `basis`.
struct Bracket {
  std::optional<Rupiah> income_max;  ///< empty in the last line
  Rupiah basis;
  Date from;
  std::optional<Date> until;
  Source source;
  std::string row;
};

/// A relief lowers what is due for some months, sectors and payers (PP 50/2025, PP 49/2020).
struct Relief {
  std::string key;  ///< "PP-50-2025.transport"
  ProgrammeSet programmes;
  std::int64_t due_basis_points;  ///< what is still due: 5,000 is half
  std::vector<Sector> sectors;    ///< empty: every sector
  std::vector<Sector> sectors_excluded;
  std::vector<PayerKind> payers_excluded;
  std::vector<PayerKind> payers_in_doubt;  ///< applied, but marked: ask BPJS Ketenagakerjaan
  MonthRange months;
  Source source;
  std::string row;

  /// Whether it lowers what `payer` owes for a worker of `sector` for `month`.
  bool fits(Month month, Sector sector, PayerKind payer) const;
  /// Whether it fits, but nobody has confirmed that it does for this kind of payer.
  bool in_doubt(PayerKind payer) const;
};

/// Why a row needs somebody's eye.
enum class Concern : std::uint8_t { unverified, press_only, review_due };
std::string_view to_text(Concern concern);

struct Finding {
  Concern concern;
  std::string key;
  Source source;
  std::string row;
};

/// The words that a key may say, each between spaces; empty: any word.
std::string_view words_of(std::string_view key);

/// One row of a book changed by the least that there is: a proposal, or a test of the tests.
struct Change {
  enum class What : std::uint8_t {
    number,
    word,
    from,   ///< the row begins later, the row before it ends later
    until,  ///< a last row ends later
    income_max,
    basis,
    relief_due,
    relief_from,
    relief_until,
    relief_payer,   ///< one kind of payer is no longer excluded
    relief_doubt,   ///< one kind of payer is no longer in doubt
    relief_sector,  ///< one sector is no longer named
  };
  What what;
  std::string row;
  std::int64_t number = 0;  ///< the new number, days since 1970, a month's index, a place in a list
  std::string word = {};
  std::string text = {};  ///< "JKK.funeral: 10000000 -> 10000001"
};

struct RuleFile {
  std::string name;  ///< "rules/contribution.toml"
  std::string text;
};

class RuleBook {
 public:
  /// Errors: bad_rule, `where` = file:line; overlaps, gaps where none may be, unknown units or
  /// keys, a value with no source, a date in quotes, a decimal amount.
  static Result<RuleBook> load(std::span<const RuleFile> files);

  /// The value in force on that day. Errors: no_parameter, naming key and day (also for a key
  /// that does not exist at all).
  Result<Value> find(std::string_view key, Date on) const;
  /// The same without a copy, for calculations: null when nothing is in force. Valid as long as
  /// the book.
  const Value* look(std::string_view key, Date on) const;
  /// The same, kept as long as somebody cites it.
  SharedValue share(std::string_view key, Date on) const;
  /// Every row of a key, oldest first. Errors: no_parameter for an unknown key.
  Result<std::vector<Value>> history(std::string_view key) const;
  std::vector<std::string> keys() const;

  /// The line of the income table for a declared monthly income. Errors: no_parameter, and
  /// bad_amount for an income below zero.
  Result<Bracket> bracket(Date on, Rupiah declared_income) const;
  std::span<const Bracket> brackets() const { return brackets_; }
  std::span<const Relief> reliefs() const { return reliefs_; }

  /// What somebody should look at: rows that rest on nothing or on the press alone, and rows
  /// whose review day is `on` or earlier. In the order of the rows' places; a row may come twice.
  std::vector<Finding> findings(Date on) const;

  /// Where every row stands: values by key, the income table, the reliefs.
  std::vector<std::string> rows() const;
  /// Every parameter changed by one unit: numbers up and down, words to each other word, first and
  /// last days later by a day (of dues, which go by months, past the next first of a month).
  std::vector<Change> changes_by_one() const;
  /// The book with that change. Errors: not_found for a row that is not there.
  Result<RuleBook> with(const Change& change) const;

 private:
  using Rows = std::vector<Value>;
  using SharedRows = std::shared_ptr<Rows>;  // shared: with answers, and with changed books
  /// Rows are never changed once the book is made.
  std::map<std::string, SharedRows, std::less<>> values_;
  std::vector<Bracket> brackets_;
  std::vector<Relief> reliefs_;
};

}  // namespace payung::rules
