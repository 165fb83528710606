// Goal: the cells of a column tell what they are, damaged ones too.
// Method: cells that do and do not look the part, and a column counted by hand.
#include "intake/content.hpp"

#include <gtest/gtest.h>

#include "intake/testing.hpp"

namespace payung::intake {
namespace {

using testing::cell;

TEST(Content, CellsThatLookThePart) {
  for (const char* nik : {"3319021203800001", "'33.1902.120380.0001", "3,31906E+15",
                          "#n:3319021203800000", "331902120380001"}) {
    EXPECT_TRUE(looks_like_nik(cell(nik))) << nik;
  }
  for (const char* other : {"", "081234567890", "12-03-1980", "Suparno", "#e:#N/A"}) {
    EXPECT_FALSE(looks_like_nik(cell(other))) << other;
  }
  const Date today = *Date::parse("2025-01-15");
  EXPECT_TRUE(looks_like_birth_date(cell("12-03-1980"), today));
  EXPECT_TRUE(looks_like_birth_date(cell("#n:29292"), today));
  EXPECT_FALSE(looks_like_birth_date(cell("12-03-2080"), today));
  EXPECT_TRUE(looks_like_place_and_date(cell("Kudus, 12-03-1980")));
  EXPECT_FALSE(looks_like_place_and_date(cell("12-03-1980")));
  EXPECT_TRUE(looks_like_phone(cell("#n:81234567890")));
  EXPECT_TRUE(looks_like_phone(cell("+62 812-3456-7890")));
  EXPECT_FALSE(looks_like_phone(cell("3319021203800001")));
  EXPECT_TRUE(looks_like_rt_and_rw(cell("002/006")));
  EXPECT_TRUE(looks_like_email(cell("s@example.id")));
  EXPECT_TRUE(looks_like_marital("Belum Kawin"));
}

TEST(Content, AColumnIsCountedOverItsFilledCells) {
  const MemorySheet sheet = testing::sheet("", {{"1", "L"}, {"2", ""}, {"3", "P"}, {"x", "?"}});
  const auto none = [](std::string_view) { return false; };
  const Date today = *Date::parse("2025-01-15");
  const ColumnContent numbers = study_column(sheet.rows, 0, today, none);
  EXPECT_EQ(numbers.filled, 4U);
  EXPECT_EQ(numbers.rising, 2U);
  const ColumnContent sexes = study_column(sheet.rows, 1, today, none);
  EXPECT_EQ(sexes.filled, 3U);
  EXPECT_EQ(sexes.percent(Field::sex), 66);
  EXPECT_EQ(sexes.percent(Field::note), std::nullopt);
}

}  // namespace
}  // namespace payung::intake
