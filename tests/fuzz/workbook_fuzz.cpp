// links: base intake synthesis adapters/sheets with expat libxml-2.0 zlib minizip freexl xlsxwriter
// Whatever a workbook holds: reading ends, within the limits it was given, and a refusal says why.
// The first byte chooses what the rest is: a whole file, or one part of a workbook that is sound
// otherwise, so that the fuzzer need not learn to zip.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "adapters/sheets/csv_encoding.hpp"
#include "adapters/sheets/open.hpp"
#include "adapters/sheets/zip_testing.hpp"
#include "check.hpp"

namespace payung::sheets {
namespace {

Limits small_limits() {
  Limits limits;
  limits.inflated_bytes_max = std::uint64_t{16} << 20U;
  limits.row_bytes_max = std::uint64_t{1} << 20U;
  limits.cells_max = 200'000;
  limits.rows_max = 5'000;
  return limits;
}

void check_row(const intake::RawRow& row, const Limits& limits) {
  FUZZ_CHECK(row.number >= 1);
  FUZZ_CHECK(row.cells.size() <= limits.columns_max);
  std::uint64_t bytes = 0;
  for (const intake::RawCell& cell : row.cells) {
    FUZZ_CHECK((cell.kind == intake::CellKind::empty) == cell.text.empty());
    FUZZ_CHECK(cell.text.size() <= limits.cell_bytes_max);
    FUZZ_CHECK(is_utf8(cell.text, Rest::none));
    bytes += cell.text.size();
  }
  FUZZ_CHECK(bytes <= limits.row_bytes_max);
}

void check(Result<std::unique_ptr<intake::TableSource>> source, const Limits& limits) {
  const auto refused = [](const Error& error) { FUZZ_CHECK(!error.detail.empty()); };
  if (!source) return refused(source.error());
  intake::RawRow row;
  std::uint64_t cells = 0;
  while (true) {
    const auto sheet = (*source)->next_sheet();
    if (!sheet) return refused(sheet.error());
    if (!*sheet) return;
    std::set<std::uint32_t> numbers;
    while (true) {
      const auto more = (*source)->next_row(row);
      if (!more) return refused(more.error());
      if (!*more) break;
      check_row(row, limits);
      FUZZ_CHECK(numbers.insert(row.number).second);
      cells += row.cells.size();
    }
    FUZZ_CHECK(cells <= limits.cells_max);
  }
}

/// The library of .xls reads files only: this one has no name and stays in memory.
void check_as_file(std::string_view bytes, const Limits& limits) {
  const int file = memfd_create("workbook", 0);
  if (file < 0) return;
  if (write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())) {
    check(open_table("/proc/self/fd/" + std::to_string(file), limits), limits);
  }
  close(file);
}

void check(std::string_view bytes) {
  const Limits limits = small_limits();
  if (bytes.empty()) return;
  const char kind = bytes.front();
  const std::string rest(bytes.substr(1));
  auto parts =
      made::xlsx_parts("<row><c t=\"s\" s=\"2\"><v>0</v></c><c s=\"2\"><v>1</v></c></row>");
  std::string file;
  switch (kind) {
    case 's': parts["xl/worksheets/sheet1.xml"] = rest; break;
    case 't': parts["xl/sharedStrings.xml"] = rest; break;
    case 'f': parts["xl/styles.xml"] = rest; break;
    case 'w': parts["xl/workbook.xml"] = rest; break;
    case 'r': parts["xl/_rels/workbook.xml.rels"] = rest; break;
    case 'o':
      file = made::zip(std::map<std::string, std::string>{
          {"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", rest}});
      break;
    case 'x': return check_as_file(rest, limits);
    default: file = std::string(bytes);
  }
  if (file.empty()) file = made::zip(parts);
  check(open_table_in_memory(file, limits), limits);
}

}  // namespace
}  // namespace payung::sheets

/// The library of .xls forgets some memory of a file that it refuses; nothing of ours hides behind.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfreexl\n"; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  payung::sheets::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
