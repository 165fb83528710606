// Goal: a list that is being corrected shows the rows that are asked for, with what is wrong in
// them, and counts what is wrong by kind. Method: a list of three people in memory; its findings
// one by one.
#include "intake/checked_list.hpp"

#include <gtest/gtest.h>

#include "intake/finding_groups.hpp"
#include "intake/testing.hpp"

namespace payung::intake {
namespace {

using testing::Lines;

const Lines kList = {{"NIK", "Nama", "Tanggal Lahir", "Desa"},
                     {"3319045708800071", "Siti Percobaan", "17-08-1980", "Undaan Lor"},
                     {"33190457O8800072", "Budi Percobaan", "17-08-1981", "Undaan Lor"},
                     {"", "Rina Percobaan", "17-08-1982", "Undaan Lor"}};

TEST(CheckedList, ShowsRowsByWhatIsWrongInThem) {
  const std::vector<MemorySheet> sheets{testing::sheet("Data", kList)};
  MemoryTable source(sheets);
  const auto table = PackedTable::read(source, 10'000);
  ASSERT_TRUE(table.ok());
  const Edits edits;
  const auto list = CheckedList::check(*table, edits, testing::options());
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->summary().accepted, 1);
  using Places = std::vector<std::uint32_t>;
  EXPECT_EQ(list->find(0, {RowFilter::Which::all, {}}), (Places{0, 1, 2}));
  EXPECT_EQ(list->find(0, {RowFilter::Which::waiting, {}}), (Places{1, 2}));
  EXPECT_EQ(list->find(0, {RowFilter::Which::all, FindingCode::nik_letters}), (Places{1}));
  const auto& row = list->rows(0)[1];
  EXPECT_EQ(row.number, 3U);
  const auto findings = list->findings(0, row);
  ASSERT_FALSE(findings.empty());
  EXPECT_EQ(findings[0].code, FindingCode::nik_letters);
  EXPECT_EQ(findings[0].column, std::optional<std::size_t>(0));
  EXPECT_EQ(findings[0].header, "NIK");
  EXPECT_EQ(findings[0].value, "33190457O8800072");
  ASSERT_GE(list->groups().size(), 2U);
  EXPECT_EQ(list->groups()[0].first.severity, Severity::error);
  EXPECT_EQ(list->groups()[0].rows, 1);
  EXPECT_FALSE(list->sheet("Lain").ok());
}

TEST(CheckedList, JudgesTheListAsCorrected) {
  const std::vector<MemorySheet> sheets{testing::sheet("Data", kList)};
  MemoryTable source(sheets);
  const auto table = PackedTable::read(source, 10'000);
  Edits edits;
  edits.set({"Data", 4, 0}, "3319045708800071");  // now on two rows
  const auto list = CheckedList::check(*table, edits, testing::options());
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->find(0, {RowFilter::Which::all, FindingCode::nik_repeated}).size(), 2U);
  EXPECT_EQ(list->cells(0, list->rows(0)[2]).cells[0].text, "3319045708800071");
}

TEST(FindingGroups, StandByKindAndColumnTheWorstFirst) {
  GroupCounter counter;
  const auto add = [&](FindingCode code, std::uint32_t row, std::size_t column) {
    counter.add({code, severity_of(code), "Data", row, column, {}, {}, {}});
  };
  for (std::uint32_t row = 2; row < 20; ++row) add(FindingCode::village_unknown, row, 3);
  add(FindingCode::nik_length, 5, 0);
  add(FindingCode::nik_letters, 6, 0);
  add(FindingCode::nik_letters, 7, 0);
  add(FindingCode::row_skipped, 30, 0);
  counter.add({FindingCode::sheet_hidden, Severity::note, "Lain", 0, {}, {}, {}, {}});
  const auto groups = counter.groups();
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].first.code, FindingCode::nik_letters);
  EXPECT_EQ(groups[0].first_rows, (std::vector<std::uint32_t>{6, 7}));
  EXPECT_EQ(groups[1].first.code, FindingCode::nik_length);
  EXPECT_EQ(groups[2].rows, 18);
  EXPECT_EQ(groups[2].first_rows.size(), 12U);
}

}  // namespace
}  // namespace payung::intake
