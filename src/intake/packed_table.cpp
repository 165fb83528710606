#include "intake/packed_table.hpp"

#include <algorithm>

namespace payung::intake {
namespace {

/// A length in as few bytes as it needs, seven bits each; the last has its high bit clear.
void put_length(std::string& out, std::size_t length) {
  while (length >= 0x80) {
    out += static_cast<char>((length & 0x7FU) | 0x80U);
    length >>= 7U;
  }
  out += static_cast<char>(length);
}

std::size_t take_length(const std::string& from, std::size_t& at) {
  std::size_t length = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(from[at++]);
    length |= static_cast<std::size_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return length;
  }
}

class PackedSource final : public TableSource {
 public:
  explicit PackedSource(const PackedTable& table) : table_(table) {}

  Result<std::optional<SheetInfo>> next_sheet() override {
    row_ = 0;
    if (sheet_ == table_.sheets()) return std::optional<SheetInfo>();
    return std::optional(table_.info(sheet_++));
  }
  Result<bool> next_row(RawRow& row) override {
    if (sheet_ == 0 || row_ == table_.rows(sheet_ - 1)) return false;
    table_.row(sheet_ - 1, row_++, row);
    return true;
  }
  std::vector<MergedCells> merged_down() const override { return table_.merged_down(sheet_ - 1); }

 private:
  const PackedTable& table_;
  std::size_t sheet_ = 0;
  std::size_t row_ = 0;
};

}  // namespace

Result<PackedTable> PackedTable::read(TableSource& source, std::size_t bytes_max) {
  PackedTable table;
  RawRow row;
  for (;;) {
    const auto info = source.next_sheet();
    if (!info) return info.error();
    if (!*info) break;
    Sheet& sheet = table.sheets_.emplace_back();
    sheet.info = **info;
    for (;;) {
      const auto more = source.next_row(row);
      if (!more) return more.error();
      if (!*more) break;
      while (!row.cells.empty() && row.cells.back().kind == CellKind::empty) row.cells.pop_back();
      const std::size_t from = sheet.cells.size();
      sheet.rows.push_back({from, row.number});
      put_length(sheet.cells, row.cells.size());
      for (const RawCell& cell : row.cells) {
        sheet.cells += static_cast<char>(cell.kind);
        put_length(sheet.cells, cell.text.size());
        sheet.cells += cell.text;
      }
      table.bytes_ += sheet.cells.size() - from + sizeof(RowStart);
      if (table.bytes_ > bytes_max) {
        return Error{Errc::unsupported, "list",
                     "it is too long to be corrected here; correct it in the spreadsheet, or send "
                     "it in parts"};
      }
    }
    sheet.merged = source.merged_down();
    table.bytes_ += sheet.merged.size() * sizeof(MergedCells);
    sheet.rows.shrink_to_fit();
    sheet.cells.shrink_to_fit();
  }
  return table;
}

void PackedTable::row(std::size_t sheet, std::size_t at, RawRow& out) const {
  const Sheet& from = sheets_[sheet];
  std::size_t place = from.rows[at].from;
  out.number = from.rows[at].number;
  out.cells.resize(take_length(from.cells, place));
  for (RawCell& cell : out.cells) {
    cell.kind = static_cast<CellKind>(from.cells[place++]);
    const std::size_t length = take_length(from.cells, place);
    cell.text.assign(from.cells, place, length);
    place += length;
  }
}

Opener PackedTable::opener() const {
  return [this]() -> Result<std::unique_ptr<TableSource>> {
    return std::unique_ptr<TableSource>(std::make_unique<PackedSource>(*this));
  };
}

}  // namespace payung::intake
