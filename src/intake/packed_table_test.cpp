// Goal: a list kept close together in memory gives back every cell as the file had it, and no more
// than it may take. Method: small sheets with every kind of cell, read back row by row.
#include "intake/packed_table.hpp"

#include <gtest/gtest.h>

#include "intake/testing.hpp"

namespace payung::intake {
namespace {

TEST(PackedTable, GivesBackWhatWentIn) {
  const std::string long_text(300, 'x');
  const std::vector<MemorySheet> sheets{
      testing::sheet("Satu", {{"a", "", "#n:12"}, {}, {long_text}}),
      testing::sheet("Dua", {{"b"}})};
  MemoryTable source(sheets);
  const auto table = PackedTable::read(source, 10'000);
  ASSERT_TRUE(table.ok());
  ASSERT_EQ(table->sheets(), 2U);
  EXPECT_EQ(table->rows(0), 3U);
  RawRow row;
  table->row(0, 0, row);
  EXPECT_EQ(row.number, 1U);
  ASSERT_EQ(row.cells.size(), 3U);
  EXPECT_EQ(row.cells[1].kind, CellKind::empty);
  EXPECT_EQ(row.cells[2].kind, CellKind::number);
  table->row(0, 2, row);
  EXPECT_EQ(row.cells[0].text, long_text);
  table->row(1, 0, row);
  EXPECT_EQ(row.cells[0].text, "b");
}

TEST(PackedTable, IsBounded) {
  const std::vector<MemorySheet> sheets{testing::sheet("", {{std::string(100, 'x')}})};
  MemoryTable source(sheets);
  const auto table = PackedTable::read(source, 100);
  ASSERT_FALSE(table.ok());
  EXPECT_EQ(table.error().code, Errc::unsupported);
}

}  // namespace
}  // namespace payung::intake
