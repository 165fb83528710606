#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "intake/raw_table.hpp"
#include "intake/sheet_plan.hpp"

namespace payung::intake {

/// A sheet may hold tables below each other whose headers name the same columns in another order.
/// Goes down one sheet and puts the cells of such rows where the first header has them, so that all
/// else reads one layout. Columns that only a later table has are left out.
class TableOrder {
 public:
  explicit TableOrder(const SheetPlan& plan) : plan_(plan) {}

  /// The row as the sheet has it comes in, in the order of the first header it comes back. True: it
  /// is a header after which the order is another one.
  bool follow(RawRow& row);
  bool moved() const { return !from_.empty(); }
  /// Where a column of the first header stands in the present table.
  std::size_t in_sheet(std::size_t column) const;
  /// Columns of the present table that the first header does not know.
  struct LeftOut {
    std::size_t column = 0;
    std::string header;
  };
  const std::vector<LeftOut>& left_out() const { return left_out_; }

 private:
  bool is_header(const RawRow& row) const;
  std::optional<std::size_t> place_of(const RawCell& cell, std::size_t preferred) const;
  bool learn(const RawRow& row);

  const SheetPlan& plan_;
  /// By column of the first header, the column of this table; empty: the same order.
  std::vector<std::optional<std::size_t>> from_;
  std::vector<LeftOut> left_out_;
};

}  // namespace payung::intake
