#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/load_programme.hpp"
#include "store/eligibility.hpp"

namespace payung::app {

struct EligibilityReport {
  Effect effect;
  std::string scheme;
  Date on;
  std::int64_t run = 0;  ///< 0 when nothing changed
  std::int64_t people = 0;
  std::int64_t yes = 0;
  std::int64_t ask = 0;
  std::int64_t no = 0;
  std::int64_t changed = 0;
  /// How many people each condition kept out or left open; somebody may stand at several.
  std::map<std::string, std::int64_t> reasons = {};
};

/// Decides for everybody whom some list asks to cover. Only decisions that differ from those
/// before are stored. `on`: the day at which ages count; empty: today, moved into the scheme's
/// period. Errors: not_found without a scheme; no_parameter; nothing_done when nobody is linked.
Result<EligibilityReport> decide_eligibility(Environment& environment, std::string_view scheme_code,
                                             std::optional<Date> on);

struct PersonExplanation {
  std::int64_t person;
  store::Explanation eligibility;
  std::string standing;  ///< of the newest allocation: paid, waiting, unfundable; empty: none yet
  std::int64_t rank = 0;
  std::string budget;  ///< code: that pays, or that came nearest
  std::int64_t exhausted_at_rank = 0;
  std::string barriers;
};

/// What was decided of the persons with that NIK, and where they stand in the allocation.
/// Errors: not_found.
Result<std::vector<PersonExplanation>> explain_eligibility(Environment& environment,
                                                           std::string_view scheme_code,
                                                           const Nik& nik);

/// The same of one person. Errors: not_found when nothing was decided of him.
Result<PersonExplanation> explain_person(Environment& environment, std::string_view scheme_code,
                                         std::int64_t person);

/// Today, moved into the period when it lies outside.
Date day_within(Date today, MonthRange period);

/// The persons whom some list asks to cover, with own membership added to what lists say.
using EachAssembled = std::function<Status(const eligibility::Assembled&)>;
Status each_assembled(Environment& environment, const EachAssembled& each);

}  // namespace payung::app
