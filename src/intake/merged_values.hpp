#pragma once

#include <cstddef>
#include <vector>

#include "intake/raw_table.hpp"
#include "intake/sheet_plan.hpp"

namespace payung::intake {

/// Goes down one sheet and gives the rows below a merged cell its value, where their own is blank.
class MergedValues {
 public:
  explicit MergedValues(const SheetPlan& plan) : plan_(plan) {}
  /// `row` as the file has it, in the order of the sheet.
  void fill(RawRow& row);

 private:
  struct Open {
    MergedCells cells;
    RawCell value;
  };
  const SheetPlan& plan_;
  std::size_t next_ = 0;  ///< of plan_.merged
  std::vector<Open> open_;
};

}  // namespace payung::intake
