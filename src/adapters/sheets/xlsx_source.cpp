#include "adapters/sheets/xlsx_source.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <vector>

#include "adapters/sheets/merged_cells.hpp"
#include "adapters/sheets/row_budget.hpp"
#include "adapters/sheets/xlsx_parts.hpp"
#include "adapters/sheets/xml.hpp"

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;
using intake::RawRow;

/// "AB12" -> column 27 and row 12; 0 for what is not there.
struct Reference {
  std::uint32_t column = 0;  ///< from 1
  std::uint32_t row = 0;
};

Reference reference_in(std::string_view text) {
  Reference reference;
  std::size_t i = 0;
  for (; i < text.size() && i < 4; ++i) {
    const char letter = static_cast<char>(text[i] & ~0x20);
    if (letter < 'A' || letter > 'Z') break;
    reference.column = reference.column * 26 + static_cast<std::uint32_t>(letter - 'A' + 1);
  }
  std::from_chars(text.data() + i, text.data() + text.size(), reference.row);
  return reference;
}

/// A cell that is calculated, in a file whose writer did not calculate it.
constexpr std::string_view kNoValue = "#FORMULA!";
constexpr std::size_t kWaitingBytes = std::size_t{1} << 20U;

/// Puts the cells of one sheet into rows.
class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(const XlsxBook& book, const Limits& limits, RowBudget& budget)
      : book_(book), limits_(limits), budget_(budget) {
    merged_.begin_sheet();
  }

  /// Takes the next row that waits; false when none does.
  bool take(RawRow& row) {
    if (rows_.empty()) return false;
    std::swap(row, rows_.front());
    rows_.pop_front();
    if (rows_.empty()) waiting_bytes_ = 0;
    return true;
  }

  bool full() const override { return waiting_bytes_ >= kWaitingBytes; }
  std::vector<intake::MergedCells> merged_down() const { return merged_.of(0); }

  Status open(std::string_view element, const Attributes& attributes) override {
    if (element == "c" && in_row_) return open_cell(attributes);
    if (element == "row") return open_row(attributes);
    if (element == "mergeCell") note_merged(attributes.get("ref"));
    if (!in_cell_) return {};
    if (element == "v") in_value_ = true;
    if (element == "t" && phonetic_ == 0) in_value_ = true;
    if (element == "f") has_formula_ = true;
    if (element == "rPh") ++phonetic_;
    return {};
  }

  Status close(std::string_view element) override {
    if (element == "v" || element == "t") in_value_ = false;
    if (element == "rPh" && phonetic_ > 0) --phonetic_;
    if (element == "c" && in_cell_) return close_cell();
    if (element == "row" && in_row_) {
      in_row_ = false;
      if (const auto status = number_is_new(); !status) return status;
      last_row_ = row_.number;
      waiting_bytes_ += row_.cells.size() * sizeof(RawCell) + budget_.row_bytes();
      if (!row_.cells.empty()) rows_.push_back(std::move(row_));
      row_ = RawRow{};
    }
    return {};
  }

  Status text(std::string_view characters) override {
    if (!in_value_) return {};
    value_ += characters;
    if (value_.size() <= limits_.cell_bytes_max) return {};
    return Error{Errc::unsafe, "row " + std::to_string(row_.number),
                 "a cell longer than a spreadsheet allows (32,767 characters); shorten it"};
  }

 private:
  void note_merged(std::string_view range) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) return;
    const Reference from = reference_in(range.substr(0, colon));
    const Reference to = reference_in(range.substr(colon + 1));
    if (from.column > 0) merged_.add(from.column - 1, from.row, to.row);
  }

  Status set_row(std::uint32_t number) {
    if (number > limits_.rows_max || number == 0 || rows_seen_ > limits_.rows_max) {
      return Error{Errc::unsafe, "sheet",
                   "over " + std::to_string(limits_.rows_max) +
                       " rows in a sheet; copy the list alone into a new workbook, or split it"};
    }
    row_.number = number;
    return {};
  }

  /// A row is known by its number: of two with one number, marks and corrections would reach one.
  Status number_is_new() {
    if (row_.cells.empty()) return {};
    if (row_.number >= numbers_.size()) {
      numbers_.resize(std::max<std::size_t>(row_.number + 1, numbers_.size() * 2));
    }
    if (numbers_[row_.number]) {
      return Error{Errc::unreadable, "row " + std::to_string(row_.number),
                   "two rows of the sheet have this number; open and save it again as .xlsx"};
    }
    numbers_[row_.number] = true;
    return {};
  }

  Status open_row(const Attributes& attributes) {
    std::uint32_t number = last_row_ + 1;
    row_told_ = false;
    if (const auto text = attributes.find("r")) {
      row_told_ =
          std::from_chars(text->data(), text->data() + text->size(), number).ec == std::errc();
    }
    row_.cells.clear();
    next_column_ = 1;
    in_row_ = true;
    ++rows_seen_;
    budget_.begin_row();
    return set_row(number);
  }

  Status open_cell(const Attributes& attributes) {
    column_ = next_column_;
    if (const auto text = attributes.find("r")) {
      const Reference reference = reference_in(*text);
      if (reference.column > 0) column_ = reference.column;
      if (!row_told_ && reference.row > 0) {
        if (const auto status = set_row(reference.row); !status) return status;
      }
      row_told_ = true;
    }
    if (column_ > limits_.columns_max) {
      return Error{Errc::unsafe, "row " + std::to_string(row_.number),
                   "over " + std::to_string(limits_.columns_max) +
                       " columns; copy the list alone into a new workbook"};
    }
    next_column_ = column_ + 1;
    type_ = attributes.get("t");
    style_ = 0;
    const auto style = attributes.get("s");
    std::from_chars(style.data(), style.data() + style.size(), style_);
    value_.clear();
    has_formula_ = false;
    phonetic_ = 0;
    in_cell_ = true;
    return {};
  }

  Status close_cell() {
    in_cell_ = false;
    in_value_ = false;
    auto cell = cell_of();
    if (!cell) return cell.error();
    if (cell->kind == CellKind::empty) return {};
    const std::size_t had = row_.cells.size();
    const std::size_t more = column_ > had ? column_ - had : 0;
    if (const auto status = budget_.add(more, cell->text.size(), row_.number); !status) {
      return status;
    }
    if (more > 0) row_.cells.resize(column_);
    row_.cells[column_ - 1] = *std::move(cell);
    return {};
  }

  Result<RawCell> shared_text() const {
    std::size_t number = 0;
    const char* end = value_.data() + value_.size();
    const auto read = std::from_chars(value_.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number >= book_.strings.size()) {
      return Error{Errc::unreadable, "row " + std::to_string(row_.number),
                   "a cell's text is missing from the workbook; open and save it again as .xlsx"};
    }
    const auto text = book_.strings.at(number);
    return text.empty() ? RawCell{} : RawCell{CellKind::text, std::string(text)};
  }

  Result<RawCell> cell_of() {
    if (value_.empty()) {
      if (has_formula_ && type_ != "str") return RawCell{CellKind::error, std::string(kNoValue)};
      return RawCell{};
    }
    if (type_ == "s") return shared_text();
    if (type_ == "inlineStr" || type_ == "str") {
      unescape(value_);
      return RawCell{CellKind::text, std::move(value_)};
    }
    if (type_ == "b") {
      return RawCell{CellKind::boolean, value_ == "1" || value_ == "true" ? "TRUE" : "FALSE"};
    }
    if (type_ == "e") return RawCell{CellKind::error, std::move(value_)};
    if (type_ == "d") return RawCell{CellKind::date, value_.substr(0, 10)};
    const bool date = style_ < book_.style_is_date.size() && book_.style_is_date[style_];
    return RawCell{date ? CellKind::date : CellKind::number, std::move(value_)};
  }

  const XlsxBook& book_;
  const Limits& limits_;
  RowBudget& budget_;
  MergedDown merged_;
  std::deque<RawRow> rows_;
  std::uint64_t waiting_bytes_ = 0;
  RawRow row_;
  std::uint32_t last_row_ = 0;
  std::uint32_t rows_seen_ = 0;  ///< numbers of empty rows may repeat
  std::vector<bool> numbers_;    ///< of the rows with cells
  std::uint32_t column_ = 0;
  std::uint32_t next_column_ = 1;
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
  bool row_told_ = false;  ///< the row's number stood in the file
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool has_formula_ = false;
  int phonetic_ = 0;
};

class XlsxSource final : public intake::TableSource {
 public:
  XlsxSource(std::unique_ptr<Zip> zip, XlsxBook book, const Limits& limits)
      : zip_(std::move(zip)), book_(std::move(book)), limits_(limits), budget_(limits) {}

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    reader_.reset();
    handler_.reset();
    if (next_ >= book_.sheets.size()) return std::optional<intake::SheetInfo>();
    const XlsxSheet& sheet = book_.sheets[next_++];
    handler_ = std::make_unique<SheetHandler>(book_, limits_, budget_);
    auto reader = XmlReader::open(*zip_, sheet.part, *handler_, limits_);
    if (!reader) return reader.error();
    reader_ = *std::move(reader);
    return std::optional<intake::SheetInfo>(
        intake::SheetInfo{sheet.name, sheet.hidden, book_.epoch_1904});
  }

  Result<bool> next_row(RawRow& row) override {
    if (!handler_) return false;
    while (!handler_->take(row)) {
      if (!reader_) return false;
      const auto more = reader_->step();
      if (!more) return more.error();
      if (!*more) reader_.reset();
    }
    return true;
  }

  std::vector<intake::MergedCells> merged_down() const override {
    return handler_ ? handler_->merged_down() : std::vector<intake::MergedCells>();
  }

 private:
  std::unique_ptr<Zip> zip_;
  XlsxBook book_;
  Limits limits_;
  RowBudget budget_;
  std::size_t next_ = 0;
  std::unique_ptr<SheetHandler> handler_;
  std::unique_ptr<XmlReader> reader_;
};

}  // namespace

Result<std::unique_ptr<intake::TableSource>> xlsx_table(std::unique_ptr<Zip> zip,
                                                        const Limits& limits) {
  auto book = read_book(*zip, limits);
  if (!book) return book.error();
  return std::unique_ptr<intake::TableSource>(
      std::make_unique<XlsxSource>(std::move(zip), *std::move(book), limits));
}

}  // namespace payung::sheets
