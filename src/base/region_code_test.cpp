// Goal: a region code has one of the five forms, and contains what its digits begin.
// Method: tables of written forms; containment checked on codes that almost contain each other.
#include "base/region_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace payung {
namespace {

RegionCode code(std::string_view text) { return *RegionCode::parse(text); }

TEST(RegionCode, ReadsBothForms) {
  const struct {
    const char* text;
    const char* dotted;
    RegionLevel level;
    std::int64_t key;
  } cases[] = {
      {"", "", RegionLevel::country, 0},
      {"33", "33", RegionLevel::province, 33},
      {"33.19", "33.19", RegionLevel::regency, 3319},
      {"3319", "33.19", RegionLevel::regency, 3319},
      {"33.19.03", "33.19.03", RegionLevel::district, 331903},
      {"331903", "33.19.03", RegionLevel::district, 331903},
      {"33.19.03.2005", "33.19.03.2005", RegionLevel::village, 3319032005},
      {"3319032005", "33.19.03.2005", RegionLevel::village, 3319032005},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto parsed = RegionCode::parse(c.text);
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed->text(), c.dotted);
    EXPECT_EQ(parsed->level(), c.level);
    EXPECT_EQ(parsed->key(), c.key);
  }
}

TEST(RegionCode, RefusesOtherForms) {
  for (const char* bad : {"3",
                          "331",
                          "33.1",
                          "33.",
                          ".33",
                          "33..19",
                          "33.19.",
                          "3.319",
                          "33.1903",
                          "3319.03",
                          "33.19.032005",
                          "33.19.03.200",
                          "33.19.03.20055",
                          "33190320055",
                          "03",
                          "0019",
                          "33 19",
                          "33-19",
                          "A3",
                          "33.l9",
                          " 33",
                          "33 ",
                          "99999999999999999999999999",
                          ".",
                          "...."}) {
    ASSERT_FALSE(RegionCode::parse(bad).ok()) << bad;
    EXPECT_EQ(RegionCode::parse(bad).error().code, Errc::bad_region);
  }
}

TEST(RegionCode, ContainsByPrefix) {
  const struct {
    const char* outer;
    const char* inner;
    bool contains;
  } cases[] = {
      {"", "33.19.03.2005", true},
      {"", "", true},
      {"33", "33.19.03", true},
      {"33.19", "33.19.03.2005", true},
      {"33.19.03", "33.19.03", true},
      {"33.19", "33", false},
      {"33", "", false},
      {"33.19", "33.18.03", false},
      {"33.19", "32.19.03", false},
      {"33.19.03", "33.19.04.2005", false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(code(c.outer).contains(code(c.inner)), c.contains) << c.outer << " " << c.inner;
  }
}

TEST(RegionCode, RisesToALevel) {
  const RegionCode village = code("33.19.03.2005");
  EXPECT_EQ(village.at(RegionLevel::country), RegionCode());
  EXPECT_EQ(village.at(RegionLevel::province), code("33"));
  EXPECT_EQ(village.at(RegionLevel::regency), code("33.19"));
  EXPECT_EQ(village.at(RegionLevel::district), code("33.19.03"));
  EXPECT_EQ(village.at(RegionLevel::village), village);
  EXPECT_EQ(code("33").at(RegionLevel::village), code("33"));  // not deeper than it is
}

TEST(RegionCode, SortsBeforeWhatItContains) {
  const std::vector<RegionCode> wanted{RegionCode(),          code("33"),
                                       code("33.18"),         code("33.19"),
                                       code("33.19.03"),      code("33.19.03.2005"),
                                       code("33.19.03.2006"), code("33.19.04"),
                                       code("33.72"),         code("34")};
  std::vector<RegionCode> sorted(wanted.rbegin(), wanted.rend());
  std::sort(sorted.begin(), sorted.end());
  EXPECT_EQ(sorted, wanted);
}

TEST(RegionLevel, HasAWordForEach) {
  std::set<std::string_view> words;
  for (const RegionLevel level : {RegionLevel::country, RegionLevel::province, RegionLevel::regency,
                                  RegionLevel::district, RegionLevel::village}) {
    words.insert(to_text(level));
  }
  EXPECT_EQ(words,
            (std::set<std::string_view>{"country", "province", "regency", "district", "village"}));
}

}  // namespace
}  // namespace payung
