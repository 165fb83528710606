#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

/// Tables on paper: A4 upright, black on white, headings again on every sheet, page numbers.
namespace payung::pdf {

struct Column {
  std::string heading;
  bool numeric = false;  ///< stands to the right
};

struct PaperTable {
  std::string heading;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  ///< as many cells as columns
};

struct Paper {
  std::string title;
  std::vector<std::string> lines;  ///< what it is about: area, day, source
  std::vector<PaperTable> tables;
  std::string made_by;  ///< stands at the foot of each sheet
};

/// The sheets as one PDF file. A cell that is wider than its column is cut with "...". Letters that
/// Windows-1252 does not have become "?".
/// Errors: unsupported when a row has more cells than its table columns, or the library cannot
/// write it.
Result<std::string> table_sheets(const Paper& paper);

}  // namespace payung::pdf
