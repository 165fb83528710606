// links: base intake synthesis adapters/sheets with expat libxml-2.0 zlib minizip freexl xlsxwriter
// Whatever bytes a csv holds: reading ends, records are numbered one by one, cells are UTF-8 and
// not more than the file gave, and what was read is read again the same when it is written out.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "adapters/sheets/csv_encoding.hpp"
#include "adapters/sheets/csv_source.hpp"
#include "base/csv.hpp"
#include "check.hpp"

namespace payung::sheets {
namespace {

using Records = std::vector<std::vector<std::string>>;

struct Read {
  Records records;
  bool whole = false;
};

Read read(std::string_view bytes) {
  Read all;
  auto source = csv_table(memory_bytes(bytes), Limits{});
  if (!source) {
    FUZZ_CHECK(!source.error().detail.empty());
    return all;
  }
  const auto sheet = (*source)->next_sheet();
  FUZZ_CHECK(sheet && *sheet);
  intake::RawRow row;
  std::uint32_t number = 0;
  while (true) {
    const auto more = (*source)->next_row(row);
    if (!more) FUZZ_CHECK(!more.error().detail.empty());
    if (!more || !*more) {
      all.whole = more.ok();
      return all;
    }
    FUZZ_CHECK(row.number == ++number);
    FUZZ_CHECK(!row.cells.empty());
    auto& record = all.records.emplace_back();
    for (const intake::RawCell& cell : row.cells) {
      FUZZ_CHECK((cell.kind == intake::CellKind::empty) == cell.text.empty());
      FUZZ_CHECK(is_utf8(cell.text, Rest::none));
      FUZZ_CHECK(cell.text.find('\0') == std::string::npos);
      record.push_back(cell.text);
    }
  }
}

void check(std::string_view bytes) {
  const Read first = read(bytes);
  std::size_t texts = 0;
  std::string again = "sep=,\n";
  for (const auto& record : first.records) {
    std::string line;
    for (const std::string& text : record) {
      texts += text.size();
      append_csv(line, text, CsvReader::machine);
    }
    again += line + "\n";
  }
  // A byte becomes at most three: the euro sign of Windows-1252, or U+FFFD.
  FUZZ_CHECK(texts <= 3 * bytes.size() + 3);
  if (!first.whole) return;
  const Read second = read(again);
  if (second.whole) FUZZ_CHECK(second.records == first.records);
}

}  // namespace
}  // namespace payung::sheets

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  payung::sheets::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
