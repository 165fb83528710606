// Goal: what was typed is set right at its ends and in its capitals, and nowhere else.
#include "cases/spelling.hpp"

#include <gtest/gtest.h>

namespace payung::cases {
namespace {

TEST(Spelling, SetsEndsAndCapitalsRight) {
  struct Case {
    const char* typed;
    const char* trimmed;
    const char* small;
    const char* capitals;
  };
  const Case cases[] = {
      {" Ya\t", "Ya", "ya", "YA"},
      {"jkk +JKM\r", "jkk +JKM", "jkk +jkm", "JKK +JKM"},
      {" \t\r", "", "", ""},
      {"", "", "", ""},
      {"\u00c9 1_a", "\u00c9 1_a", "\u00c9 1_a", "\u00c9 1_A"},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(trimmed(one.typed), one.trimmed) << one.typed;
    EXPECT_EQ(in_small(one.typed), one.small) << one.typed;
    EXPECT_EQ(in_capitals(one.typed), one.capitals) << one.typed;
  }
}

}  // namespace
}  // namespace payung::cases
