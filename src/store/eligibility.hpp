#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "eligibility/assemble.hpp"
#include "eligibility/decide.hpp"

/// What lists say of persons, and what was decided of them. Writing happens inside the caller's
/// transaction and only adds. Errors everywhere: storage; integrity.
namespace payung::store {

/// Hands over the accepted rows of each linked person, by person, rows by id: those that speak now,
/// and those that left their list after telling of a death or a move.
using EachPerson =
    std::function<Status(std::int64_t person, std::span<const eligibility::Statement>)>;
Status each_person(db::Connection& connection, const EachPerson& each);

/// Whether any poverty register was imported.
Result<eligibility::Registers> registers_imported(db::Connection& connection);

/// A decision as stored: the conditions met as "code=detail" lines, the others one by one.
struct StoredReason {
  std::string code;
  std::string detail;
  friend bool operator==(const StoredReason&, const StoredReason&) = default;
};
struct StoredDecision {
  std::int64_t person = 0;
  std::string answer;  ///< yes, ask, no; gone
  std::string met;
  std::vector<StoredReason> reasons;
  friend bool operator==(const StoredDecision&, const StoredDecision&) = default;
};
StoredDecision stored(std::int64_t person, const eligibility::Decision& decision);

/// The newest decisions of a scheme, by person.
Result<std::vector<StoredDecision>> decisions(db::Connection& connection, std::int64_t scheme);

struct Citation {
  std::string code;
  std::string citation;
};

struct EligibilityRun {
  std::int64_t scheme = 0;
  std::int64_t scheme_version = 0;
  Date decided_on;
  std::int64_t people = 0;
  std::vector<StoredDecision> changed;
  std::vector<Citation> citations;
};
/// Returns the run's number.
Result<std::int64_t> add_eligibility_run(db::Connection& connection, const EligibilityRun& run,
                                         std::string_view now, std::string_view actor);

/// What was decided of one person and where each condition is written.
struct Explanation {
  std::string answer;
  std::int64_t run = 0;
  std::string decided_on;
  struct Condition {
    std::string code;
    std::string detail;
    std::string citation;
  };
  std::vector<Condition> conditions;  ///< those not met first
};
/// Errors: not_found when nothing was decided.
Result<Explanation> explain_decision(db::Connection& connection, std::int64_t scheme,
                                     std::int64_t person);

}  // namespace payung::store
