#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "intake/raw_table.hpp"

namespace payung::sheets {

/// Gathers, sheet by sheet, the cells that are merged downward; up to a number that no list
/// reaches.
class MergedDown {
 public:
  void begin_sheet() { sheets_.emplace_back(); }
  /// Rows from 1, as the sheet numbers them.
  void add(std::size_t column, std::uint64_t row_first, std::uint64_t row_last) {
    constexpr std::size_t kMost = 200'000;
    constexpr std::uint64_t kRowMost = 1'048'576;
    if (row_first == 0 || row_last <= row_first || row_last > kRowMost) return;
    if (sheets_.empty() || ++count_ > kMost) return;
    sheets_.back().push_back(
        {column, static_cast<std::uint32_t>(row_first), static_cast<std::uint32_t>(row_last)});
  }
  /// `sheet` from 0.
  std::vector<intake::MergedCells> of(std::size_t sheet) const {
    return sheet < sheets_.size() ? sheets_[sheet] : std::vector<intake::MergedCells>();
  }

 private:
  std::vector<std::vector<intake::MergedCells>> sheets_;
  std::size_t count_ = 0;
};

}  // namespace payung::sheets
