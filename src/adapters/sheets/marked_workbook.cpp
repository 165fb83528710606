#include "adapters/sheets/marked_workbook.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "adapters/sheets/marked_cells.hpp"

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;
using intake::RawRow;

constexpr std::uint32_t kRowsPerSheet = 1'048'576;
constexpr std::size_t kColumnsMax = 16'384;
constexpr double kStatusWidth = 14;
constexpr double kReasonWidth = 60;

using RowMarks = std::map<std::uint32_t, const RowMark*>;

/// What the first reading tells of a sheet.
struct SheetShape {
  std::size_t width = 0;     ///< columns of the widest row
  std::size_t marks_at = 0;  ///< the first of the two columns of the marks
  bool hidden = false;
};

struct BookShape {
  std::vector<SheetShape> sheets;
  bool ordered = true;  ///< rows come in the order of their numbers
};

/// Right of the widest row. When a stray cell stands at the sheet's very end, the first two free
/// columns right of those that more than one row fills; else any two. `filled`: rows, by column.
std::optional<std::size_t> columns_for_marks(const std::vector<std::uint32_t>& filled) {
  if (filled.size() + 2 <= kColumnsMax) return filled.size();
  const auto free_from = [&](std::size_t from) -> std::optional<std::size_t> {
    for (std::size_t c = from; c + 1 < filled.size(); ++c) {
      if (filled[c] == 0 && filled[c + 1] == 0) return c;
    }
    return std::nullopt;
  };
  constexpr std::size_t kNearEnd = 2;  // where strays stand
  std::size_t list_end = 0;
  for (std::size_t c = 0; c + kNearEnd < filled.size(); ++c) {
    if (filled[c] > 1) list_end = c + 1;
  }
  const auto beside = free_from(list_end);
  return beside ? beside : free_from(0);
}

Result<BookShape> shape_of(const intake::Opener& open) {
  auto source = open();
  if (!source) return source.error();
  BookShape book;
  RawRow row;
  while (true) {
    const auto info = (*source)->next_sheet();
    if (!info) return info.error();
    if (!*info) return book;
    SheetShape sheet;
    sheet.hidden = (*info)->hidden;
    std::vector<std::uint32_t> filled;
    std::uint32_t last = 0;
    while (true) {
      const auto more = (*source)->next_row(row);
      if (!more) return more.error();
      if (!*more) break;
      sheet.width = std::max(sheet.width, row.cells.size());
      if (filled.size() < sheet.width) filled.resize(sheet.width);
      for (std::size_t c = 0; c < row.cells.size(); ++c) {
        filled[c] += row.cells[c].kind == CellKind::empty ? 0U : 1U;
      }
      book.ordered = book.ordered && row.number > last;
      last = row.number;
    }
    const auto marks_at = columns_for_marks(filled);
    if (!marks_at) {
      return Error{Errc::unsupported, "list",
                   "no two columns are left beside the list; delete empty columns"};
    }
    sheet.marks_at = *marks_at;
    book.sheets.push_back(sheet);
  }
}

/// One sheet of the source, which may go on in further sheets of the copy.
class SheetCopy {
 public:
  SheetCopy(lxw_workbook* book, const MarkStyles& styles, std::set<std::string>& names,
            const intake::SheetInfo& info, const SheetShape& shape)
      : book_(book), styles_(styles), names_(names), info_(info), shape_(shape) {
    begin_sheet();
  }

  /// The first sheet of the copy.
  lxw_worksheet* first() const { return first_; }

  Status row(const RawRow& row, const RowMark* mark) {
    const auto line = line_of(row.number);
    if (!line) return line.error();
    const auto kind = mark == nullptr ? std::nullopt : std::optional<MarkKind>(mark->kind);
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      put(*line, column, row.cells[column], kind);
    }
    if (mark != nullptr) {
      for (std::size_t column = row.cells.size(); column < shape_.marks_at; ++column) {
        put(*line, column, RawCell{}, kind);
      }
      put_mark(*line, *mark);
    }
    return failed_ ? Status(broken()) : Status{};
  }

 private:
  static Error broken() { return {Errc::io, "workbook", "a cell cannot be written"}; }

  /// A CSV may be longer than a sheet. `page`: how many sheets of the copy are full.
  Result<lxw_row_t> line_of(std::uint32_t number) {
    const std::uint32_t page = (number - 1) / kRowsPerSheet;
    while (page_ < page) {
      ++page_;
      begin_sheet();
    }
    if (failed_) return broken();
    return static_cast<lxw_row_t>((number - 1) % kRowsPerSheet);
  }

  void begin_sheet() {
    sheet_ = workbook_add_worksheet(book_, free_name().c_str());
    if (sheet_ == nullptr) {
      failed_ = true;
      return;
    }
    if (first_ == nullptr) first_ = sheet_;
    const auto status = static_cast<lxw_col_t>(shape_.marks_at);
    const auto reason = static_cast<lxw_col_t>(shape_.marks_at + 1);
    check(worksheet_set_column(sheet_, status, status, kStatusWidth, nullptr));
    check(worksheet_set_column(sheet_, reason, reason, kReasonWidth, nullptr));
  }

  /// Names are told apart without regard to case.
  std::string free_name() {
    const std::string wanted = sheet_name(info_.name);
    std::string name = wanted;
    for (int number = 2; !names_.insert(folded(name)).second; ++number) {
      const std::string end = " (" + std::to_string(number) + ")";
      std::string start = wanted.substr(0, 31 - end.size());
      // Not to cut a character in two.
      while (!start.empty() && static_cast<unsigned char>(start.back()) >= 0x80) start.pop_back();
      name = start + end;
    }
    return name;
  }

  static std::string folded(std::string name) {
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return name;
  }

  void put(lxw_row_t line, std::size_t column, const RawCell& cell, std::optional<MarkKind> kind) {
    const auto place = static_cast<lxw_col_t>(column);
    if (cell.kind == CellKind::empty) {
      if (kind) check(worksheet_write_blank(sheet_, line, place, styles_.of(kind, Shown::text)));
    } else if (const auto number = number_cell(cell, info_.epoch_1904)) {
      check(worksheet_write_number(sheet_, line, place, number->value,
                                   styles_.of(kind, number->shown)));
    } else if (cell.kind == CellKind::boolean) {
      check(worksheet_write_boolean(sheet_, line, place, cell.text == "TRUE" ? 1 : 0,
                                    styles_.of(kind, Shown::plain)));
    } else {
      put_text(line, column, cell.text, styles_.of(kind, Shown::text));
    }
  }

  void put_text(lxw_row_t line, std::size_t column, std::string_view text, lxw_format* format) {
    check(worksheet_write_string(sheet_, line, static_cast<lxw_col_t>(column),
                                 cell_text(text).c_str(), format));
  }

  void put_mark(lxw_row_t line, const RowMark& mark) {
    lxw_format* format = styles_.of(mark.kind, Shown::text);
    put_text(line, shape_.marks_at, mark.status, format);
    put_text(line, shape_.marks_at + 1, mark.reason, format);
  }

  void check(lxw_error error) { failed_ = failed_ || error != LXW_NO_ERROR; }

  lxw_workbook* book_;
  const MarkStyles& styles_;
  std::set<std::string>& names_;
  const intake::SheetInfo& info_;
  SheetShape shape_;
  lxw_worksheet* first_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  std::uint32_t page_ = 0;
  bool failed_ = false;
};

struct CloseBook {
  void operator()(lxw_workbook* book) const { static_cast<void>(workbook_close(book)); }
};
using Book = std::unique_ptr<lxw_workbook, CloseBook>;

/// Takes the unfinished file away unless it was given its name.
class PartFile {
 public:
  explicit PartFile(const std::filesystem::path& whole) : path_(whole) { path_ += ".part"; }
  ~PartFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The copy, sheet by sheet.
class BookCopy {
 public:
  BookCopy(lxw_workbook* book, BookShape shape, std::span<const RowMark> marks)
      : book_(book), styles_(book), shape_(std::move(shape)) {
    for (const RowMark& mark : marks) {
      if (mark.row > 0) marks_[mark.sheet][mark.row] = &mark;
    }
    for (auto& [sheet, rows] : marks_) add_header(rows);
  }

  Status copy(intake::TableSource& source) {
    RawRow row;
    for (std::size_t number = 0;; ++number) {
      const auto info = source.next_sheet();
      if (!info) return info.error();
      if (!*info) return show_first();
      if (number >= shape_.sheets.size()) return changed();
      const SheetShape& shape = shape_.sheets[number];
      SheetCopy sheet(book_, styles_, names_, **info, shape);
      if (const auto status = copy_rows(source, row, sheet, (*info)->name, shape); !status) {
        return status;
      }
      sheets_.push_back(sheet.first());
    }
  }

 private:
  static Error changed() { return {Errc::io, "file", "it changed while it was read; do it again"}; }

  void add_header(RowMarks& rows) const {
    const bool has = std::any_of(rows.begin(), rows.end(), [](const auto& entry) {
      return entry.second->kind == MarkKind::header;
    });
    const std::uint32_t first = rows.begin()->first;
    if (!has && first > 1) rows[first - 1] = &header_;
  }

  Status copy_rows(intake::TableSource& source, RawRow& row, SheetCopy& sheet,
                   const std::string& name, const SheetShape& shape) {
    const auto found = marks_.find(name);
    RowMarks left = found == marks_.end() ? RowMarks{} : found->second;
    while (true) {
      const auto more = source.next_row(row);
      if (!more) return more.error();
      if (!*more) return flush(sheet, left, left.end());
      if (row.cells.size() > shape.width) return changed();
      if (shape_.ordered) {
        if (const auto status = flush(sheet, left, left.lower_bound(row.number)); !status) {
          return status;
        }
      }
      const auto mark = left.extract(row.number);
      if (const auto status = sheet.row(row, mark.empty() ? nullptr : mark.mapped()); !status) {
        return status;
      }
    }
  }

  /// Marks of rows that hold nothing, so that the source left them out.
  static Status flush(SheetCopy& sheet, RowMarks& left, RowMarks::iterator until) {
    RawRow empty;
    for (auto mark = left.begin(); mark != until; mark = left.erase(mark)) {
      empty.number = mark->first;
      if (const auto status = sheet.row(empty, mark->second); !status) return status;
    }
    return {};
  }

  /// Hides what was hidden. One sheet must stay visible, and it is the one that opens.
  Status show_first() {
    std::size_t shown = 0;
    while (shown < sheets_.size() && shape_.sheets[shown].hidden) ++shown;
    if (shown == sheets_.size()) shown = 0;
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      if (sheets_[i] == nullptr) return Error{Errc::io, "workbook", "a sheet cannot be written"};
      if (i == shown) {
        worksheet_activate(sheets_[i]);
        worksheet_set_first_sheet(sheets_[i]);
      } else if (shape_.sheets[i].hidden) {
        worksheet_hide(sheets_[i]);
      }
    }
    return {};
  }

  lxw_workbook* book_;
  MarkStyles styles_;
  BookShape shape_;
  RowMark header_{"", 0, MarkKind::header, "Status", "Alasan / Reason"};
  std::map<std::string, RowMarks, std::less<>> marks_;
  std::set<std::string> names_;
  std::vector<lxw_worksheet*> sheets_;
};

}  // namespace

Status write_marked_workbook(const std::filesystem::path& source, std::span<const RowMark> marks,
                             const std::filesystem::path& out, Date as_of, const Limits& limits) {
  return write_marked_workbook([&] { return open_table(source, limits); }, marks, out, as_of);
}

Status write_marked_workbook(const intake::Opener& open, std::span<const RowMark> marks,
                             const std::filesystem::path& out, Date as_of) {
  auto shape = shape_of(open);
  if (!shape) return shape.error();
  auto table = open();
  if (!table) return table.error();
  const PartFile part(out);
  // Asked first, because libxlsxwriter prints when it cannot.
  if (!std::ofstream(part.path(), std::ios::binary)) {
    return Error{Errc::io, out.string(), "it cannot be written; is there room, and may you?"};
  }
  lxw_workbook_options options{};
  // Rows in order go out one by one; a file with rows out of order is rare and kept in memory.
  options.constant_memory = shape->ordered ? LXW_TRUE : LXW_FALSE;
  Book book(workbook_new_opt(part.path().c_str(), &options));
  if (!book) return Error{Errc::io, out.string(), "it cannot be written"};
  lxw_doc_properties properties{};
  properties.created = static_cast<time_t>(as_of.days_since_1970()) * 86'400;
  workbook_set_properties(book.get(), &properties);
  BookCopy copy(book.get(), *std::move(shape), marks);
  if (const auto status = copy.copy(**table); !status) return status;
  std::error_code renamed;
  const lxw_error closed = workbook_close(book.release());
  if (closed == LXW_NO_ERROR) std::filesystem::rename(part.path(), out, renamed);
  if (closed != LXW_NO_ERROR || renamed) {
    return Error{Errc::io, out.string(), "it cannot be written; is there room, and may you?"};
  }
  return {};
}

}  // namespace payung::sheets
