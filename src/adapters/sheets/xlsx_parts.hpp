#pragma once

#include <cstdint>
#include <memory>
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

/// Shared texts in blocks of one size, so that a million of them neither move nor double. Each
/// text stands whole in one block, led by its length; texts are known by where they begin.
class Strings {
 public:
  std::size_t size() const { return begins_.size(); }
  std::string_view at(std::size_t number) const;
  /// A text is at most half a block long and there are at most 4 GiB: the caller sees to it.
  void add(std::string_view text);
  /// Memory taken.
  std::uint64_t bytes() const {
    return blocks_.size() * std::uint64_t{kBlock} + begins_.size() * sizeof(std::uint32_t);
  }
  static constexpr std::uint32_t kTextMax = 1U << 19U;

 private:
  static constexpr std::uint32_t kBlock = 1U << 20U;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::uint32_t used_ = kBlock;  ///< of the last block
  std::vector<std::uint32_t> begins_;
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

/// Whether a number format shows a day or a time of day: "dd/mm/yyyy", "[$-421]d mmmm yyyy",
/// "[h]:mm", not "[Red]0.0", "\"day\" 0" nor "0000\\-0000".
bool is_date_format(std::string_view code);

/// Takes back the escapes of ECMA-376 part 1, 22.9.2.19: "_x000D_" stands for a carriage return.
void unescape(std::string& text);

}  // namespace payung::sheets
