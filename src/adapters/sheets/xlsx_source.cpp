#include "adapters/sheets/xlsx_source.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

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

/// Puts the cells of one sheet into rows.
class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(const XlsxBook& book, const Limits& limits) : book_(book), limits_(limits) {}

  std::deque<RawRow> rows;

  Status open(std::string_view element, const Attributes& attributes) override {
    if (element == "row") return open_row(attributes);
    if (element == "c" && in_row_) return open_cell(attributes);
    if (!in_cell_) return {};
    if (element == "v") in_value_ = true;
    if (element == "t" && phonetic_ == 0) in_value_ = true;
    if (element == "rPh") ++phonetic_;
    return {};
  }

  Status close(std::string_view element) override {
    if (element == "v" || element == "t") in_value_ = false;
    if (element == "rPh" && phonetic_ > 0) --phonetic_;
    if (element == "c" && in_cell_) return close_cell();
    if (element == "row" && in_row_) {
      in_row_ = false;
      if (!row_.cells.empty()) rows.push_back(std::move(row_));
      row_ = RawRow{};
    }
    return {};
  }

  Status text(std::string_view characters) override {
    if (!in_value_) return {};
    value_ += characters;
    if (value_.size() <= limits_.cell_bytes_max) return {};
    return Error{Errc::unsafe, "row " + std::to_string(row_.number),
                 "a cell longer than a spreadsheet allows"};
  }

 private:
  Status open_row(const Attributes& attributes) {
    std::uint32_t number = last_row_ + 1;
    if (const auto text = attributes.find("r")) {
      std::from_chars(text->data(), text->data() + text->size(), number);
    }
    if (number > limits_.rows_max || number == 0) {
      return Error{Errc::unsafe, "sheet",
                   "over " + std::to_string(limits_.rows_max) + " rows in a sheet"};
    }
    last_row_ = number;
    row_.number = number;
    row_.cells.clear();
    next_column_ = 1;
    in_row_ = true;
    return {};
  }

  Status open_cell(const Attributes& attributes) {
    column_ = next_column_;
    if (const auto text = attributes.find("r")) {
      const Reference reference = reference_in(*text);
      if (reference.column > 0) column_ = reference.column;
    }
    if (column_ > limits_.columns_max) {
      return Error{Errc::unsafe, "row " + std::to_string(row_.number),
                   "over " + std::to_string(limits_.columns_max) + " columns"};
    }
    next_column_ = column_ + 1;
    type_ = attributes.get("t");
    style_ = 0;
    const auto style = attributes.get("s");
    std::from_chars(style.data(), style.data() + style.size(), style_);
    value_.clear();
    in_cell_ = true;
    return {};
  }

  Status close_cell() {
    in_cell_ = false;
    RawCell cell = cell_of();
    if (cell.kind == CellKind::empty) return {};
    if (row_.cells.size() < column_) row_.cells.resize(column_);
    row_.cells[column_ - 1] = std::move(cell);
    return {};
  }

  RawCell cell_of() {
    if (type_ == "s") {
      std::size_t number = 0;
      const auto read = std::from_chars(value_.data(), value_.data() + value_.size(), number);
      if (read.ec != std::errc() || number >= book_.strings.size()) return {};
      const auto text = book_.strings.at(number);
      return text.empty() ? RawCell{} : RawCell{CellKind::text, std::string(text)};
    }
    if (value_.empty()) return {};
    if (type_ == "inlineStr" || type_ == "str") return {CellKind::text, std::move(value_)};
    if (type_ == "b") return {CellKind::boolean, value_ == "1" ? "TRUE" : "FALSE"};
    if (type_ == "e") return {CellKind::error, std::move(value_)};
    if (type_ == "d") return {CellKind::date, value_.substr(0, 10)};
    const bool date = style_ < book_.style_is_date.size() && book_.style_is_date[style_];
    return {date ? CellKind::date : CellKind::number, std::move(value_)};
  }

  const XlsxBook& book_;
  const Limits& limits_;
  RawRow row_;
  std::uint32_t last_row_ = 0;
  std::uint32_t column_ = 0;
  std::uint32_t next_column_ = 1;
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  int phonetic_ = 0;
};

class XlsxSource final : public intake::TableSource {
 public:
  XlsxSource(std::unique_ptr<Zip> zip, XlsxBook book, const Limits& limits)
      : zip_(std::move(zip)), book_(std::move(book)), limits_(limits) {}

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    reader_.reset();
    handler_.reset();
    if (next_ >= book_.sheets.size()) return std::optional<intake::SheetInfo>();
    const XlsxSheet& sheet = book_.sheets[next_++];
    handler_ = std::make_unique<SheetHandler>(book_, limits_);
    auto reader = XmlReader::open(*zip_, sheet.part, *handler_);
    if (!reader) return reader.error();
    reader_ = *std::move(reader);
    return std::optional<intake::SheetInfo>(
        intake::SheetInfo{sheet.name, sheet.hidden, book_.epoch_1904});
  }

  Result<bool> next_row(RawRow& row) override {
    while (handler_ && handler_->rows.empty() && reader_) {
      const auto more = reader_->step();
      if (!more) return more.error();
      if (!*more) reader_.reset();
    }
    if (!handler_ || handler_->rows.empty()) return false;
    row = std::move(handler_->rows.front());
    handler_->rows.pop_front();
    return true;
  }

 private:
  std::unique_ptr<Zip> zip_;
  XlsxBook book_;
  Limits limits_;
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
