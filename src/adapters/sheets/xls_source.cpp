#include "adapters/sheets/xls_source.hpp"

#include <freexl.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "adapters/sheets/row_budget.hpp"
#include "adapters/sheets/xls_facts.hpp"

namespace payung::sheets {
namespace {

using intake::CellKind;
using intake::RawCell;
using intake::RawRow;

struct CloseXls {
  void operator()(const void* handle) const { freexl_close(handle); }
};
using Handle = std::unique_ptr<const void, CloseXls>;

/// The shortest digits that give the same double; whole numbers without an exponent.
std::string number_text(double value) {
  constexpr double kWholeMax = 9'007'199'254'740'992.0;  // beyond, a double skips numbers
  std::array<char, 64> text{};
  char* const end = text.data() + text.size();
  const bool whole = std::abs(value) <= kWholeMax && value == std::trunc(value);
  const auto done = whole ? std::to_chars(text.data(), end, static_cast<std::int64_t>(value))
                          : std::to_chars(text.data(), end, value);
  return {text.data(), done.ptr};
}

class XlsSource final : public intake::TableSource {
 public:
  XlsSource(Handle handle, unsigned sheets, XlsFacts facts, bool epoch_1904, const Limits& limits)
      : handle_(std::move(handle)),
        sheets_(sheets),
        facts_(std::move(facts)),
        epoch_1904_(epoch_1904),
        budget_(limits) {}

  Result<std::optional<intake::SheetInfo>> next_sheet() override {
    if (next_ >= sheets_) return std::optional<intake::SheetInfo>();
    const auto number = static_cast<unsigned short>(next_++);
    const char* name = nullptr;
    if (freexl_get_worksheet_name(handle_.get(), number, &name) != FREEXL_OK ||
        freexl_select_active_worksheet(handle_.get(), number) != FREEXL_OK ||
        freexl_worksheet_dimensions(handle_.get(), &rows_, &columns_) != FREEXL_OK) {
      return Error{Errc::unreadable, "workbook", "a sheet is damaged; save it as .xlsx"};
    }
    row_ = 0;
    const bool hidden = number < facts_.hidden.size() && facts_.hidden[number];
    return std::optional<intake::SheetInfo>(
        intake::SheetInfo{name == nullptr ? "" : name, hidden, epoch_1904_});
  }

  Result<bool> next_row(RawRow& row) override {
    while (row_ < rows_) {
      row.number = ++row_;
      row.cells.clear();
      budget_.begin_row();
      for (unsigned short column = 0; column < columns_; ++column) {
        FreeXL_CellValue value{};
        if (freexl_get_cell_value(handle_.get(), row_ - 1, column, &value) != FREEXL_OK) continue;
        RawCell cell = cell_of(value);
        if (cell.kind == CellKind::empty) continue;
        const std::size_t more = column + std::size_t{1} - row.cells.size();
        const auto status = budget_.add(more, cell.text.size(), row.number);
        if (!status) return status.error();
        row.cells.resize(column);
        row.cells.push_back(std::move(cell));
      }
      if (!row.cells.empty()) return true;
    }
    return false;
  }

 private:
  static RawCell cell_of(const FreeXL_CellValue& value) {
    switch (value.type) {
      case FREEXL_CELL_INT: return {CellKind::number, std::to_string(value.value.int_value)};
      case FREEXL_CELL_DOUBLE: return {CellKind::number, number_text(value.value.double_value)};
      case FREEXL_CELL_TEXT:
      case FREEXL_CELL_SST_TEXT: return text_cell(value.value.text_value);
      case FREEXL_CELL_DATE:
      case FREEXL_CELL_DATETIME:
        return {CellKind::date, std::string(value.value.text_value).substr(0, 10)};
      case FREEXL_CELL_TIME: return text_cell(value.value.text_value);
      default: return {};
    }
  }

  static RawCell text_cell(const char* text) {
    if (text == nullptr || *text == '\0') return {};
    return {CellKind::text, text};
  }

  Handle handle_;
  unsigned sheets_;
  XlsFacts facts_;
  bool epoch_1904_;
  RowBudget budget_;
  unsigned next_ = 0;
  unsigned rows_ = 0;
  unsigned short columns_ = 0;
  unsigned row_ = 0;
};

}  // namespace

Result<std::unique_ptr<intake::TableSource>> xls_table(const std::filesystem::path& path,
                                                       const Limits& limits) {
  auto facts = xls_facts(path, limits);
  if (!facts) return facts.error();
  const void* raw = nullptr;
  const int opened = freexl_open(path.c_str(), &raw);
  Handle handle(raw);
  unsigned password = FREEXL_BIFF_PLAIN;
  if (raw != nullptr) freexl_get_info(raw, FREEXL_BIFF_PASSWORD, &password);
  if (opened == FREEXL_BIFF_OBFUSCATED || password == FREEXL_BIFF_OBFUSCATED) {
    return Error{Errc::unreadable, "file", "it is encrypted; remove the password"};
  }
  unsigned sheets = 0;
  unsigned epoch = 0;
  if (opened != FREEXL_OK ||
      freexl_get_info(handle.get(), FREEXL_BIFF_SHEET_COUNT, &sheets) != FREEXL_OK ||
      freexl_get_info(handle.get(), FREEXL_BIFF_DATEMODE, &epoch) != FREEXL_OK) {
    return Error{Errc::unreadable, "file",
                 "it is damaged or encrypted; open it and save it as .xlsx without a password"};
  }
  return std::unique_ptr<intake::TableSource>(std::make_unique<XlsSource>(
      std::move(handle), sheets, *std::move(facts), epoch == FREEXL_BIFF_DATEMODE_1904, limits));
}

}  // namespace payung::sheets
