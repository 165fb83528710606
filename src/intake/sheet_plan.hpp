#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "intake/date_cell.hpp"
#include "intake/mapping.hpp"
#include "intake/place.hpp"
#include "intake/raw_table.hpp"
#include "intake/read_list.hpp"
#include "intake/sex_column.hpp"

namespace payung::intake {

/// How one sheet is to be read: found in the first pass, used in the second.
struct SheetPlan {
  SheetInfo info;
  SheetProposal proposal;
  std::array<std::optional<std::size_t>, 64> columns;  ///< by Field
  std::optional<std::size_t> running;                  ///< the running number
  std::vector<std::vector<std::string>> header_keys;   ///< per column, the words of each row
  std::vector<std::string> titles;                     ///< what stands above the header
  std::vector<std::size_t> doubtful;  ///< columns whose cells do not fit their header
  bool header_missing = false;
  bool as_sheet_before = false;
  DateEvidence births;
  SexColumn sexes;

  std::optional<std::size_t> column(Field field) const {
    return columns[static_cast<std::size_t>(field)];
  }
  const RawCell* cell(const RawRow& row, Field field) const {
    const auto at = column(field);
    return at && *at < row.cells.size() ? &row.cells[*at] : nullptr;
  }
  std::string header(std::size_t column) const;
};

/// `rows` are the first of the sheet. `before` is the last used sheet, whose columns a sheet
/// without a header takes over when its cells fit them.
SheetPlan plan_sheet(const SheetInfo& info, std::span<const RawRow> rows,
                     const ReadOptions& options, const PlaceFinder& places,
                     const SheetPlan* before);

}  // namespace payung::intake
