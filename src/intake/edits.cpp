#include "intake/edits.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "intake/fold.hpp"

namespace payung::intake {
namespace {

/// As many as a workbook has: 2^20 rows, 2^14 columns.
constexpr std::uint32_t kRowMax = 1U << 20U;
constexpr std::size_t kColumnMax = std::size_t{1} << 14U;

/// Hands on what another source reads, corrected.
class EditedTable final : public TableSource {
 public:
  EditedTable(std::unique_ptr<TableSource> source, const Edits& edits, OnCorrected on_corrected)
      : source_(std::move(source)), edits_(edits), on_corrected_(std::move(on_corrected)) {}

  Result<std::optional<SheetInfo>> next_sheet() override {
    auto info = source_->next_sheet();
    if (info && *info) sheet_ = (*info)->name;
    return info;
  }
  Result<bool> next_row(RawRow& row) override {
    auto more = source_->next_row(row);
    if (more && *more) edits_.apply(sheet_, row, on_corrected_);
    return more;
  }
  std::vector<MergedCells> merged_down() const override { return source_->merged_down(); }

 private:
  std::unique_ptr<TableSource> source_;
  const Edits& edits_;
  OnCorrected on_corrected_;
  std::string sheet_;
};

/// Which column of the table holds what.
struct EditColumns {
  std::optional<std::size_t> sheet;
  std::optional<std::size_t> row;
  std::optional<std::size_t> column;
  std::optional<std::size_t> value;
};

EditColumns columns_of(const RawRow& header) {
  EditColumns found;
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const std::string name = fold_key(header.cells[i].text);
    if (name == "sheet" || name == "lembar") found.sheet = i;
    if (name == "row" || name == "baris") found.row = i;
    if (name == "column" || name == "kolom") found.column = i;
    if (name == "value" || name == "isi") found.value = i;
  }
  return found;
}

std::string cell_text(const RawRow& row, const std::optional<std::size_t>& column) {
  return column && *column < row.cells.size() ? row.cells[*column].text : std::string();
}

Result<CellEdit> edit_of(const RawRow& row, const EditColumns& columns) {
  const std::string place = "row " + std::to_string(row.number);
  CellEdit edit;
  edit.place.sheet = cell_text(row, columns.sheet);
  const std::string number = fold_space(cell_text(row, columns.row));
  const char* end = number.data() + number.size();
  const auto read = std::from_chars(number.data(), end, edit.place.row);
  const bool fraction =
      std::string_view(read.ptr, static_cast<std::size_t>(end - read.ptr)) == ".0";
  if (read.ec != std::errc() || (read.ptr != end && !fraction) || edit.place.row == 0 ||
      edit.place.row > kRowMax) {
    return Error{Errc::bad_value, place + ", row", "the number of a row of the list, such as 18"};
  }
  const auto column = column_of_letters(fold_space(cell_text(row, columns.column)));
  if (!column) return Error{Errc::bad_value, place + ", column", "letters of a column, such as C"};
  edit.place.column = *column;
  const RawCell* value =
      columns.value && *columns.value < row.cells.size() ? &row.cells[*columns.value] : nullptr;
  // A long number has lost digits on its way through a spreadsheet; that would be passed on.
  if (value != nullptr && value->kind == CellKind::number && count_digits(value->text) > 15) {
    return Error{Errc::bad_value, place + ", value",
                 "it is stored as a number, which keeps 15 digits; format the column as text"};
  }
  edit.text = value == nullptr ? std::string() : value->text;
  return edit;
}

}  // namespace

void Edits::set(const CellPlace& place, std::string text) {
  Cells& cells = sheets_[place.sheet][place.row];
  for (auto& [column, known] : cells) {
    if (column != place.column) continue;
    known = std::move(text);
    return;
  }
  cells.emplace_back(place.column, std::move(text));
  ++count_;
}

const std::string* Edits::find(std::string_view sheet, std::uint32_t row,
                               std::size_t column) const {
  const auto rows = sheets_.find(sheet);
  if (rows == sheets_.end()) return nullptr;
  const auto cells = rows->second.find(row);
  if (cells == rows->second.end()) return nullptr;
  for (const auto& [at, text] : cells->second) {
    if (at == column) return &text;
  }
  return nullptr;
}

void Edits::apply(std::string_view sheet, RawRow& row, const OnCorrected& on_corrected) const {
  const auto rows = sheets_.find(sheet);
  if (rows == sheets_.end()) return;
  const auto cells = rows->second.find(row.number);
  if (cells == rows->second.end()) return;
  for (const auto& [column, text] : cells->second) {
    if (column >= row.cells.size()) {
      if (text.empty()) continue;
      row.cells.resize(column + 1);
    }
    RawCell& cell = row.cells[column];
    if (cell.text == text) continue;
    if (on_corrected) on_corrected({std::string(sheet), row.number, column}, cell);
    cell = text.empty() ? RawCell{} : RawCell{CellKind::text, text};
  }
}

std::vector<CellEdit> Edits::all() const {
  std::vector<CellEdit> edits;
  edits.reserve(count_);
  for (const auto& [sheet, rows] : sheets_) {
    for (const auto& [row, cells] : rows) {
      for (const auto& [column, text] : cells) edits.push_back({{sheet, row, column}, text});
    }
  }
  std::sort(edits.begin(), edits.end(),
            [](const CellEdit& a, const CellEdit& b) { return a.place < b.place; });
  return edits;
}

Opener with_edits(Opener open, const Edits& edits, OnCorrected on_corrected) {
  if (edits.empty()) return open;
  return [open = std::move(open), &edits,
          on_corrected = std::move(on_corrected)]() -> Result<std::unique_ptr<TableSource>> {
    auto source = open();
    if (!source) return source;
    return std::unique_ptr<TableSource>(
        std::make_unique<EditedTable>(*std::move(source), edits, on_corrected));
  };
}

std::optional<std::size_t> column_of_letters(std::string_view letters) {
  std::size_t number = 0;
  if (letters.empty() || letters.size() > 3) return std::nullopt;
  for (const char c : letters) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (upper < 'A' || upper > 'Z') return std::nullopt;
    number = number * 26 + static_cast<std::size_t>(upper - 'A') + 1;
  }
  if (number > kColumnMax) return std::nullopt;
  return number - 1;
}

Result<std::vector<CellEdit>> read_edits(TableSource& source) {
  const auto sheet = source.next_sheet();
  if (!sheet) return sheet.error();
  RawRow row;
  const auto first = *sheet ? source.next_row(row) : Result<bool>(false);
  if (!first) return first.error();
  const EditColumns columns = *first ? columns_of(row) : EditColumns{};
  if (!columns.row || !columns.column || !columns.value) {
    return Error{Errc::unreadable, "edits",
                 "its first row must name the columns row, column and value (and sheet, when the "
                 "list has several)"};
  }
  std::vector<CellEdit> edits;
  for (;;) {
    const auto more = source.next_row(row);
    if (!more) return more.error();
    if (!*more) return edits;
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const RawCell& cell) { return is_space_only(cell.text); });
    if (blank) continue;
    auto edit = edit_of(row, columns);
    if (!edit) return edit.error();
    edits.push_back(*std::move(edit));
  }
}

}  // namespace payung::intake
