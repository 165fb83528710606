#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "rules/rule_book.hpp"

namespace payung::cmd {

/// The files that were named; a folder stands for the .toml files in it, by name.
/// Errors: io, not_found naming the path.
Result<std::vector<rules::RuleFile>> read_rule_files(const std::vector<std::string>& given);

}  // namespace payung::cmd
