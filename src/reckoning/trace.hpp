#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "base/rupiah.hpp"
#include "rules/rule_book.hpp"

/// How an amount came about: a tree of steps that anybody can reckon again by hand.
/// A step either has parts, whose amounts it adds up, or operands, which are applied from left to
/// right: take the wage, 60% of it, times 80. Between operands nothing is rounded.
namespace payung::reckoning {

enum class Op : std::uint8_t {
  take,      ///< begin with this number
  times,     ///< x number
  share,     ///< x number / 10,000 (basis points)
  divide,    ///< / number
  plus,      ///< + number
  minus,     ///< - number
  at_most,   ///< not above number
  at_least,  ///< not below number
  round,     ///< to whole rupiah, as the rule's word says
  floor_to,  ///< down to a multiple of number
};
std::string_view to_text(Op op);

struct Operand {
  Op op;
  std::string name;  ///< of an input ("wage"), or the key of a parameter
  std::int64_t number;
  rules::Unit unit;
  rules::SharedValue parameter;  ///< null: an input
};

struct Step {
  std::string code;  ///< "jkk.funeral"; the words stand in web/text/*/benefits.json
  std::vector<Operand> operands;
  std::vector<Step> parts;
  Rupiah amount;
};

/// A condition of the law that was looked at, and whether it holds.
enum class Holds : std::uint8_t { yes, no };
struct Condition {
  std::string code;  ///< "claimed_in_time"
  Holds holds;
  rules::SharedValue parameter;  ///< null: rests on none
  std::string detail;            ///< the day or number compared, such as "2025-01-10"
};

/// Something that is no money: a last day, who receives.
struct Fact {
  std::string name;
  std::string value;

  friend bool operator==(const Fact&, const Fact&) = default;
};

/// The answer to one question about the law.
struct Outcome {
  Rupiah total;
  std::string reason;  ///< why nothing is owed: "right_lapsed"; empty when something may be owed
  Step trace;
  std::vector<Condition> conditions;
  std::vector<Fact> facts;
  std::vector<rules::SharedValue> used;  ///< every parameter that was looked up, each row once

  std::optional<std::string> fact(std::string_view name) const;
  /// The amount of the first step of that code; none when it did not come up.
  std::optional<Rupiah> step(std::string_view code) const;
  /// The used parameters that rest on nothing, or whose note tells of a CONFLICT or of something
  /// UNVERIFIED.
  std::vector<rules::Value> doubtful() const;
};

/// Reckons a step again from its operands or parts alone.
/// Errors: overflow; bad_value for a step that cannot be reckoned.
Result<Rupiah> reckon(const Step& step);

/// Whether every step of the tree has the amount that its operands or parts give.
bool adds_up(const Step& step);

/// The day `count` months or years later; a day that month does not have becomes its last.
/// Errors: bad_date outside the calendar.
Result<Date> months_after(Date day, std::int64_t count);
Result<Date> years_after(Date day, std::int64_t count);
/// The day `count` working days (Monday to Friday) after `day`. Public holidays are not known.
Result<Date> working_days_after(Date day, std::int64_t count);

}  // namespace payung::reckoning
