// Goal: titles are no names and short forms are what they stand for.
// Method: words of data/name_variants.csv and names that must not be among them.
#include "linkage/name_variants.hpp"

#include <gtest/gtest.h>

namespace payung::linkage {
namespace {

TEST(NameVariants, Words) {
  EXPECT_TRUE(is_honorific("HJ"));
  EXPECT_TRUE(is_honorific("ALMARHUM"));
  EXPECT_TRUE(is_degree("SPD"));
  EXPECT_EQ(spelled_out("MOCH"), "MUHAMMAD");
  EXPECT_EQ(spelled_out("ABD"), "ABDUL");
  EXPECT_EQ(spelled_out_first("M"), "MUHAMMAD");
  for (const char* name : {"BUDI", "SITI", "HERI", "PAKU", "", "M"}) {
    EXPECT_FALSE(is_honorific(name)) << name;
    EXPECT_FALSE(is_degree(name)) << name;
    EXPECT_EQ(spelled_out(name), "") << name;
  }
}

}  // namespace
}  // namespace payung::linkage
