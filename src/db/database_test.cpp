// Goal: text that one engine would store and the other refuse is refused before either sees it.
// Method: the borders of UTF-8 as RFC 3629 draws them, byte for byte.
#include "db/database.hpp"

#include <gtest/gtest.h>

namespace payung::db {
namespace {

TEST(CheckText, Utf8IsTaken) {
  for (const char* text : {"", "Siti", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80",
                           "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
                           "\xF4\x8F\xBF\xBF", "Dr. Sulastri, S.Pd \xE2\x80\x93 Kudus"}) {
    EXPECT_TRUE(check_text(text).ok()) << text;
  }
}

TEST(CheckText, WhatIsNoneIsRefused) {
  const struct {
    const char* why;
    std::string_view text;
  } cases[] = {
      {"a NUL", {"a\0b", 3}},
      {"a NUL at the end", {"a\0", 2}},
      {"a continuation alone", "\x80"},
      {"an overlong slash", "\xC0\xAF"},
      {"an overlong of two", "\xC1\xBF"},
      {"an overlong of three", "\xE0\x9F\xBF"},
      {"an overlong of four", "\xF0\x8F\xBF\xBF"},
      {"the first half of a UTF-16 pair", "\xED\xA0\x80"},
      {"past the last character", "\xF4\x90\x80\x80"},
      {"a lead byte that is none", "\xF5\x80\x80\x80"},
      {"cut off", "abc\xE2\x80"},
      {"Windows-1252", "Jos\xE9 Maria"},
  };
  for (const auto& c : cases) {
    const auto status = check_text(c.text);
    ASSERT_FALSE(status.ok()) << c.why;
    EXPECT_EQ(status.error().code, Errc::storage) << c.why;
  }
}

}  // namespace
}  // namespace payung::db
