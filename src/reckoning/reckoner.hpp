#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reckoning/trace.hpp"

namespace payung::reckoning {

class Reckoner;

/// One step while it is written. A text operand is the key of a parameter; a named number is an
/// input.
class Writing {
 public:
  Writing(Reckoner& reckoner, std::string_view code);

  Writing& take(std::string_view name, Rupiah amount);
  Writing& take(std::string_view key) { return with(Op::take, key); }
  Writing& times(std::string_view name, std::int64_t number, rules::Unit unit);
  Writing& times(std::string_view key) { return with(Op::times, key); }
  Writing& share(std::string_view key) { return with(Op::share, key); }
  Writing& share(std::string_view name, std::int64_t basis_points);
  Writing& divide(std::string_view key) { return with(Op::divide, key); }
  Writing& divide(std::string_view name, std::int64_t number, rules::Unit unit);
  Writing& plus(std::string_view key) { return with(Op::plus, key); }
  Writing& minus(std::string_view name, Rupiah amount);
  Writing& minus(std::string_view key) { return with(Op::minus, key); }
  Writing& at_most(std::string_view key) { return with(Op::at_most, key); }
  Writing& at_least(std::string_view key) { return with(Op::at_least, key); }
  Writing& round(std::string_view key) { return with(Op::round, key); }
  Writing& floor_to(std::string_view key) { return with(Op::floor_to, key); }
  /// With a parameter that was found already (a line of a table, a relief).
  Writing& with(Op op, const rules::Value& parameter);

  /// Puts the step into the group that is open; returns its amount.
  Rupiah done();

 private:
  Writing& with(Op op, std::string_view key);
  Reckoner& reckoner_;
  Step step_;
};

/// Looks parameters up, notes what was looked up, and writes the steps. The first error stays and
/// is what finish() returns; until then numbers are zero and words empty, so that a calculation
/// needs no check at every line.
class Reckoner {
 public:
  Reckoner(const rules::RuleBook& rules, Date on);

  const rules::RuleBook& rules() const { return rules_; }
  Date on() const { return on_; }

  /// Valid as long as the book and this.
  const rules::Value& parameter(std::string_view key) { return parameter(key, on_); }
  const rules::Value& parameter(std::string_view key, Date on);
  std::int64_t number(std::string_view key) { return parameter(key).number; }
  std::string word(std::string_view key) { return parameter(key).word; }
  /// Notes a value that was found elsewhere.
  void note(const rules::Value& value) { cite(value); }
  void note(rules::SharedValue value);
  /// A line of the BPU income table as a parameter: its basis.
  rules::Value income_basis(Rupiah declared_income);

  Writing step(std::string_view code) { return Writing(*this, code); }
  void open(std::string_view code);
  void close();

  /// Notes a condition; returns whether it holds.
  bool condition(std::string_view code, bool holds, std::string detail = {});
  bool condition(std::string_view code, bool holds, const rules::Value& parameter,
                 std::string detail);
  void fact(std::string_view name, std::string value);
  /// The steps end here: nothing is owed, and why.
  void refuse(std::string_view reason);
  void fail(Error error);
  bool failed() const { return error_.has_value(); }
  /// The value of a Result, or a fallback and the error noted.
  template <class T>
  T take(const Result<T>& result, T fallback) {
    if (result) return *result;
    fail(result.error());
    return fallback;
  }

  /// Adds up. `root` is the code of the whole.
  Result<Outcome> finish(std::string_view root);

 private:
  friend class Writing;
  void add(Step step);
  /// The noted value of that row; it is noted when it was not.
  rules::SharedValue cite(const rules::Value& value);

  const rules::RuleBook& rules_;
  Date on_;
  rules::Value missing_;  ///< what comes back after an error: zero and an empty word
  std::optional<Error> error_;
  std::string reason_;
  std::vector<Step> open_;
  std::vector<Condition> conditions_;
  std::vector<Fact> facts_;
  std::vector<rules::SharedValue> used_;
};

}  // namespace payung::reckoning
