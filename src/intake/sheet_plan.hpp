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
  std::vector<std::size_t> heads;     ///< columns of the family's head that stand for the person
  /// Below the header, in columns whose value may hold for several people: by column and row.
  std::vector<MergedCells> merged;
  std::optional<std::size_t> beside;  ///< where a second table begins, which is not read
  bool header_missing = false;
  bool as_sheet_before = false;
  bool holds_niks = false;  ///< whole NIKs stand in it, whether it is used or not
  DateEvidence births;
  SexColumn sexes;

  /// Name and NIK may be one column.
  std::optional<std::size_t> column(Field field) const {
    const auto own = columns[static_cast<std::size_t>(field)];
    if (own || (field != Field::name && field != Field::nik)) return own;
    return columns[static_cast<std::size_t>(Field::name_and_nik)];
  }
  /// Where findings about the birth date point to.
  std::optional<std::size_t> birth_column() const;
  /// As the cell stands: under "Nama / NIK" it is both. RowReader and nik_of take it apart.
  const RawCell* cell(const RawRow& row, Field field) const {
    const auto at = column(field);
    return at && *at < row.cells.size() ? &row.cells[*at] : nullptr;
  }
  std::string header(std::size_t column) const;
};

/// The row's NIK, wherever it stands. Empty: none that can be read.
std::optional<Nik> nik_of(const SheetPlan& plan, const RawRow& row);
/// The date that stands over the columns of day, month and year; blank without such columns.
DateShape date_in_parts(const SheetPlan& plan, const RawRow& row);

/// Keeps what of a sheet's merged cells tells something about people: one village or family card
/// over many rows. A name, a NIK or a birth is one person's and never reaches down.
void keep_merged(SheetPlan& plan, std::vector<MergedCells> merged);

/// `rows` are the first of the sheet. `before` is the last used sheet, whose columns a sheet
/// without a header takes over when its cells fit them.
SheetPlan plan_sheet(const SheetInfo& info, std::span<const RawRow> rows,
                     const ReadOptions& options, const PlaceFinder& places,
                     const SheetPlan* before);

}  // namespace payung::intake
