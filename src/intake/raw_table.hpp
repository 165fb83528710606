#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

/// What a file says before anyone has understood it. Adapters (xlsx, ods, xls, csv) fill these.
namespace payung::intake {

enum class CellKind : std::uint8_t {
  empty,
  text,    ///< the characters as typed, UTF-8
  number,  ///< stored as a number: `text` is the file's own digits ("3.37203290972818E+15")
  date,    ///< stored as a number with a date format: `text` is the serial ("36333") or an ISO day
  boolean,
  error,  ///< #REF! and its kind: `text` is the error
};

struct RawCell {
  CellKind kind = CellKind::empty;
  std::string text;  ///< never repaired: damage must stay visible
};

struct RawRow {
  std::uint32_t number = 0;    ///< as the sheet numbers it, from 1; in CSV the record's number
  std::vector<RawCell> cells;  ///< by column, from A; short rows are short
};

struct SheetInfo {
  std::string name;  ///< empty for CSV
  bool hidden = false;
  bool epoch_1904 = false;  ///< date serials count from 1904-01-01
};

/// Cells of one column that are merged downward: the value stands in the first row alone.
struct MergedCells {
  std::size_t column = 0;
  std::uint32_t row_first = 0;
  std::uint32_t row_last = 0;
};

/// Reads a workbook once, front to back, in bounded memory.
/// Errors: unreadable (damaged, truncated, encrypted), unsafe (bombs, limits), unsupported.
class TableSource {
 public:
  virtual ~TableSource() = default;
  /// The next sheet, or nothing after the last.
  virtual Result<std::optional<SheetInfo>> next_sheet() = 0;
  /// Fills `row` with the next row of the sheet; false after its last. Empty rows may be left out.
  virtual Result<bool> next_row(RawRow& row) = 0;
  /// Of the sheet at hand, known after its last row: workbooks write them behind the cells.
  virtual std::vector<MergedCells> merged_down() const { return {}; }
};

}  // namespace payung::intake
