#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "cases/question.hpp"

/// Rule tests as data: rules/cases/*.toml.
///
///   [[jkk]]                       the kind of question
///   name     = "death on the day before the new amounts"
///   on       = 2019-12-01
///   wage     = 1_000_000          the inputs of that kind
///   expected = 55_800_000         rupiah in all; or
///   error    = "no_parameter JKK.glasses_max"
///   reason   = "right_lapsed"     with it nothing is owed
///   facts    = ["last_day_to_claim 2021-12-01"]
///   steps    = ["jkk.funeral 3000000"]
///   source   = "published, ALK"   where the expectation comes from
namespace payung::cases {

struct RuleCase {
  Question question;
  std::string name;
  std::optional<Rupiah> expected;
  std::string error;
  std::string reason;
  std::vector<std::string> facts;
  std::vector<std::string> steps;
  std::string source;
  std::string row;  ///< "rules/cases/jkk.toml:12"
};

/// Errors: bad_rule, `where` = file:line, also for a case that expects nothing.
Result<std::vector<RuleCase>> read_cases(const rules::RuleFile& file);

/// Empty when the case holds; else what came instead, in technical words.
std::string run_case(const RuleCase& one, const rules::RuleBook& rules,
                     std::set<std::string>* rows_used = nullptr);

/// The rows of the book that no case looks up, in the order of the book.
std::vector<std::string> untouched_rows(std::span<const RuleCase> cases,
                                        const rules::RuleBook& rules);

/// One parameter changed by one unit.
struct Mutant {
  std::string row;
  std::string change;  ///< "JKK.funeral 10000000 -> 10000001"
  bool killed = false;
};

/// Changes each parameter of the book in turn (numbers by one up and down, words to another word,
/// the first day to the next) and runs the cases until one fails.
/// Errors: bad_rule when the cases do not hold for the unchanged book.
Result<std::vector<Mutant>> mutate(std::span<const RuleCase> cases, const rules::RuleBook& rules);

}  // namespace payung::cases
