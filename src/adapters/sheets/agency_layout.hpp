#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "synthesis/lists.hpp"

/// What an agency's own workbook looks like: titles, columns and how it writes a cell.
namespace payung::sheets {

enum class SheetForm : std::uint8_t {
  titled_xlsx,  ///< title rows, a header of two merged rows, totals and signature at the foot
  market_xlsx,  ///< a sheet per market, place and date in one cell, a hidden sheet
  plain_xlsx,   ///< an export: one header row
  simple_xlsx,  ///< a volunteer's table: a title, dates in words
  windows_csv,  ///< semicolons, Windows-1252, two-digit years
  utf8_csv,     ///< commas, UTF-8 with a byte order mark
};

struct LayoutColumn {
  std::string group;  ///< upper header where two columns stand under one; empty: none
  std::string header;
};

struct LayoutCell {
  enum class Kind : std::uint8_t { text, number, date } kind = Kind::text;
  std::string text;  ///< a date is ISO
};

struct Layout {
  SheetForm form;
  std::string file;  ///< without ending
  std::vector<std::string> titles;
  std::vector<std::string> sheets;
  std::vector<LayoutColumn> columns;
};

SheetForm form_of(synthesis::ListKind list);

/// `place`: the regency's name. `year`: of the list.
Layout layout_of(synthesis::ListKind list, const std::string& place, int year);

/// The cells of one row; `number` is the running number in its sheet.
std::vector<LayoutCell> cells_of(const synthesis::Record& record, const std::string& place,
                                 std::int64_t number);

}  // namespace payung::sheets
