// Goal: of the rows below a header only people count, and in doubt a row is a person.
// Method: sheet_plan and row_sorter on one small sheet, each row with the kind a clerk would say.
#include "intake/row_sorter.hpp"

#include <gtest/gtest.h>

#include "intake/testing.hpp"

namespace payung::intake {
namespace {

TEST(RowSorter, EachRowByItsKind) {
  const struct {
    std::vector<std::string> cells;
    RowKind kind;
  } rows[] = {
      {{"1", "2", "3", "4"}, RowKind::column_numbers},
      {{"DESA WATES"}, RowKind::heading},
      {{"I.", "DUSUN KRAJAN"}, RowKind::heading},
      {{"1", "Suparno", "3319021203800001", "12-03-1980"}, RowKind::person},
      {{"2", "Sukarti", "", ""}, RowKind::person},
      {{"3", "", "", ""}, RowKind::empty},
      {{"4", "-", "-", "-"}, RowKind::empty},
      {{"", "", "", ""}, RowKind::empty},
      {{"", "Kasmirah", "", ""}, RowKind::person},
      {{"", "", "3319021203800009", ""}, RowKind::person},
      {{"No", "Nama", "NIK", "Tgl Lahir"}, RowKind::header_again},
      {{"", "JUMLAH", "3 orang", ""}, RowKind::total},
      {{"", "", "", "Kudus, 15 Januari 2025"}, RowKind::foot},
      {{"", "J U M L A H", "3", ""}, RowKind::total},
      {{"5", "Sukirman", "", "12-03-1981"}, RowKind::person},
      {{"", "Mengetahui,", "", "Camat Undaan"}, RowKind::foot},
      {{"", "Drs. Suparman", "NIP. 196808171990031002", ""}, RowKind::foot},
  };
  testing::Lines lines = {{"No", "Nama", "NIK", "Tgl Lahir"}};
  for (const auto& row : rows) lines.push_back(row.cells);
  const MemorySheet sheet = testing::sheet("", lines);
  const ReadOptions options = testing::options();
  const PlaceFinder places(options.regions, options.area);
  const SheetPlan plan = plan_sheet(sheet.info, sheet.rows, options, places, nullptr);
  ASSERT_TRUE(plan.proposal.used);
  EXPECT_EQ(plan.running, 0U);
  RowSorter sorter(plan);
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    EXPECT_EQ(to_text(sorter.sort(sheet.rows[i + 1])), to_text(rows[i].kind)) << "row " << i + 2;
  }
}

}  // namespace
}  // namespace payung::intake
