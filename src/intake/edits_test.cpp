// Goal: a corrected list reads as if its file had said so, and the file's own cells are kept where
// nobody changed them.
// Method: small lists in memory with literal corrections; the findings a clerk would expect.
#include "intake/edits.hpp"

#include <gtest/gtest.h>

#include "intake/testing.hpp"

namespace payung::intake {
namespace {

using testing::Lines;

const Lines kList = {{"NIK", "Nama", "Tanggal Lahir", "Desa"},
                     {"3319045708800071", "Siti Percobaan", "17-08-1980", "Undaan Lor"},
                     {"33190457O8800072", "Budi Percobaan", "17-08-1981", "Undaan Lor"},
                     {"", "Rina Percobaan", "17-08-1982", "Undaan Lor"}};

testing::Read read_with(const Lines& lines, const Edits& edits) {
  const std::vector<MemorySheet> sheets{testing::sheet("", lines)};
  testing::Read result;
  const auto summary = read_list(
      with_edits(MemoryTable::opener(sheets), edits), testing::options(),
      [&](const Row& row, std::span<const Finding>) {
        result.rows.push_back(row);
        return Status{};
      },
      [&](const Finding& finding) {
        result.findings.push_back(finding);
        return Status{};
      });
  EXPECT_TRUE(summary.ok());
  return result;
}

TEST(Edits, ALetterInANikIsMendedAndTheRowGoesOn) {
  Edits edits;
  edits.set({"", 3, 0}, "3319041708810072");
  const auto read = read_with(kList, edits);
  ASSERT_EQ(read.rows.size(), 3U);
  EXPECT_EQ(read.rows[1].status, RowStatus::accepted);
  EXPECT_EQ(read.rows[1].nik->digits(), "3319041708810072");
  EXPECT_EQ(read.rows[2].status, RowStatus::waiting);
}

TEST(Edits, TheLastForACellHolds) {
  Edits edits;
  edits.set({"", 4, 0}, "1");
  edits.set({"", 4, 0}, "3319045708820073");
  EXPECT_EQ(edits.size(), 1U);
  EXPECT_EQ(read_with(kList, edits).rows[2].status, RowStatus::accepted);
}

TEST(Edits, ACellSetToWhatItIsStaysAsItIs) {
  // A NIK stored as a number is damaged; typing the same digits over it must not hide that.
  Lines lines = kList;
  lines[1][0] = "#n:3.31904570880007E+15";
  Edits edits;
  edits.set({"", 2, 0}, "3.31904570880007E+15");
  const auto read = read_with(lines, edits);
  EXPECT_EQ(read.count(FindingCode::nik_scientific) + read.count(FindingCode::nik_as_number), 1U);
  EXPECT_EQ(read.rows[0].status, RowStatus::waiting);
}

TEST(Edits, AShortRowGrowsAndAnEmptyTextEmptiesTheCell) {
  Lines lines = kList;
  lines[1].resize(2);
  Edits edits;
  edits.set({"", 2, 2}, "1980-08-17");
  edits.set({"", 3, 1}, "");
  const auto read = read_with(lines, edits);
  EXPECT_EQ(read.rows[0].birth_date->text(), "1980-08-17");
  EXPECT_EQ(read.count(FindingCode::name_missing), 1U);
}

TEST(Edits, OfAnotherSheetChangeNothing) {
  Edits edits;
  edits.set({"Data", 3, 0}, "3319041708810072");
  EXPECT_EQ(read_with(kList, edits).rows[1].status, RowStatus::waiting);
}

TEST(Edits, TellWhatStoodThere) {
  const std::vector<MemorySheet> sheets{testing::sheet("", kList)};
  Edits edits;
  edits.set({"", 3, 0}, "3319041708810072");
  edits.set({"", 2, 1}, "Siti Percobaan");  // as it is
  std::vector<std::string> before;
  const auto open =
      with_edits(MemoryTable::opener(sheets), edits,
                 [&](const CellPlace&, const RawCell& cell) { before.push_back(cell.text); });
  auto source = open();
  ASSERT_TRUE(source.ok() && (*source)->next_sheet().ok());
  RawRow row;
  while (*(*source)->next_row(row)) {
  }
  EXPECT_EQ(before, std::vector<std::string>{"33190457O8800072"});
}

TEST(ColumnOfLetters, IsTheReverseOfColumnLetters) {
  const struct {
    const char* letters;
    std::optional<std::size_t> column;
  } cases[] = {{"A", 0},
               {"C", 2},
               {"Z", 25},
               {"AA", 26},
               {"ab", 27},
               {"XFD", 16383},
               {"XFE", std::nullopt},
               {"", std::nullopt},
               {"A1", std::nullopt},
               {"AAAA", std::nullopt}};
  for (const auto& one : cases)
    EXPECT_EQ(column_of_letters(one.letters), one.column) << one.letters;
}

TEST(ReadEdits, TakesATableOfCorrections) {
  const std::vector<MemorySheet> sheets{testing::sheet("", {{"Lembar", "Baris", "Kolom", "Isi"},
                                                            {"Data", "18", "a", "3319041708810072"},
                                                            {"", "", "", ""},
                                                            {"Data", "#n:19.0", "D", ""}})};
  MemoryTable table(sheets);
  const auto edits = read_edits(table);
  ASSERT_TRUE(edits.ok());
  ASSERT_EQ(edits->size(), 2U);
  EXPECT_EQ((*edits)[0].place, (CellPlace{"Data", 18, 0}));
  EXPECT_EQ((*edits)[0].text, "3319041708810072");
  EXPECT_EQ((*edits)[1].place, (CellPlace{"Data", 19, 3}));
  EXPECT_EQ((*edits)[1].text, "");
}

TEST(ReadEdits, SaysWhichRowIsWrong) {
  const struct {
    Lines lines;
    const char* where;
  } cases[] = {
      {{{"row", "column"}, {"1", "A"}}, "edits"},
      {{{"row", "column", "value"}, {"0", "A", "x"}}, "row 2, row"},
      {{{"row", "column", "value"}, {"2", "A", "x"}, {"3", "12", "x"}}, "row 3, column"},
      {{{"row", "column", "value"}, {"2", "A", "#n:3319041708810072"}}, "row 2, value"},
  };
  for (const auto& one : cases) {
    const std::vector<MemorySheet> sheets{testing::sheet("", one.lines)};
    MemoryTable table(sheets);
    const auto edits = read_edits(table);
    ASSERT_FALSE(edits.ok());
    EXPECT_EQ(edits.error().where, one.where);
  }
}

}  // namespace
}  // namespace payung::intake
