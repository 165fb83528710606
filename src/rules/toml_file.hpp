#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "rules/rule_book.hpp"

/// A rules file as rows of typed fields, each with its line. Only toml_file.cpp knows the TOML
/// library. What a row means is not asked here.
namespace payung::rules {

struct Row;

/// A TOML value that no rule has: a decimal number, true or false, a time of day.
struct Unfit {
  std::string_view what;
};

struct Field {
  std::variant<std::int64_t, std::string, Date, std::vector<std::string>, std::vector<Row>, Unfit>
      value;
  std::int64_t line;
};

/// One [[key]] with its fields, or one { ... } of a list.
struct Row {
  std::string key;  ///< "JKM.contribution"; empty for a row of a list
  std::int64_t line;
  std::map<std::string, Field, std::less<>> fields;
};

/// "rules/contribution.toml:12", as errors and bills name a row.
std::string place(const RuleFile& file, std::int64_t line);

/// The rows in the order of the file.
/// Errors: bad_rule, for text that is no TOML, and for TOML that is no list of [[rows]].
Result<std::vector<Row>> read_rows(const RuleFile& file);

}  // namespace payung::rules
