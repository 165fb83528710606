#include "intake/merged_values.hpp"

#include "intake/content.hpp"

namespace payung::intake {

void MergedValues::fill(RawRow& row) {
  std::erase_if(open_, [&](const Open& one) { return one.cells.row_last < row.number; });
  for (const Open& one : open_) {
    const std::size_t column = one.cells.column;
    if (row.number <= one.cells.row_first) continue;
    if (column >= row.cells.size()) row.cells.resize(column + 1);
    if (is_blank(row.cells[column])) row.cells[column] = one.value;
  }
  for (; next_ < plan_.merged.size() && plan_.merged[next_].row_first <= row.number; ++next_) {
    const MergedCells& cells = plan_.merged[next_];
    const bool here = cells.row_first == row.number && cells.column < row.cells.size();
    if (here && !is_blank(row.cells[cells.column])) {
      open_.push_back({cells, row.cells[cells.column]});
    }
  }
}

}  // namespace payung::intake
