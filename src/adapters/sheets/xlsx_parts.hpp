#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sheets/zip.hpp"

namespace payung::sheets {

struct XlsxSheet {
  std::string name;
  std::string part;  ///< "xl/worksheets/sheet1.xml"
  bool hidden = false;
};

/// Shared texts, all characters in one block.
class Strings {
 public:
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t number) const {
    const std::size_t from = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(characters_).substr(from, ends_[number] - from);
  }
  void add(std::string_view part) { characters_ += part; }
  void end() { ends_.push_back(characters_.size()); }
  std::size_t bytes() const { return characters_.size(); }

 private:
  std::string characters_;
  std::vector<std::size_t> ends_;
};

/// What a workbook says beside its sheets.
struct XlsxBook {
  bool epoch_1904 = false;
  std::vector<XlsxSheet> sheets;    ///< in the order of the tabs
  std::vector<bool> style_is_date;  ///< by cell style
  Strings strings;
};

/// Errors: unreadable, unsafe; unsupported for a zip that is no workbook.
Result<XlsxBook> read_book(Zip& zip, const Limits& limits);

/// Whether a number format shows a day: "dd/mm/yyyy", "[$-421]d mmmm yyyy", not "[Red]0.0" nor
/// "\"day\" 0" nor a pure time of day.
bool is_date_format(std::string_view code);

}  // namespace payung::sheets
