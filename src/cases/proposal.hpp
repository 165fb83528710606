#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "rules/rule_book.hpp"

/// Values of the law that are only proposed, to be tried without touching the law's files.
namespace payung::cases {

struct ProposedValue {
  std::string key;         ///< "JKM.contribution"
  std::int64_t value = 0;  ///< in the unit of the rule
};

/// A proposal as a file: lines "JKM.contribution = 7_800", what follows "#" is a remark.
/// Errors: bad_value naming "line 3" for what is no such line, for a number of more than 15 figures
/// and for a rule that an earlier line names.
Result<std::vector<ProposedValue>> parse_proposal(std::string_view text);

/// The book with each value as its row stands on that day.
/// Errors: no_parameter for a rule that is not there on that day; bad_value for one that is a word.
Result<rules::RuleBook> with_proposal(const rules::RuleBook& book,
                                      std::span<const ProposedValue> proposal, Date on);

}  // namespace payung::cases
