#include "adapters/sheets/agency_workbook.hpp"

#include <xlsxwriter.h>

#include <charconv>

#include "adapters/sheets/agency_layout.hpp"
#include "base/csv.hpp"

namespace payung::sheets {
namespace {

constexpr std::int64_t kRowsPerFile = 25'000;

Error io_error(const std::filesystem::path& path) {
  return {Errc::io, path.string(), "cannot be written"};
}

/// A semicolon or comma file; the first record is the header.
class CsvTable final : public AgencyTable {
 public:
  CsvTable(std::filesystem::path path, Layout layout, std::string place)
      : path_(std::move(path)),
        layout_(std::move(layout)),
        place_(std::move(place)),
        stream_(path_, std::ios::binary | std::ios::trunc) {
    if (layout_.form == SheetForm::utf8_csv) stream_ << "\xEF\xBB\xBF";
    std::vector<LayoutCell> header;
    for (const LayoutColumn& column : layout_.columns) {
      header.push_back({LayoutCell::Kind::text, column.header});
    }
    write(header);
  }

  Result<Place> add(const synthesis::Record& record) override {
    write(cells_of(record, place_, records_));
    if (!stream_) return io_error(path_);
    return Place{path_.filename().string(), {}, records_};
  }

  Status close() override {
    stream_.close();
    return stream_ ? Status{} : Status(io_error(path_));
  }

 private:
  void write(const std::vector<LayoutCell>& cells) {
    const char between = layout_.form == SheetForm::windows_csv ? ';' : ',';
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line += between;
      put(line, cells[i].text, between);
    }
    stream_ << line << "\r\n";
    ++records_;
  }

  static void put(std::string& line, const std::string& text, char between) {
    const bool quoted = text.find(between) != std::string::npos ||
                        text.find_first_of("\"\r\n") != std::string::npos;
    if (!quoted) {
      line += text;
      return;
    }
    line += '"';
    for (const char letter : text) {
      if (letter == '"') line += '"';
      line += letter;
    }
    line += '"';
  }

  std::filesystem::path path_;
  Layout layout_;
  std::string place_;
  std::ofstream stream_;
  std::int64_t records_ = 0;
};

struct WorkbookCloser {
  void operator()(lxw_workbook* workbook) const { static_cast<void>(workbook_close(workbook)); }
};

/// One .xlsx file.
class XlsxTable final : public AgencyTable {
 public:
  XlsxTable(std::filesystem::path path, Layout layout, std::string place, Date as_of)
      : path_(std::move(path)),
        layout_(std::move(layout)),
        place_(std::move(place)),
        as_of_(as_of),
        workbook_(workbook_new(path_.c_str())) {
    lxw_doc_properties properties{};
    // The day of the list and not of the clock: the file is the same in every run.
    properties.created = static_cast<time_t>(as_of_.days_since_1970()) * 86'400;
    workbook_set_properties(workbook_.get(), &properties);
    day_ = workbook_add_format(workbook_.get());
    format_set_num_format(day_, "dd/mm/yyyy");
    head_ = workbook_add_format(workbook_.get());
    format_set_bold(head_);
    format_set_align(head_, LXW_ALIGN_CENTER);
    format_set_border(head_, LXW_BORDER_THIN);
    for (const std::string& name : layout_.sheets) begin_sheet(name);
    if (layout_.form == SheetForm::market_xlsx) add_hidden_sheet();
  }

  Result<Place> add(const synthesis::Record& record) override {
    Sheet& sheet = sheets_[static_cast<std::size_t>(rows_++) % sheets_.size()];
    const auto cells = cells_of(record, place_, ++sheet.people);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!put(sheet, static_cast<lxw_col_t>(i), cells[i])) return io_error(path_);
    }
    ++sheet.row;
    return Place{path_.filename().string(), sheet.name, static_cast<std::int64_t>(sheet.row)};
  }

  Status close() override {
    if (layout_.form == SheetForm::titled_xlsx) {
      for (Sheet& sheet : sheets_) end_sheet(sheet);
    }
    const lxw_error error = workbook_close(workbook_.release());
    return error == LXW_NO_ERROR ? Status{} : Status(io_error(path_));
  }

 private:
  struct Sheet {
    std::string name;
    lxw_worksheet* sheet = nullptr;
    lxw_row_t row = 0;  ///< the next one to write, from 0
    std::int64_t people = 0;
  };

  static void write_text(lxw_worksheet* to, lxw_row_t row, std::size_t column,
                         const std::string& text, lxw_format* format) {
    worksheet_write_string(to, row, static_cast<lxw_col_t>(column), text.c_str(), format);
  }

  void begin_sheet(const std::string& name) {
    Sheet sheet{name, workbook_add_worksheet(workbook_.get(), name.c_str()), 0, 0};
    const auto last = static_cast<lxw_col_t>(layout_.columns.size() - 1);
    for (const std::string& title : layout_.titles) {
      const bool market = layout_.form == SheetForm::market_xlsx;
      const std::string text = market ? title + " " + name : title;
      if (layout_.form == SheetForm::titled_xlsx) {
        worksheet_merge_range(sheet.sheet, sheet.row, 0, sheet.row, last, text.c_str(), head_);
      } else {
        write_text(sheet.sheet, sheet.row, 0, text, nullptr);
      }
      ++sheet.row;
    }
    if (!layout_.titles.empty()) ++sheet.row;
    if (layout_.form == SheetForm::titled_xlsx) {
      write_merged_header(sheet);
    } else {
      for (std::size_t i = 0; i < layout_.columns.size(); ++i) {
        write_text(sheet.sheet, sheet.row, i, layout_.columns[i].header, head_);
      }
      ++sheet.row;
    }
    sheets_.push_back(std::move(sheet));
  }

  /// Two rows: a column without a group is merged downward, a group over its columns.
  void write_merged_header(Sheet& sheet) {
    const auto& columns = layout_.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto first = static_cast<lxw_col_t>(i);
      if (columns[i].group.empty()) {
        worksheet_merge_range(sheet.sheet, sheet.row, first, sheet.row + 1, first,
                              columns[i].header.c_str(), head_);
        continue;
      }
      const std::size_t begin = i;
      while (i + 1 < columns.size() && columns[i + 1].group == columns[begin].group) ++i;
      worksheet_merge_range(sheet.sheet, sheet.row, first, sheet.row, static_cast<lxw_col_t>(i),
                            columns[begin].group.c_str(), head_);
      for (std::size_t c = begin; c <= i; ++c) {
        write_text(sheet.sheet, sheet.row + 1, c, columns[c].header, head_);
      }
    }
    sheet.row += 2;
  }

  void add_hidden_sheet() {
    lxw_worksheet* codes = workbook_add_worksheet(workbook_.get(), "kode");
    write_text(codes, 0, 0, "A", nullptr);
    write_text(codes, 0, 1, "Sayur", nullptr);
    worksheet_hide(codes);
  }

  void end_sheet(Sheet& sheet) {
    write_text(sheet.sheet, sheet.row, 1, "JUMLAH", head_);
    write_text(sheet.sheet, sheet.row, 2, std::to_string(sheet.people) + " orang", head_);
    write_text(sheet.sheet, sheet.row + 3, 7, place_ + ", " + as_of_.text(), nullptr);
    write_text(sheet.sheet, sheet.row + 4, 7, "Kepala Dinas", nullptr);
  }

  bool put(Sheet& sheet, lxw_col_t column, const LayoutCell& cell) {
    if (cell.text.empty()) return true;
    switch (cell.kind) {
      case LayoutCell::Kind::text:
        return worksheet_write_string(sheet.sheet, sheet.row, column, cell.text.c_str(), nullptr) ==
               LXW_NO_ERROR;
      case LayoutCell::Kind::number: {
        double number = 0;
        std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), number);
        return worksheet_write_number(sheet.sheet, sheet.row, column, number, nullptr) ==
               LXW_NO_ERROR;
      }
      case LayoutCell::Kind::date: {
        const auto date = Date::parse(cell.text);
        if (!date) return false;
        lxw_datetime day{date->year(), date->month(), date->day(), 0, 0, 0};
        return worksheet_write_datetime(sheet.sheet, sheet.row, column, &day, day_) == LXW_NO_ERROR;
      }
    }
    return false;
  }

  std::filesystem::path path_;
  Layout layout_;
  std::string place_;
  Date as_of_;
  std::unique_ptr<lxw_workbook, WorkbookCloser> workbook_;
  lxw_format* day_ = nullptr;
  lxw_format* head_ = nullptr;
  std::vector<Sheet> sheets_;
  std::int64_t rows_ = 0;
};

bool is_csv(SheetForm form) {
  return form == SheetForm::windows_csv || form == SheetForm::utf8_csv;
}

}  // namespace

Status AgencyWorkbooks::open() {
  std::error_code failed;
  std::filesystem::create_directories(folder_ / "workbooks", failed);
  if (failed) return Error{Errc::io, folder_.string(), failed.message()};
  written_.push_back(folder_ / "workbooks.csv");
  origins_.open(written_.back(), std::ios::binary | std::ios::trunc);
  origins_ << "file,sheet,row,record_id\n";
  return origins_ ? Status{} : Status(io_error(written_.back()));
}

Status AgencyWorkbooks::record(const synthesis::Record& record) {
  const auto list = static_cast<std::size_t>(record.list);
  auto& table = tables_[list];
  const bool csv = is_csv(form_of(record.list));
  if (table && !csv && rows_[list] % kRowsPerFile == 0) {
    if (auto closed = table->close(); !closed) return closed;
    table.reset();
  }
  if (!table) {
    Layout layout = layout_of(record.list, place_, as_of_.year());
    const std::int64_t part = rows_[list] / kRowsPerFile + 1;
    const std::string suffix = part == 1 ? "" : "-" + std::to_string(part);
    const auto path = folder_ / "workbooks" / (layout.file + suffix + (csv ? ".csv" : ".xlsx"));
    written_.push_back(path);
    if (csv) {
      table = std::make_unique<CsvTable>(path, std::move(layout), place_);
    } else {
      table = std::make_unique<XlsxTable>(path, std::move(layout), place_, as_of_);
    }
  }
  ++rows_[list];
  const auto place = table->add(record);
  if (!place) return place.error();
  std::string line;
  append_csv(line, place->file, CsvReader::machine);
  append_csv(line, place->sheet, CsvReader::machine);
  append_csv(line, std::to_string(place->row), CsvReader::machine);
  append_csv(line, record.cell(synthesis::Column::record_id), CsvReader::machine);
  origins_ << line << '\n';
  return {};
}

Status AgencyWorkbooks::close() {
  for (auto& table : tables_) {
    if (!table) continue;
    if (auto closed = table->close(); !closed) return closed;
    table.reset();
  }
  origins_.close();
  return origins_ ? Status{} : Status(io_error(folder_ / "workbooks.csv"));
}

void AgencyWorkbooks::discard() {
  for (auto& table : tables_) table.reset();
  origins_.close();
  std::error_code ignored;
  for (const auto& path : written_) std::filesystem::remove(path, ignored);
  std::filesystem::remove(folder_ / "workbooks", ignored);
  std::filesystem::remove(folder_, ignored);
}

}  // namespace payung::sheets
