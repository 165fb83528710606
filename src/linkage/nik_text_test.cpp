// Goal: NIK, phone and sex cells are read as typed, damage and all, and never repaired.
// Method: a table of real kinds of damage worked out by hand, with hostile text.
#include "linkage/nik_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace payung::linkage {
namespace {

TEST(ReadNik, Whole) {
  // A woman born 14 May 1987: day 54.
  const NikText nik = read_nik("3316015405870001");
  EXPECT_EQ(nik.number, 3316015405870001ULL);
  EXPECT_TRUE(nik.possible);
  EXPECT_EQ(nik.digits, 16);
  EXPECT_EQ(nik.region, 331601U);
  EXPECT_EQ(nik.born, 870514U);
  EXPECT_EQ(nik.sex, 2);
  for (const char* text : {"331601 540587 0001", "331601.540587.0001", "'3316015405870001",
                           " 3316015405870001", "33160154O587OOO1", "3316015405870001.0"}) {
    EXPECT_EQ(read_nik(text).number, nik.number) << text;
    EXPECT_TRUE(read_nik(text).possible) << text;
  }
}

TEST(ReadNik, Damaged) {
  const NikText prefix = read_nik("3,31602E+15");
  EXPECT_TRUE(prefix.prefix);
  EXPECT_FALSE(prefix.possible);
  EXPECT_EQ(prefix.number, 331602ULL);
  EXPECT_EQ(read_nik("3,31600E+15").number, 3316ULL);  // zeros of the mantissa say nothing
  EXPECT_EQ(read_nik("331601540587001").digits, 15);
  EXPECT_FALSE(read_nik("331601540587001").possible);
  EXPECT_FALSE(read_nik("3316015405870000").possible);  // no serial 0000
  EXPECT_FALSE(read_nik("3316013213870001").possible);  // no day 32, no month 13
}

TEST(ReadNik, None) {
  for (const char* text : {"", "-", "0000000000000000", "9999999999999999", "1234567890123456",
                           "E+15", "tidak ada", "33160154058700013316015405870001"}) {
    EXPECT_EQ(read_nik(text).number, 0ULL) << text;
    EXPECT_EQ(read_nik(text).digits, 0) << text;
    EXPECT_FALSE(read_nik(text).prefix) << text;
  }
  EXPECT_EQ(read_nik(std::string(1'000'000, '7')).digits, 0);
  EXPECT_EQ(read_nik(std::string("\0\0\xFF", 3)).digits, 0);
}

TEST(ReadPhone, OneNumberForEveryForm) {
  for (const char* text : {"081234567890", "+6281234567890", "6281234567890", "81234567890",
                           "0812-3456-7890", "81234567890.0"}) {
    EXPECT_EQ(read_phone(text), 81234567890ULL) << text;
  }
  for (const char* text : {"", "-", "0812", "000000000000", "1111111111", "12345678901234567890"}) {
    EXPECT_EQ(read_phone(text), 0ULL) << text;
  }
}

TEST(ReadSex, Words) {
  for (const char* text : {"L", "l", "Laki-laki", "LAKI LAKI", "Pria", "M", "male"}) {
    EXPECT_EQ(read_sex(text), 1) << text;
  }
  for (const char* text : {"P", "p", "Perempuan", "Pr", "Wanita", "F", "Female"}) {
    EXPECT_EQ(read_sex(text), 2) << text;
  }
  for (const char* text : {"", "-", "?", "1", "tidak tahu"}) EXPECT_EQ(read_sex(text), 0) << text;
}

}  // namespace
}  // namespace payung::linkage
