#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "intake/read_list.hpp"

namespace payung::intake {

struct MemorySheet {
  SheetInfo info;
  std::vector<RawRow> rows;
  std::vector<MergedCells> merged = {};
};

/// A list that is in memory already: what tests and fuzzing read, or rows that came over a form.
class MemoryTable final : public TableSource {
 public:
  explicit MemoryTable(const std::vector<MemorySheet>& sheets) : sheets_(sheets) {}

  Result<std::optional<SheetInfo>> next_sheet() override {
    row_ = 0;
    if (sheet_ == sheets_.size()) return std::optional<SheetInfo>();
    return std::optional(sheets_[sheet_++].info);
  }
  Result<bool> next_row(RawRow& row) override {
    if (sheet_ == 0 || row_ == sheets_[sheet_ - 1].rows.size()) return false;
    row = sheets_[sheet_ - 1].rows[row_++];
    return true;
  }
  std::vector<MergedCells> merged_down() const override { return sheets_[sheet_ - 1].merged; }

  /// `sheets` must live as long as the opener.
  static Opener opener(const std::vector<MemorySheet>& sheets) {
    return [&sheets]() -> Result<std::unique_ptr<TableSource>> {
      return std::unique_ptr<TableSource>(std::make_unique<MemoryTable>(sheets));
    };
  }

 private:
  const std::vector<MemorySheet>& sheets_;
  std::size_t sheet_ = 0;
  std::size_t row_ = 0;
};

}  // namespace payung::intake
