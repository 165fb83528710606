#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "intake/read_list.hpp"

/// Corrections somebody made to single cells of a list. The file stays as it came: what was typed
/// lies over it while it is read, so that a corrected list goes through the same checks as any.
namespace payung::intake {

struct CellPlace {
  std::string sheet;  ///< as SheetInfo has it; empty for CSV
  std::uint32_t row = 0;
  std::size_t column = 0;  ///< from 0

  friend auto operator<=>(const CellPlace&, const CellPlace&) = default;
};

/// "" empties the cell. What was typed is text, also when it is all digits: a NIK stays whole.
struct CellEdit {
  CellPlace place;
  std::string text;
};

/// Told of each corrected cell as the file has it, each time the file is read.
using OnCorrected = std::function<void(const CellPlace& place, const RawCell& before)>;

/// The corrections in force, one for a cell. Text that equals the file's cell changes nothing,
/// not even the cell's kind: that is how a correction is taken back.
class Edits {
 public:
  void set(const CellPlace& place, std::string text);
  bool empty() const { return count_ == 0; }
  std::size_t size() const { return count_; }
  /// nullptr: the cell is as the file has it.
  const std::string* find(std::string_view sheet, std::uint32_t row, std::size_t column) const;
  /// Lays the corrections over a row; a short row grows.
  void apply(std::string_view sheet, RawRow& row, const OnCorrected& on_corrected = {}) const;
  /// By sheet, row and column.
  std::vector<CellEdit> all() const;

 private:
  using Cells = std::vector<std::pair<std::size_t, std::string>>;  // few a row
  using Rows = std::unordered_map<std::uint32_t, Cells>;
  std::map<std::string, Rows, std::less<>> sheets_;
  std::size_t count_ = 0;
};

/// The same list with the corrections in it. `edits` must live as long as what is opened.
Opener with_edits(Opener open, const Edits& edits, OnCorrected on_corrected = {});

/// "A" and "AB" -> 0 and 27; empty for what is no column of a sheet. The reverse of column_letters.
std::optional<std::size_t> column_of_letters(std::string_view letters);

/// Reads corrections from a table whose first row names the columns sheet, row, column and value
/// (or lembar, baris, kolom, isi; sheet may be missing): what `payung import --edits` takes.
/// Errors: bad_value naming the row and the column; unreadable when a column is missing; those of
/// the source.
Result<std::vector<CellEdit>> read_edits(TableSource& source);

}  // namespace payung::intake
