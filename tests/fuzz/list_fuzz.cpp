// links: base intake
// Whatever cells a sheet holds: reading ends, every row is accepted or waits with an error that
// says why, and what is said about a row agrees with it.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "check.hpp"
#include "intake/difference.hpp"
#include "intake/memory_table.hpp"
#include "intake/read_list.hpp"

namespace payung::intake {
namespace {

const RegionTable& regions() {
  static const RegionTable table = *RegionTable::load(
      "code,name\n33,Jawa Tengah\n33.19,Kabupaten Kudus\n33.19.03,Jati\n33.19.04,Undaan\n"
      "33.19.03.2001,Jetiskapuan\n33.19.04.2001,Wates\n33.19.04.2002,Undaan Lor\n",
      "code,name,last_seen_in_table_of\n33.98,Kabupaten Lama,2010\n");
  return table;
}

const Words& words() {
  static const Words all = *Words::load(
      "field,alias\nignored,no\nnik,nik\nkk,no kk\nname,nama\nbirth_place,tempat lahir\n"
      "birth_date,tanggal lahir\nplace_and_date,ttl\nsex,jenis kelamin\naddress,alamat\n"
      "village,desa\nphone,no hp\noccupation,pekerjaan\ndecile,desil\ncondition,status\n"
      "name_and_nik,nama nik\nhead_name,kepala keluarga\nhead_nik,nik kepala keluarga\n"
      "birth_year,tahun lahir\nincome,upah\nkpj,kpj\ncovered_until,aktif sampai\nvillage_code,kode "
      "desa\nrt_and_rw,rt rw\n",
      "sector,occupation\nagriculture,petani\ntransport,ojek\n");
  return all;
}

/// Lines of cells between semicolons; '\f' begins a sheet. A cell's first byte may make it a
/// number (#), a date (%), an error (!) or a truth value (?).
std::vector<MemorySheet> sheets_of(const std::uint8_t* data, std::size_t size) {
  std::vector<MemorySheet> sheets(1);
  RawRow row;
  RawCell cell;
  const auto end_cell = [&] {
    if (cell.kind == CellKind::empty && !cell.text.empty()) cell.kind = CellKind::text;
    row.cells.push_back(cell);
    cell = {};
  };
  const auto end_row = [&] {
    end_cell();
    row.number = static_cast<std::uint32_t>(sheets.back().rows.size() + 1);
    sheets.back().rows.push_back(row);
    row = {};
  };
  for (std::size_t i = 0; i < size; ++i) {
    const char c = static_cast<char>(data[i]);
    const bool first = cell.kind == CellKind::empty && cell.text.empty();
    if (c == '\n') {
      end_row();
    } else if (c == ';') {
      end_cell();
    } else if (c == '\f') {
      end_row();
      sheets.emplace_back();
      sheets.back().info.name = "sheet " + std::to_string(sheets.size());
      sheets.back().info.epoch_1904 = sheets.size() % 2 == 0;
    } else if (first && c == '#') {
      cell.kind = CellKind::number;
    } else if (first && c == '%') {
      cell.kind = CellKind::date;
    } else if (first && c == '!') {
      cell.kind = CellKind::error;
    } else if (first && c == '?') {
      cell.kind = CellKind::boolean;
    } else {
      cell.text += c;
    }
  }
  end_row();
  return sheets;
}

void check_row(const Row& row, std::span<const Finding> findings) {
  bool error = false;
  for (const Finding& finding : findings) {
    FUZZ_CHECK(finding.sheet == row.sheet && finding.row == row.number);
    FUZZ_CHECK(!to_text(finding.code).empty());
    error = error || finding.severity == Severity::error;
  }
  FUZZ_CHECK(error == (row.status == RowStatus::waiting));
  FUZZ_CHECK(row.nik.has_value() == (row.nik_state == NikState::ok));
  FUZZ_CHECK(row.nik.has_value() || !findings.empty());
  if (row.status == RowStatus::accepted) FUZZ_CHECK(!row.name.empty() && row.nik.has_value());
  FUZZ_CHECK(row.linkable == (!row.name.empty() && (row.nik || row.birth_date)));
  FUZZ_CHECK(!row.decile || (*row.decile >= 1 && *row.decile <= 10));
  FUZZ_CHECK(row.family_card.empty() || row.family_card.size() == 16);
  FUZZ_CHECK(!row.income || row.income->amount() >= 0);
}

int read_anything(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kBytesMax = 20'000;
  if (size > kBytesMax) return 0;
  const std::vector<MemorySheet> sheets = sheets_of(data, size);
  const ReadOptions options{*Date::parse("2025-01-15"), regions(), words()};
  std::vector<Row> rows;
  std::size_t findings_seen = 0;
  const auto summary = read_list(
      MemoryTable::opener(sheets), options,
      [&](const Row& row, std::span<const Finding> findings) -> Status {
        check_row(row, findings);
        rows.push_back(row);
        return {};
      },
      [&](const Finding&) -> Status {
        ++findings_seen;
        return {};
      });
  if (!summary) {
    FUZZ_CHECK(summary.error().code == Errc::nothing_done && rows.empty());
    return 0;
  }
  FUZZ_CHECK(summary->rows == static_cast<std::int64_t>(rows.size()));
  FUZZ_CHECK(summary->accepted + summary->waiting == summary->rows);
  FUZZ_CHECK(summary->errors + summary->warnings + summary->notes ==
             static_cast<std::int64_t>(findings_seen));
  for (const RowDifference& one : compare_lists(rows, rows)) {
    if (one.later && rows[*one.later].name.empty()) continue;  // nothing to know it again by
    if (!one.later && rows[*one.earlier].name.empty()) continue;
    FUZZ_CHECK(one.change == Change::same && one.earlier && one.later);
  }
  const Mapping mapping = Mapping::of(summary->sheets);
  const auto again = Mapping::parse(mapping.text());
  FUZZ_CHECK(again.ok() && *again == mapping);
  return 0;
}

}  // namespace
}  // namespace payung::intake

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return payung::intake::read_anything(data, size);
}
