#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/testing.hpp"
#include "intake/memory_table.hpp"
#include "intake/read_list.hpp"

/// For the tests of intake: the project's own region table and words, and lists written in place.
namespace payung::intake::testing {

inline std::string project_file(const std::string& path) {
  std::ifstream file(source_folder() + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline const RegionTable& regions() {
  static const RegionTable table =
      *RegionTable::load(project_file("data/regions.csv"), project_file("data/historic_codes.csv"));
  return table;
}

inline const Words& words() {
  static const Words all =
      *Words::load(project_file("data/header_aliases.csv"), project_file("data/occupations.csv"));
  return all;
}

inline ReadOptions options() { return {*Date::parse("2025-01-15"), regions(), words()}; }

/// A cell as text; "#n:" in front makes it a number, "#d:" a date, "#e:" an error; "" is empty.
inline RawCell cell(const std::string& text) {
  if (text.empty()) return {};
  if (text.starts_with("#n:")) return {CellKind::number, text.substr(3)};
  if (text.starts_with("#d:")) return {CellKind::date, text.substr(3)};
  if (text.starts_with("#e:")) return {CellKind::error, text.substr(3)};
  return {CellKind::text, text};
}

using Lines = std::vector<std::vector<std::string>>;

inline MemorySheet sheet(const std::string& name, const Lines& lines) {
  MemorySheet made;
  made.info.name = name;
  for (const auto& line : lines) {
    RawRow row;
    row.number = static_cast<std::uint32_t>(made.rows.size() + 1);
    for (const std::string& text : line) row.cells.push_back(cell(text));
    made.rows.push_back(std::move(row));
  }
  return made;
}

struct Read {
  std::vector<Row> rows;
  std::vector<Finding> findings;
  ListSummary summary;
  std::optional<Error> error;

  std::size_t count(FindingCode code) const {
    std::size_t times = 0;
    for (const Finding& finding : findings) times += finding.code == code ? 1U : 0U;
    return times;
  }
  const Finding* find(FindingCode code) const {
    for (const Finding& finding : findings) {
      if (finding.code == code) return &finding;
    }
    return nullptr;
  }
};

inline Read read(const std::vector<MemorySheet>& sheets, const ReadOptions& asked = options()) {
  Read result;
  const auto summary = read_list(
      MemoryTable::opener(sheets), asked,
      [&](const Row& row, std::span<const Finding>) -> Status {
        result.rows.push_back(row);
        return {};
      },
      [&](const Finding& finding) -> Status {
        result.findings.push_back(finding);
        return {};
      });
  if (summary) {
    result.summary = *summary;
  } else {
    result.error = summary.error();
  }
  return result;
}

inline Read read(const Lines& lines, const ReadOptions& asked = options()) {
  return read(std::vector<MemorySheet>{sheet("", lines)}, asked);
}

}  // namespace payung::intake::testing
