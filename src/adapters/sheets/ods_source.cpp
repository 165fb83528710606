#include "adapters/sheets/ods_source.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <set>

#include "adapters/sheets/xml.hpp"

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;
using intake::RawRow;

constexpr std::uint32_t kRepeatedRowsMax = 10'000;  ///< of a row that holds something

std::uint32_t repeated(const Attributes& attributes, std::string_view name) {
  std::uint32_t times = 1;
  if (const auto text = attributes.find(name)) {
    std::from_chars(text->data(), text->data() + text->size(), times);
  }
  return std::max<std::uint32_t>(times, 1);
}

/// One table after the other; what is read waits in `events` until it is asked for.
class ContentHandler final : public XmlHandler {
 public:
  struct Event {
    bool sheet;
    intake::SheetInfo info;
    RawRow row;
  };
  explicit ContentHandler(const Limits& limits) : limits_(limits) {}

  std::deque<Event> events;

  Status open(std::string_view element, const Attributes& attributes) override {
    if (element == "style") {
      style_ = attributes.get("name");
    } else if (element == "table-properties" && attributes.get("display") == "false") {
      hidden_styles_.insert(style_);
    } else if (element == "table") {
      const std::string style(attributes.get("style-name"));
      events.push_back(
          {true, {std::string(attributes.get("name")), hidden_styles_.contains(style), false}, {}});
      row_number_ = 0;
    } else if (element == "table-row") {
      row_times_ = repeated(attributes, "number-rows-repeated");
      row_.cells.clear();
      column_ = 0;
    } else if (element == "table-cell" || element == "covered-table-cell") {
      return open_cell(attributes);
    } else if (element == "annotation") {
      ++note_;
    } else if (element == "p" && in_cell_ && note_ == 0) {
      if (paragraphs_++ > 0) text_ += ' ';
      in_text_ = true;
    } else if (element == "s" && in_text_) {
      text_.append(std::min<std::uint32_t>(repeated(attributes, "c"), 1000), ' ');
    } else if (element == "tab" && in_text_) {
      text_ += ' ';
    }
    return {};
  }

  Status close(std::string_view element) override {
    if (element == "annotation" && note_ > 0) --note_;
    if (element == "p" && note_ == 0) in_text_ = false;
    if (element == "table-cell" || element == "covered-table-cell") return close_cell();
    if (element == "table-row") return close_row();
    return {};
  }

  Status text(std::string_view characters) override {
    if (!in_text_) return {};
    text_ += characters;
    if (text_.size() <= limits_.cell_bytes_max) return {};
    return Error{Errc::unsafe, "row " + std::to_string(row_number_ + 1),
                 "a cell longer than a spreadsheet allows"};
  }

 private:
  Status open_cell(const Attributes& attributes) {
    cell_times_ = repeated(attributes, "number-columns-repeated");
    type_ = attributes.get("value-type");
    value_ = attributes.get(type_ == "date"      ? "date-value"
                            : type_ == "boolean" ? "boolean-value"
                                                 : "value");
    text_.clear();
    paragraphs_ = 0;
    in_cell_ = true;
    return {};
  }

  Status close_cell() {
    if (!in_cell_) return {};
    in_cell_ = false;
    RawCell cell = cell_of();
    if (cell.kind == CellKind::empty) {
      column_ = std::min(column_ + cell_times_, limits_.columns_max + 1);
      return {};
    }
    if (cell_times_ > limits_.columns_max || column_ + cell_times_ > limits_.columns_max) {
      return Error{Errc::unsafe, "row " + std::to_string(row_number_ + 1),
                   "over " + std::to_string(limits_.columns_max) + " columns"};
    }
    row_.cells.resize(column_);
    for (std::uint32_t i = 0; i < cell_times_; ++i) row_.cells.push_back(cell);
    column_ += cell_times_;
    return {};
  }

  RawCell cell_of() {
    if (type_ == "date") return {CellKind::date, value_.substr(0, 10)};
    if (type_ == "float" || type_ == "currency" || type_ == "percentage") {
      return value_.empty() ? RawCell{} : RawCell{CellKind::number, std::move(value_)};
    }
    if (type_ == "boolean") return {CellKind::boolean, value_ == "true" ? "TRUE" : "FALSE"};
    if (text_.empty()) return {};
    return {CellKind::text, std::move(text_)};
  }

  Status close_row() {
    if (row_.cells.empty()) {
      row_number_ += row_times_;  // may be the million empty rows at the foot
      return {};
    }
    if (row_times_ > kRepeatedRowsMax) {
      return Error{Errc::unsafe, "row " + std::to_string(row_number_ + 1),
                   "one row repeated " + std::to_string(row_times_) + " times"};
    }
    for (std::uint32_t i = 0; i < row_times_; ++i) {
      row_.number = ++row_number_;
      if (row_number_ > limits_.rows_max) {
        return Error{Errc::unsafe, "sheet",
                     "over " + std::to_string(limits_.rows_max) + " rows in a sheet"};
      }
      events.push_back({false, {}, row_});
    }
    return {};
  }

  const Limits& limits_;
  std::string style_;
  std::set<std::string> hidden_styles_;
  RawRow row_;
  std::uint32_t row_number_ = 0;
  std::uint32_t row_times_ = 1;
  std::uint32_t column_ = 0;
  std::uint32_t cell_times_ = 1;
  std::string type_;
  std::string value_;
  std::string text_;
  int paragraphs_ = 0;
  int note_ = 0;
  bool in_cell_ = false;
  bool in_text_ = false;
};

class OdsSource final : public intake::TableSource {
 public:
  OdsSource(std::unique_ptr<Zip> zip, const Limits& limits)
      : zip_(std::move(zip)), limits_(limits), handler_(limits_) {}

  Status start() {
    auto reader = XmlReader::open(*zip_, "content.xml", handler_);
    if (!reader) return reader.error();
    reader_ = *std::move(reader);
    return {};
  }

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    while (true) {
      const auto more = fill();
      if (!more) return more.error();
      if (!*more) return std::optional<intake::SheetInfo>();
      auto event = std::move(handler_.events.front());
      handler_.events.pop_front();
      if (event.sheet) return std::optional<intake::SheetInfo>(std::move(event.info));
    }
  }

  Result<bool> next_row(RawRow& row) override {
    const auto more = fill();
    if (!more) return more.error();
    if (!*more || handler_.events.front().sheet) return false;
    row = std::move(handler_.events.front().row);
    handler_.events.pop_front();
    return true;
  }

 private:
  /// Makes sure that something waits; false at the end.
  Result<bool> fill() {
    while (handler_.events.empty() && reader_) {
      const auto more = reader_->step();
      if (!more) return more.error();
      if (!*more) reader_.reset();
    }
    return !handler_.events.empty();
  }

  std::unique_ptr<Zip> zip_;
  Limits limits_;
  ContentHandler handler_;
  std::unique_ptr<XmlReader> reader_;
};

/// An encrypted document says so in its manifest.
class Manifest final : public XmlHandler {
 public:
  Status open(std::string_view element, const Attributes&) override {
    if (element != "encryption-data") return {};
    return Error{Errc::unreadable, "workbook", "it is encrypted; save it without a password"};
  }
  Status close(std::string_view) override { return {}; }
  Status text(std::string_view) override { return {}; }
};

}  // namespace

Result<std::unique_ptr<intake::TableSource>> ods_table(std::unique_ptr<Zip> zip,
                                                       const Limits& limits) {
  if (zip->has("META-INF/manifest.xml")) {
    Manifest manifest;
    auto reader = XmlReader::open(*zip, "META-INF/manifest.xml", manifest);
    if (!reader) return reader.error();
    if (const auto status = (*reader)->finish(); !status) return status.error();
  }
  auto source = std::make_unique<OdsSource>(std::move(zip), limits);
  if (const auto status = source->start(); !status) return status.error();
  return std::unique_ptr<intake::TableSource>(std::move(source));
}

}  // namespace payung::sheets
