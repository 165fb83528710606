#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "rules/rule_book.hpp"

/// Whether somebody is covered by a programme on a day, and why. Computed from membership, paid
/// months and the rules each time; never stored by hand.
/// In: the terms of membership and the paid months of one person and one programme. Out: a state
/// with its reasons for a day, or all spans of equal state. Fails: no_parameter.
///
/// active:      the month is paid (whoever paid), from the start of membership on
/// grace:       1 to coverage.grace_unpaid_months months in a row are not paid; still a member
/// lapsed:      one month more is not paid: membership has ended until somebody pays again
/// ended:       the worker died, or left
/// not_started: no member yet, or a member whose first dues nobody has paid
namespace payung::coverage {

enum class State : std::uint8_t { not_started, active, grace, lapsed, ended };
std::string_view to_text(State state);

enum class EndReason : std::uint8_t { none, death, left, moved, employer, dropped };
std::string_view to_text(EndReason reason);

/// One unbroken membership, as its events say.
struct Term {
  Date start;
  std::optional<Date> end;  ///< the first day that no longer belongs to it
  EndReason reason = EndReason::none;
};

struct PaidMonth {
  Month month;
  Date paid_on;

  friend auto operator<=>(const PaidMonth&, const PaidMonth&) = default;
};

/// What an accident or a death in grace means (coverage.event_in_grace).
enum class GracePolicy : std::uint8_t { pay_after_arrears, pay, reject };
std::string_view to_text(GracePolicy policy);

/// The rules in force on one day, with the rows they stand in.
struct CoverRules {
  std::int64_t grace_months;
  bool reentry_fresh;  ///< coming back begins a new membership on the day of payment
  GracePolicy in_grace;
  rules::Value grace_row;
  rules::Value reentry_row;
  rules::Value policy_row;

  /// Errors: no_parameter; bad_rule for a word it does not know.
  static Result<CoverRules> on(Date day, const rules::RuleBook& rules);
};

/// Why a state holds; the words stand in web/text/*/money.json.
enum class Reason : std::uint8_t {
  month_paid,
  paid_after_reentry,  ///< paid again after a lapse: membership began anew
  before_start,        ///< no membership on that day yet
  before_reentry,      ///< the month of return is paid, but this day is before the payment
  first_dues_unpaid,   ///< member, but no month was ever paid
  months_unpaid_in_grace,
  months_unpaid_lapsed,
  died,
  left,
  moved_away,
  got_employer,  ///< a wage earner now: the employer owes the dues
  programme_dropped,
};
std::string_view to_text(Reason reason);

/// May an event of that day be paid for?
enum class Covered : std::uint8_t {
  yes,
  no,
  conditional,  ///< in grace: only after the arrears, a policy nobody has confirmed
};
std::string_view to_text(Covered covered);

struct Answer {
  State state;
  Covered covered;
  Reason reason;
  std::optional<Month> paid_month;       ///< the paid month that covers the day, or the last before
  std::optional<Date> covered_until;     ///< last day of the unbroken run of paid months
  std::optional<Date> membership_start;  ///< of the membership the day belongs to
  std::int64_t months_unpaid = 0;        ///< in a row, the month of the day included
  std::vector<rules::Value> citations;   ///< rows of the law it rests on; doubts are in them
};

/// `terms` by start, not overlapping; `paid` by month, each once.
/// Law: Perdir 22/PERDIR.02/072022 p. 59 through the rules; see docs/flow/coverage.md.
/// Errors: no_parameter, bad_rule; bad_date on the last day of the calendar.
Result<Answer> coverage_on(Date day, std::span<const Term> terms, std::span<const PaidMonth> paid,
                           const rules::RuleBook& rules);

/// The same without citations, for many people: `on` once, then this. Allocates nothing.
/// Every gap is judged by the rules given, where coverage_on asks those of the gap's own time.
State state_on(Date day, std::span<const Term> terms, std::span<const PaidMonth> paid,
               const CoverRules& rules);

struct Span {
  Date from;
  Date until;  ///< first day not in it
  State state;
  Reason reason;

  friend bool operator==(const Span&, const Span&) = default;
};

/// The history from the first start up to and without `until`, without gaps.
/// Errors: no_parameter, bad_rule.
Result<std::vector<Span>> coverage_spans(Date until, std::span<const Term> terms,
                                         std::span<const PaidMonth> paid,
                                         const rules::RuleBook& rules);

}  // namespace payung::coverage
