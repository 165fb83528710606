// Goal: texts that a clerk takes for the same compare the same, whatever bytes they hold.
// Method: spaces and invisible characters by code point; distances by hand; torn UTF-8.
#include "intake/fold.hpp"

#include <gtest/gtest.h>

namespace payung::intake {
namespace {

TEST(Fold, SpacesOfEveryKind) {
  EXPECT_EQ(fold_space("  SITI \t AMINAH\r\n"), "SITI AMINAH");
  EXPECT_EQ(fold_space("\xE2\x80\x8B"
                       "331\xC2\xA0"
                       "902\xEF\xBB\xBF"),
            "331 902");
  EXPECT_EQ(fold_space("a\xE2\x80\x89"
                       "b\xE3\x80\x80"
                       "c"),
            "a b c");
  EXPECT_EQ(fold_space("RENÉ"), "RENÉ");
  EXPECT_TRUE(is_space_only(" \xC2\xA0\xE2\x80\x8B"));
  EXPECT_FALSE(is_space_only("-"));
  EXPECT_TRUE(
      has_invisible("33\xC2\xAD"
                    "19"));
  EXPECT_FALSE(has_invisible("33 19"));
}

TEST(Fold, KeysForComparing) {
  EXPECT_EQ(fold_key("  No. HP  (WA)"), "no hp wa");
  EXPECT_EQ(fold_key("Désa É"), "desa e");
  EXPECT_EQ(fold_tight("RT/RW"), "rtrw");
  EXPECT_EQ(fold_key("\xE2\x80"), "\xE2\x80");  // torn UTF-8 stays, and harms nothing
  EXPECT_EQ(split_words("a bc  d").size(), 3U);
  EXPECT_TRUE(split_words("").empty());
}

TEST(Fold, EditDistance) {
  EXPECT_EQ(edit_distance("agustus", "agusuts", 2), 1U);  // neighbours exchanged
  EXPECT_EQ(edit_distance("wates", "watas", 2), 1U);
  EXPECT_EQ(edit_distance("wates", "wate", 2), 1U);
  EXPECT_EQ(edit_distance("wates", "undaan", 2), 3U);  // more than the limit
  EXPECT_EQ(edit_distance("", "ab", 2), 2U);
  EXPECT_EQ(edit_distance(std::string(100, 'a'), std::string(100, 'a'), 2), 0U);
  EXPECT_EQ(edit_distance(std::string(100, 'a'), std::string(100, 'b'), 2), 3U);
}

}  // namespace
}  // namespace payung::intake
