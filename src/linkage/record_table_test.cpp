// Goal: rows are packed as they were typed, every text once, whatever the bytes.
// Method: rows worked out by hand; many texts against a map; hostile cells.
#include "linkage/record_table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "linkage/texts.hpp"

namespace payung::linkage {
namespace {

TEST(RecordTable, OneRow) {
  RecordTable table;
  table.add({.id = 7,
             .list = 3,
             .nik = "3316015405870001",
             .name = "Hj. Siti Aminah, S.Pd",
             .birth_date = "14-05-1987",
             .sex = "Perempuan",
             .mother = "Karsinah",
             .address = "Jl. Muria  No. 5",
             .rt = "002",
             .rw = "3",
             .village = "Loram Kulon",
             .village_code = "33.19.03.2009",
             .phone = "+62 812-3456-7890"});
  const Packed& row = table.at(0);
  EXPECT_EQ(row.id, 7);
  EXPECT_EQ(row.list, 3);
  EXPECT_EQ(row.nik, 3316015405870001ULL);
  EXPECT_TRUE(row.nik_possible);
  EXPECT_EQ(row.born, 19870514U);
  EXPECT_EQ(row.sex, 2);
  EXPECT_EQ(table.text(row.name), "SITI AMINA");
  EXPECT_EQ(table.text(row.joined), "SITIAMINA");
  EXPECT_EQ(table.text(row.address), "JL MURIA NO 5");
  EXPECT_EQ(table.text(row.village), "LORAMKULON");
  EXPECT_EQ(row.district, 331903U);
  EXPECT_EQ(row.rt_rw, 2 * 256 + 3);
  EXPECT_EQ(row.phone, 81234567890ULL);
  EXPECT_EQ(table.word_count(row.words[0]), 1U);
}

TEST(RecordTable, EmptyRow) {
  RecordTable table;
  table.add({});
  const Packed& row = table.at(0);
  EXPECT_EQ(row.nik, 0U);
  EXPECT_EQ(row.name, 0U);
  EXPECT_EQ(row.born, 0U);
  EXPECT_EQ(row.village, 0U);
  EXPECT_EQ(row.phone, 0U);
  EXPECT_EQ(row.rt_rw, 0U);
}

TEST(RecordTable, ManyRowsStayWhereTheyAre) {
  RecordTable table;
  for (int i = 0; i < 10'000; ++i) table.add({.id = i, .name = "NAMA " + std::to_string(i % 100)});
  EXPECT_EQ(table.size(), 10'000U);
  for (std::uint32_t i = 0; i < 10'000; ++i) ASSERT_EQ(table.at(i).id, i);
  EXPECT_EQ(table.word_count(table.at(0).words[0]), 10'000U);
}

TEST(Texts, NumbersComeBack) {
  Texts texts;
  std::map<std::string, std::uint32_t> seen;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = "TEXT" + std::to_string(i % 7000);
    const auto number = texts.number(text);
    const auto [known, is_new] = seen.emplace(text, number);
    ASSERT_EQ(known->second, number);
    ASSERT_EQ(texts.text(number), text);
  }
  EXPECT_EQ(texts.size(), 7001U);
  EXPECT_EQ(texts.number(""), 0U);
  const std::string huge(3'000'000, 'x');
  EXPECT_EQ(texts.text(texts.number(huge)), huge);
  const std::string nul("\0\0", 2);
  EXPECT_EQ(texts.text(texts.number(nul)), nul);
  EXPECT_EQ(texts.letters(texts.number("BAD")), 0b1011U);
}

}  // namespace
}  // namespace payung::linkage
