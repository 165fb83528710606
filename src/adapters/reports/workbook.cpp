#include <xlsxwriter.h>

#include <algorithm>
#include <memory>

#include "adapters/reports/tables.hpp"

namespace payung::reports {
namespace {

struct CloseWorkbook {
  void operator()(lxw_workbook* workbook) const { static_cast<void>(workbook_close(workbook)); }
};

/// Widths of columns, in letters: what is longer is cut by the next cell, not by us.
constexpr double kNarrow = 12;
constexpr double kWide = 60;

struct Formats {
  lxw_format* heading;
  lxw_format* count;
  lxw_format* money;
};

Formats make_formats(lxw_workbook* workbook) {
  Formats formats{workbook_add_format(workbook), workbook_add_format(workbook),
                  workbook_add_format(workbook)};
  format_set_bold(formats.heading);
  format_set_bg_color(formats.heading, 0xE6EDEA);
  format_set_text_wrap(formats.heading);
  format_set_num_format(formats.count, "#,##0");
  format_set_num_format(formats.money, "\"Rp\"#,##0");
  return formats;
}

/// Writes one cell. Words go in as text and never as a formula; whole numbers up to 2^53 are exact
/// in a spreadsheet, larger ones are written as text.
struct CellWriter {
  lxw_worksheet* sheet;
  const Formats& formats;
  const Words& words;
  std::string_view language;
  lxw_row_t row;
  lxw_col_t column;
  double& width;  ///< of the column: grows with the words

  void number(std::int64_t value, lxw_format* format) const {
    constexpr std::int64_t exact_max = std::int64_t{1} << 53;
    if (value > exact_max || value < -exact_max) {
      text(std::to_string(value));
    } else {
      worksheet_write_number(sheet, row, column, static_cast<double>(value), format);
    }
  }
  void text(const std::string& value) const {
    width = std::max(width, static_cast<double>(value.size()) + 2);
    worksheet_write_string(sheet, row, column, value.c_str(), nullptr);
  }
  void operator()(std::monostate) const {}
  void operator()(const std::string& plain) const { text(plain); }
  void operator()(const evaluation::Label& label) const { text(words(language, label.key)); }
  void operator()(std::int64_t count) const { number(count, formats.count); }
  void operator()(Rupiah amount) const { number(amount.amount(), formats.money); }
  void operator()(const potential::Share& share) const {
    text(language == "id" ? share.text_id() : share.text_en());
  }
};

void write_sheet(lxw_workbook* workbook, const Formats& formats, const evaluation::Table& table,
                 const Words& words, std::string_view language) {
  const std::string name = words(language, "report.sheet." + table.key);
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, name.c_str());
  // A name that spreadsheets refuse is no reason to go without the sheet.
  if (sheet == nullptr) sheet = workbook_add_worksheet(workbook, nullptr);
  const auto columns = static_cast<lxw_col_t>(table.columns.size());
  std::vector<double> widths(table.columns.size(), kNarrow);
  for (lxw_col_t i = 0; i < columns; ++i) {
    const std::string heading = words(language, table.columns[i].key);
    worksheet_write_string(sheet, 0, i, heading.c_str(), formats.heading);
    // The sign of the filter stands beside it.
    widths[i] = std::max(widths[i], static_cast<double>(heading.size()) + 5);
  }
  lxw_row_t row_number = 1;
  for (const auto& row : table.rows) {
    for (lxw_col_t i = 0; i < static_cast<lxw_col_t>(row.cells.size()); ++i) {
      std::visit(CellWriter{sheet, formats, words, language, row_number, i, widths[i]},
                 row.cells[i]);
    }
    ++row_number;
  }
  for (lxw_col_t i = 0; i < columns; ++i) {
    worksheet_set_column(sheet, i, i, std::min(widths[i], kWide), nullptr);
  }
  worksheet_freeze_panes(sheet, 1, 0);
  if (row_number > 1) {
    worksheet_autofilter(sheet, 0, 0, row_number - 1, static_cast<lxw_col_t>(columns - 1));
  }
}

}  // namespace

Status write_workbook(const std::filesystem::path& path,
                      const std::vector<evaluation::Table>& tables, const Words& words,
                      std::string_view language) {
  std::unique_ptr<lxw_workbook, CloseWorkbook> workbook(workbook_new(path.c_str()));
  if (!workbook) return Error{Errc::io, path.filename().string(), "the workbook cannot be made"};
  const Formats formats = make_formats(workbook.get());
  for (const auto& table : tables) write_sheet(workbook.get(), formats, table, words, language);
  if (const auto failed = workbook_close(workbook.release()); failed != LXW_NO_ERROR) {
    return Error{Errc::io, path.filename().string(), lxw_strerror(failed)};
  }
  return {};
}

}  // namespace payung::reports
