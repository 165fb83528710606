#include "adapters/sheets/marked_cells.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;

constexpr double kDayAfterLeapError = 61;    // 1900-03-01; spreadsheets know a 1900-02-29
constexpr double kDaysOf9999 = 2'958'466;    // first serial after 9999-12-31
constexpr double kEpochShift = 1462;         // 1904-01-01 as serial of 1900
constexpr std::int64_t kUnixSerial = 25569;  // 1970-01-01
constexpr double kIdentifiersFrom = 1e15;
constexpr std::uint8_t kTextFormat = 49;  // ECMA-376 part 1, 18.8.30

std::optional<double> double_in(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

/// libxlsxwriter writes sixteen digits; a NIK stored as a number may need seventeen.
bool keeps_digits(double value) {
  if (std::abs(value) < kIdentifiersFrom) return true;
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.16G", value);
  return double_in(text.data()) == value;
}

std::optional<NumberCell> day_cell(std::string_view text, bool epoch_1904) {
  if (const auto day = Date::parse(text)) {
    const auto serial = static_cast<double>(day->days_since_1970() + kUnixSerial);
    if (serial < kDayAfterLeapError || serial >= kDaysOf9999) return std::nullopt;
    return NumberCell{serial, Shown::day};
  }
  const auto read = double_in(text);
  if (!read) return std::nullopt;
  const double part = *read - std::floor(*read);
  if (*read >= 0 && *read < 1 && part > 0) return NumberCell{*read, Shown::time};
  const double serial = *read + (epoch_1904 ? kEpochShift : 0);
  if (serial < 0 || serial >= kDaysOf9999) return NumberCell{*read, Shown::plain};
  return NumberCell{serial, part > 0 ? Shown::day_and_time : Shown::day};
}

/// Background by kind; the first is of rows without a mark.
constexpr std::array<std::optional<lxw_color_t>, 6> kColours = {std::nullopt, 0xD9E1F2, 0xE2EFDA,
                                                                0xFFF2CC,     0xF8CBAD, 0xEDEDED};

const char* number_format(Shown shown) {
  switch (shown) {
    case Shown::plain: return "General";
    case Shown::text: return "@";
    case Shown::day: return "dd/mm/yyyy";
    case Shown::time: return "hh:mm:ss";
    case Shown::day_and_time: return "dd/mm/yyyy hh:mm";
  }
  return "General";
}

/// The character at `at` of valid UTF-8: its length in bytes.
std::size_t length_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

}  // namespace

MarkStyles::MarkStyles(lxw_workbook* workbook) {
  for (std::size_t kind = 0; kind < formats_.size(); ++kind) {
    for (std::size_t shown = 0; shown < formats_[kind].size(); ++shown) {
      if (kind == 0 && shown == 0) continue;  // the workbook's own default
      lxw_format* format = workbook_add_format(workbook);
      const auto way = static_cast<Shown>(shown);
      format_set_num_format(format, number_format(way));
      // By its built-in number, under which every spreadsheet knows the text format.
      if (way == Shown::text) format_set_num_format_index(format, kTextFormat);
      if (const auto colour = kColours[kind]) format_set_bg_color(format, *colour);
      if (kind == 1) format_set_bold(format);
      formats_[kind][shown] = format;
    }
  }
}

lxw_format* MarkStyles::of(std::optional<MarkKind> kind, Shown shown) const {
  const std::size_t row = kind ? static_cast<std::size_t>(*kind) + 1 : 0;
  return formats_[row][static_cast<std::size_t>(shown)];
}

std::optional<NumberCell> number_cell(const RawCell& cell, bool epoch_1904) {
  if (cell.kind == CellKind::date) return day_cell(cell.text, epoch_1904);
  if (cell.kind != CellKind::number) return std::nullopt;
  const auto value = double_in(cell.text);
  if (!value || !keeps_digits(*value)) return std::nullopt;
  return NumberCell{*value, Shown::plain};
}

std::string cell_text(std::string_view text) {
  constexpr std::size_t kUnitsMax = 32'767;
  std::string kept;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = length_at(text, at);
    const std::string_view character = text.substr(at, length);
    units += length == 4 ? 2 : 1;
    if (units > kUnitsMax) {
      // Room for the sign that something is missing: the last character goes.
      while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0U) == 0x80) {
        kept.pop_back();
      }
      if (!kept.empty()) kept.pop_back();
      return kept + "\xE2\x80\xA6";
    }
    const bool forbidden = character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
    kept += forbidden ? std::string_view("\xEF\xBF\xBD") : character;
    at += length;
  }
  return kept;
}

std::string sheet_name(std::string_view name) {
  constexpr std::size_t kCharactersMax = 31;
  std::string kept;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < name.size() && characters < kCharactersMax;) {
    const std::size_t length = length_at(name, at);
    const bool forbidden =
        length == 1 && (std::string_view("[]:*?/\\").find(name[at]) != std::string_view::npos ||
                        static_cast<unsigned char>(name[at]) < 0x20);
    kept += forbidden ? std::string_view("_") : name.substr(at, length);
    characters += length == 4 ? 2 : 1;
    at += length;
  }
  if (characters > kCharactersMax) kept.resize(kept.size() - 4);
  if (!kept.empty() && kept.front() == '\'') kept.front() = '_';
  if (!kept.empty() && kept.back() == '\'') kept.back() = '_';
  return kept.empty() ? "Data" : kept;
}

}  // namespace payung::sheets
