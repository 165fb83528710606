#include "adapters/sheets/ods_content.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;

constexpr std::size_t kSheetsMax = 1024;
constexpr std::size_t kHiddenStylesMax = 65'536;
constexpr std::size_t kStyleNameMax = 256;
constexpr std::uint64_t kSpacesMax = 1000;

/// At least 1; what is no number, or too large for one, is 1 or the largest.
std::uint64_t repeated(const Attributes& attributes, std::string_view name) {
  std::uint32_t times = 1;
  if (const auto text = attributes.find(name)) {
    const auto read = std::from_chars(text->data(), text->data() + text->size(), times);
    if (read.ec == std::errc::result_out_of_range) return std::numeric_limits<std::uint32_t>::max();
  }
  return std::max<std::uint32_t>(times, 1);
}

}  // namespace

Status OdsContent::open(std::string_view element, const Attributes& attributes) {
  ++depth_;
  if (cell_depth_ > 0) {
    open_in_cell(element, attributes);
    return check_text();
  }
  if (element == "table-cell" || element == "covered-table-cell") return open_cell(attributes);
  if (element == "table-row") {
    row_times_ = repeated(attributes, "number-rows-repeated");
    row_.cells.clear();
    column_ = 0;
    budget_.begin_row();
  } else if (element == "table") {
    return open_table(attributes);
  } else if (element == "style") {
    style_ = attributes.get("name");
  } else if (element == "table-properties" && attributes.get("display") == "false" &&
             hidden_styles_.size() < kHiddenStylesMax && style_.size() <= kStyleNameMax) {
    hidden_styles_.insert(style_);
  }
  return {};
}

/// Only paragraphs directly in the cell are its text; a note or a drawing has paragraphs too.
void OdsContent::open_in_cell(std::string_view element, const Attributes& attributes) {
  if (text_depth_ > 0) {
    if (element == "s") text_.append(std::min(repeated(attributes, "c"), kSpacesMax), ' ');
    if (element == "tab") text_ += ' ';
    if (element == "line-break") text_ += '\n';
    return;
  }
  if (element != "p" || depth_ != cell_depth_ + 1) return;
  if (paragraphs_++ > 0) text_ += '\n';
  text_depth_ = depth_;
}

Status OdsContent::close(std::string_view element) {
  const int depth = depth_--;
  if (depth == text_depth_) text_depth_ = 0;
  if (depth == cell_depth_) return close_cell();
  if (element == "table-row" && cell_depth_ == 0) return close_row();
  return {};
}

Status OdsContent::text(std::string_view characters) {
  if (text_depth_ == 0) return {};
  text_ += characters;
  return check_text();
}

Status OdsContent::check_text() const {
  if (text_.size() <= limits_.cell_bytes_max) return {};
  return Error{Errc::unsafe, "row " + std::to_string(row_number()),
               "a cell longer than a spreadsheet allows (32,767 characters); shorten it"};
}

std::uint32_t OdsContent::row_number() const {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(rows_ + 1, std::numeric_limits<std::uint32_t>::max()));
}

Status OdsContent::open_table(const Attributes& attributes) {
  if (++sheets_ > kSheetsMax) {
    return Error{Errc::unsafe, "workbook", "it has over 1,024 sheets; split it"};
  }
  const std::string style(attributes.get("style-name"));
  events.push_back(
      {true, {std::string(attributes.get("name")), hidden_styles_.contains(style), false}, {}, 1});
  rows_ = 0;
  merged.begin_sheet();
  return {};
}

Status OdsContent::open_cell(const Attributes& attributes) {
  cell_times_ = repeated(attributes, "number-columns-repeated");
  merged.add(column_, rows_ + 1, rows_ + repeated(attributes, "number-rows-spanned"));
  type_ = attributes.get("value-type");
  value_ = attributes.get(type_ == "date"      ? "date-value"
                          : type_ == "boolean" ? "boolean-value"
                          : type_ == "string"  ? "string-value"
                                               : "value");
  text_.clear();
  paragraphs_ = 0;
  cell_depth_ = depth_;
  return {};
}

Status OdsContent::close_cell() {
  cell_depth_ = 0;
  const RawCell cell = take_cell();
  if (cell.kind == CellKind::empty) {
    column_ = std::min<std::uint64_t>(column_ + cell_times_, limits_.columns_max);
    return {};
  }
  const std::uint64_t end = column_ + cell_times_;
  if (end > limits_.columns_max) {
    return Error{Errc::unsafe, "row " + std::to_string(row_number()),
                 "over " + std::to_string(limits_.columns_max) +
                     " columns; copy the list alone into a new workbook"};
  }
  const auto status =
      budget_.add(end - row_.cells.size(), cell_times_ * cell.text.size(), row_number());
  if (!status) return status;
  row_.cells.resize(column_);
  row_.cells.insert(row_.cells.end(), cell_times_, cell);
  column_ = end;
  return {};
}

RawCell OdsContent::take_cell() {
  if (type_ == "date" && !value_.empty()) return {CellKind::date, value_.substr(0, 10)};
  const bool number = type_ == "float" || type_ == "currency" || type_ == "percentage";
  if (number && !value_.empty()) return {CellKind::number, std::move(value_)};
  if (type_ == "boolean" && !value_.empty()) {
    return {CellKind::boolean, value_ == "true" ? "TRUE" : "FALSE"};
  }
  // What is shown goes before what is only noted: a program that edits the text may not edit both.
  if (text_.empty()) text_ = type_ == "string" ? std::move(value_) : std::string();
  if (text_.empty()) return {};
  return {CellKind::text, std::move(text_)};
}

/// Empty rows may be the million at the foot; rows that hold something are counted.
Status OdsContent::close_row() {
  const std::uint64_t first = rows_ + 1;
  rows_ += row_times_;
  if (row_.cells.empty()) return {};
  if (rows_ > limits_.rows_max) {
    return Error{Errc::unsafe, "sheet",
                 "over " + std::to_string(limits_.rows_max) +
                     " rows in a sheet; copy the list alone into a new workbook, or split it"};
  }
  std::uint64_t bytes = 0;
  for (const RawCell& cell : row_.cells) bytes += cell.text.size();
  budget_.begin_row();
  for (std::uint64_t i = 1; i < row_times_; ++i) {
    budget_.begin_row();
    const auto status = budget_.add(row_.cells.size(), bytes, static_cast<std::uint32_t>(first));
    if (!status) return status;
  }
  row_.number = static_cast<std::uint32_t>(first);
  events.push_back({false, {}, std::move(row_), row_times_});
  row_ = {};
  return {};
}

}  // namespace payung::sheets
