#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "intake/finding.hpp"

/// Findings of one kind in one column together, since people mend them by kind.
namespace payung::intake {

struct FindingGroup {
  Finding first;  ///< the first of them, for its sheet, column and words
  std::int64_t rows = 0;
  std::vector<std::uint32_t> first_rows;  ///< numbers of the first twelve
};

/// Counts while a list is read. What is known of no one row is left out, and so are rows that are
/// no persons.
class GroupCounter {
 public:
  void add(const Finding& finding);
  /// Errors first, then warnings; within each the most frequent first.
  std::vector<FindingGroup> groups() const;

 private:
  using Key = std::tuple<Severity, FindingCode, std::string, std::optional<std::size_t>>;
  std::map<Key, FindingGroup> groups_;
};

}  // namespace payung::intake
