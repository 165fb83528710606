#include "adapters/sheets/xml_workbook.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sheets/merged_cells.hpp"
#include "adapters/sheets/row_budget.hpp"
#include "adapters/sheets/xml.hpp"

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;
using intake::RawRow;

constexpr std::size_t kSheetsMax = 1024;
/// A cell that is calculated, in a file whose writer did not calculate it.
constexpr std::string_view kNoValue = "#FORMULA!";

/// What has to be known before the rows are read.
struct BookFacts {
  std::vector<bool> hidden;  ///< by sheet
  bool epoch_1904 = false;
};

/// Finds BookFacts, which stand behind the rows they are about.
class FactsHandler final : public XmlHandler {
 public:
  BookFacts facts;

  Status open(std::string_view element, const Attributes&) override {
    if (element == "Worksheet") {
      if (facts.hidden.size() >= kSheetsMax) {
        return Error{Errc::unsafe, "workbook", "it has over 1,024 sheets; split it"};
      }
      facts.hidden.push_back(false);
    }
    if (element == "Date1904") facts.epoch_1904 = true;
    if (element == "Visible") {
      in_visible_ = true;
      visible_.clear();
    }
    return {};
  }

  Status close(std::string_view element) override {
    if (element != "Visible" || !in_visible_) return {};
    in_visible_ = false;
    if (visible_.starts_with("SheetHidden") || visible_.starts_with("SheetVeryHidden")) {
      if (!facts.hidden.empty()) facts.hidden.back() = true;
    }
    return {};
  }

  Status text(std::string_view characters) override {
    constexpr std::size_t kWordMax = 32;
    if (in_visible_ && visible_.size() < kWordMax) visible_ += characters;
    return {};
  }

 private:
  bool in_visible_ = false;
  std::string visible_;
};

/// The number of an attribute; `otherwise` when it is not there or no number.
std::uint64_t number_in(const Attributes& attributes, std::string_view name,
                        std::uint64_t otherwise) {
  const auto text = attributes.find(name);
  if (!text) return otherwise;
  std::uint32_t number = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
  return read.ec == std::errc() ? number : otherwise;
}

/// Puts the sheets' rows in order; what is read waits until it is taken.
class BookHandler final : public XmlHandler {
 public:
  struct Event {
    bool sheet = false;
    std::string name;
    RawRow row;
  };

  explicit BookHandler(const Limits& limits) : limits_(limits), budget_(limits) {}

  std::deque<Event> events;
  MergedDown merged;

  bool full() const override { return !events.empty(); }

  Status open(std::string_view element, const Attributes& attributes) override {
    if (comment_ > 0 || element == "Comment") {
      ++comment_;
      return {};
    }
    if (in_data_) {
      ++data_depth_;
      return {};
    }
    if (element == "Worksheet") {
      events.push_back({true, std::string(attributes.get("Name")), {}});
      last_row_ = 0;
      merged.begin_sheet();
    } else if (element == "Row") {
      return open_row(attributes);
    } else if (element == "Cell" && in_row_) {
      return open_cell(attributes);
    } else if (element == "Data" && in_cell_) {
      in_data_ = true;
      data_depth_ = 0;
      type_ = attributes.get("Type");
    }
    return {};
  }

  Status close(std::string_view element) override {
    if (comment_ > 0) {
      --comment_;
      return {};
    }
    if (in_data_) {
      if (data_depth_-- == 0) in_data_ = false;
      return {};
    }
    if (element == "Cell" && in_cell_) return close_cell();
    if (element == "Row" && in_row_) {
      in_row_ = false;
      if (!row_.cells.empty()) events.push_back({false, {}, std::move(row_)});
      row_ = RawRow{};
    }
    return {};
  }

  Status text(std::string_view characters) override {
    if (!in_data_ || comment_ > 0) return {};
    value_ += characters;
    if (value_.size() <= limits_.cell_bytes_max) return {};
    return Error{Errc::unsafe, "row " + std::to_string(row_.number),
                 "a cell longer than a spreadsheet allows (32,767 characters); shorten it"};
  }

 private:
  Status open_row(const Attributes& attributes) {
    const std::uint64_t number = number_in(attributes, "Index", last_row_ + 1);
    const std::uint64_t last = number + number_in(attributes, "Span", 0);
    if (last > limits_.rows_max || number == 0) {
      return Error{Errc::unsafe, "sheet",
                   "over " + std::to_string(limits_.rows_max) +
                       " rows in a sheet; copy the list alone into a new workbook, or split it"};
    }
    if (number <= last_row_) {
      return Error{Errc::unreadable, "row " + std::to_string(number),
                   "two rows of the sheet have this number; open and save it again as .xlsx"};
    }
    row_.number = static_cast<std::uint32_t>(number);
    row_.cells.clear();
    last_row_ = last;
    next_column_ = 1;
    in_row_ = true;
    in_cell_ = false;
    budget_.begin_row();
    return {};
  }

  Status open_cell(const Attributes& attributes) {
    column_ = number_in(attributes, "Index", next_column_);
    next_column_ = column_ + 1 + number_in(attributes, "MergeAcross", 0);
    if (column_ == 0 || column_ > limits_.columns_max) {
      return Error{Errc::unsafe, "row " + std::to_string(row_.number),
                   "over " + std::to_string(limits_.columns_max) +
                       " columns; copy the list alone into a new workbook"};
    }
    merged.add(column_ - 1, row_.number, row_.number + number_in(attributes, "MergeDown", 0));
    has_formula_ = attributes.find("Formula").has_value();
    type_.clear();
    value_.clear();
    in_cell_ = true;
    return {};
  }

  Status close_cell() {
    in_cell_ = false;
    RawCell cell = take_cell();
    if (cell.kind == CellKind::empty) return {};
    const std::size_t had = row_.cells.size();
    const std::uint64_t more = column_ > had ? column_ - had : 0;
    if (const auto status = budget_.add(more, cell.text.size(), row_.number); !status) {
      return status;
    }
    if (more > 0) row_.cells.resize(column_);
    row_.cells[column_ - 1] = std::move(cell);
    return {};
  }

  RawCell take_cell() {
    if (value_.empty()) {
      if (has_formula_ && type_ != "String") return {CellKind::error, std::string(kNoValue)};
      return {};
    }
    constexpr std::size_t kIsoDay = 10;
    if (type_ == "Number") return {CellKind::number, std::move(value_)};
    if (type_ == "DateTime") return {CellKind::date, value_.substr(0, kIsoDay)};
    if (type_ == "Error") return {CellKind::error, std::move(value_)};
    if (type_ == "Boolean") return {CellKind::boolean, value_ == "1" ? "TRUE" : "FALSE"};
    return {CellKind::text, std::move(value_)};
  }

  Limits limits_;
  RowBudget budget_;
  RawRow row_;
  std::uint64_t last_row_ = 0;  ///< of the sheet, so far
  std::uint64_t column_ = 0;    ///< from 1
  std::uint64_t next_column_ = 1;
  std::string type_;
  std::string value_;
  std::uint64_t comment_ = 0;     ///< elements open from a comment on; its text is not the cell's
  std::uint64_t data_depth_ = 0;  ///< elements open inside the data, such as bold type
  bool in_row_ = false;
  bool in_cell_ = false;
  bool in_data_ = false;
  bool has_formula_ = false;
};

class XmlWorkbookSource final : public intake::TableSource {
 public:
  XmlWorkbookSource(std::unique_ptr<Bytes> bytes, BookFacts facts, const Limits& limits)
      : facts_(std::move(facts)),
        handler_(limits),
        reader_(XmlReader::open(std::move(bytes), handler_, limits)) {}

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    while (true) {
      const auto more = fill();
      if (!more) return more.error();
      if (!*more) return std::optional<intake::SheetInfo>();
      const auto event = std::move(handler_.events.front());
      handler_.events.pop_front();
      if (!event.sheet) continue;
      const bool hidden = next_ < facts_.hidden.size() && facts_.hidden[next_];
      ++next_;
      return std::optional<intake::SheetInfo>(
          intake::SheetInfo{event.name, hidden, facts_.epoch_1904});
    }
  }

  Result<bool> next_row(RawRow& row) override {
    const auto more = fill();
    if (!more) return more.error();
    if (!*more || handler_.events.front().sheet) return false;
    std::swap(row, handler_.events.front().row);
    handler_.events.pop_front();
    return true;
  }

  std::vector<intake::MergedCells> merged_down() const override {
    return next_ == 0 ? std::vector<intake::MergedCells>() : handler_.merged.of(next_ - 1);
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

  BookFacts facts_;
  BookHandler handler_;
  std::unique_ptr<XmlReader> reader_;
  std::size_t next_ = 0;  ///< sheet
};

}  // namespace

Result<std::unique_ptr<intake::TableSource>> xml_workbook_table(const BytesOpener& open,
                                                                const Limits& limits) {
  auto ahead = open();
  if (!ahead) return ahead.error();
  FactsHandler scan;
  const auto scanned = XmlReader::open(*std::move(ahead), scan, limits)->finish();
  if (!scanned) return scanned.error();
  if (scan.facts.hidden.empty()) {
    return Error{Errc::unsupported, "workbook",
                 "it is an XML file; open it in a spreadsheet and save it as .xlsx"};
  }
  auto bytes = open();
  if (!bytes) return bytes.error();
  return std::unique_ptr<intake::TableSource>(
      std::make_unique<XmlWorkbookSource>(*std::move(bytes), std::move(scan.facts), limits));
}

}  // namespace payung::sheets
