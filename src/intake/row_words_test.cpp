// Goal: the short words of lists are read as one of few meanings, or not at all.
// Method: words seen on forms, with their near misses and their contraries.
#include "intake/row_words.hpp"

#include <gtest/gtest.h>

namespace payung::intake {
namespace {

TEST(RowWords, Sex) {
  for (const char* man : {"L", "l", "Laki-laki", "LAKI - LAKI", "Pria", "M", "1", "LK", "laki-lki",
                          "Mr.", "Lanang", "\xE2\x99\x82"})
    EXPECT_EQ(read_sex_word(man), Sex::male) << man;
  for (const char* woman :
       {"P", "Perempuan", "WANITA", "F", "2", "PR", "perempaun", "Mrs.", "wadon", "\xE2\x99\x80"})
    EXPECT_EQ(read_sex_word(woman), Sex::female) << woman;
  for (const char* neither : {"", "?", "3", "L/P", "X"}) EXPECT_FALSE(read_sex_word(neither));
}

TEST(RowWords, Condition) {
  EXPECT_EQ(read_condition_words("Meninggal dunia 2024"), Condition::dead);
  EXPECT_EQ(read_condition_words("sudah pindah ke Demak"), Condition::moved);
  EXPECT_EQ(read_condition_words("Aktif"), Condition::working);
  EXPECT_EQ(read_condition_words("tidak aktif"), Condition::stopped);
  EXPECT_EQ(read_condition_words("sudah penerima upah"), Condition::hired);
  EXPECT_EQ(read_condition_words("tidak pindah"), std::nullopt);
  EXPECT_EQ(read_condition_words("suami meninggal"), std::nullopt);
  EXPECT_EQ(read_condition_words("pindahan dari Demak"), std::nullopt);
  EXPECT_EQ(read_condition_words(""), std::nullopt);
}

TEST(RowWords, Deceased) {
  EXPECT_TRUE(says_deceased("Alm. Suparno"));
  EXPECT_TRUE(says_deceased("SUPARNO (ALM)"));
  EXPECT_FALSE(says_deceased("Suparno bin Alm. Kasan"));
  EXPECT_FALSE(says_deceased("Alma Almira"));
}

TEST(RowWords, SegmentAndProgrammes) {
  EXPECT_EQ(read_segment_word("BPU"), Segment::bpu);
  EXPECT_EQ(read_segment_word("Bukan Penerima Upah"), Segment::bpu);
  EXPECT_EQ(read_segment_word("Penerima Upah (PU)"), Segment::pu);
  EXPECT_EQ(read_segment_word("lain"), std::nullopt);
  EXPECT_EQ(read_programme_words("JKK, JKM dan JHT").text(), "JKK+JKM+JHT");
  EXPECT_TRUE(read_programme_words("").empty());
}

TEST(RowWords, YesDecileNothing) {
  for (const char* yes : {"Y", "ya", "v", "\xE2\x88\x9A", "1", "16800"})
    EXPECT_TRUE(reads_yes(yes)) << yes;
  for (const char* no : {"", "N", "tidak", "0", "-"}) EXPECT_FALSE(reads_yes(no)) << no;
  EXPECT_EQ(read_decile("Desil 3"), 3);
  EXPECT_EQ(read_decile("10"), 10);
  EXPECT_EQ(read_decile("3.0"), 3);
  EXPECT_EQ(read_decile("11"), std::nullopt);
  EXPECT_EQ(read_decile("0"), std::nullopt);
  EXPECT_EQ(read_decile("1-4"), std::nullopt);
  EXPECT_TRUE(says_nothing("-"));
  EXPECT_TRUE(says_nothing("Tidak ada"));
  EXPECT_FALSE(says_nothing("Ana"));
}

TEST(RowWords, ErrorsOfFormulas) {
  for (const char* error : {"#REF!", " #N/A ", "#NAME?", "#DIV/0!", "Err:502"})
    EXPECT_TRUE(says_formula_error(error)) << error;
  for (const char* other : {"", "-", "Ernawati", "Err", "Err:", "#1", "REF"})
    EXPECT_FALSE(says_formula_error(other)) << other;
}

}  // namespace
}  // namespace payung::intake
