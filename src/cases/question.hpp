#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reckoning/trace.hpp"

/// A question about the law by name and named inputs: what a rule case, the command line, a page
/// and a proposal all ask in the same way.
namespace payung::cases {

using Given = std::variant<std::int64_t, std::string, Date, std::vector<std::string>>;

struct Question {
  std::string kind;        ///< "jkk", "bpu_dues" ...: one of kinds()
  std::optional<Date> on;  ///< the day the law is asked for; months are given by their first day
  std::map<std::string, Given, std::less<>> given;

  /// Adds "wage=1.000.000" or "losses=one_eye,one_ear" as text; a number, a day or a text is told
  /// by what the kind needs. "on=2025-01-15" is the day asked for. Errors: bad_option; bad_date.
  Status add(std::string_view assignment);
};

std::vector<std::string_view> kinds();
/// The inputs a kind knows. Errors: bad_value for an unknown kind.
Result<std::vector<std::string_view>> inputs_of(std::string_view kind);

/// Errors: bad_value for an unknown kind or input, and for one that is missing or of another
/// type; those of the calculation.
Result<reckoning::Outcome> answer(const Question& question, const rules::RuleBook& rules);

}  // namespace payung::cases
