#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sheets/marked_workbook.hpp"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace payung::sheets {

/// How a cell is shown. Text has the text format: a NIK that the sender corrects or types into an
/// empty cell stays text too, where a plain cell would make it a number and lose its last digit.
enum class Shown : std::uint8_t { plain, text, day, time, day_and_time };

/// The styles of a marked workbook: each colour with each way to show a cell.
class MarkStyles {
 public:
  explicit MarkStyles(lxw_workbook* workbook);
  /// Without a kind: the cell of a row without a mark.
  lxw_format* of(std::optional<MarkKind> kind, Shown shown) const;

 private:
  std::array<std::array<lxw_format*, 5>, 6> formats_{};
};

/// A number cell's value and how it is shown; nothing when only text keeps what stands there.
struct NumberCell {
  double value = 0;
  Shown shown = Shown::plain;
};
std::optional<NumberCell> number_cell(const intake::RawCell& cell, bool epoch_1904);

/// What a text cell may hold: at most 32,767 UTF-16 units, and no character that XML forbids.
std::string cell_text(std::string_view text);

/// What a sheet may be called: 31 characters without []:*?/\; "Data" for an empty name.
std::string sheet_name(std::string_view name);

}  // namespace payung::sheets
