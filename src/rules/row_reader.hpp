#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "rules/rule_book.hpp"
#include "rules/toml_file.hpp"

namespace payung::rules {

/// Reads the fields of one row, each by name and as what it must be.
/// Errors of all: bad_rule at the field's line (the row's, when the field is missing).
class RowReader {
 public:
  RowReader(const RuleFile& file, const Row& row) : file_(file), row_(row) {}

  std::string place() const { return rules::place(file_, row_.line); }
  Error bad(std::string_view field, std::string detail) const;
  bool has(std::string_view field) const { return row_.fields.contains(field); }

  /// Every field is one of `known`: a misspelt field is an error, not ignored.
  Status only(std::initializer_list<std::string_view> known) const;

  /// A whole number from `min` to `max`.
  Result<std::int64_t> number(std::string_view field, std::int64_t min, std::int64_t max) const;
  /// A text of one line that is not blank.
  Result<std::string> text(std::string_view field) const;
  Result<Date> date(std::string_view field) const;
  Result<std::optional<Date>> date_if_any(std::string_view field) const;
  /// A list of words; the empty list when the field is missing.
  Result<std::vector<std::string>> words(std::string_view field) const;
  Result<std::vector<Row>> rows(std::string_view field) const;
  Result<Unit> unit() const;
  /// regulation, article, checked, seen, review and note.
  Result<Source> source() const;

 private:
  const Field* find(std::string_view field) const;
  Error wrong(std::string_view field, std::string_view wanted) const;
  Result<Checked> checked() const;

  const RuleFile& file_;
  const Row& row_;
};

}  // namespace payung::rules
