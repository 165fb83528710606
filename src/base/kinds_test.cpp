// Goal: each closed list has a stable word per member, and takes no other.
// Method: every member of every list goes to its word and back; the words in use are written out.
#include "base/kinds.hpp"

#include <gtest/gtest.h>

#include <set>

namespace payung {
namespace {

template <class Kinds, class Parse>
std::set<std::string> words_of(const Kinds& kinds, Parse parse) {
  std::set<std::string> words;
  for (const auto kind : kinds) {
    const std::string word(to_text(kind));
    EXPECT_TRUE(words.insert(word).second) << word << " stands for two";
    const auto back = parse(word);
    EXPECT_TRUE(back.ok()) << word;
    if (back.ok()) {
      EXPECT_EQ(*back, kind);
    }
  }
  return words;
}

// These words are stored, so a change of one is a migration.
TEST(Kinds, WordsAreStable) {
  EXPECT_EQ(words_of(all_sectors(), parse_sector),
            (std::set<std::string>{"agriculture", "fishery", "trade", "construction", "transport",
                                   "manufacturing", "services", "day_labour", "volunteer",
                                   "religious", "community_head", "arts", "other"}));
  EXPECT_EQ(words_of(all_programmes(), parse_programme),
            (std::set<std::string>{"JKK", "JKM", "JHT", "JP", "JKP"}));
  EXPECT_EQ(words_of(all_payer_kinds(), parse_payer_kind),
            (std::set<std::string>{"self", "company", "donor", "apbn", "apbd_province",
                                   "apbd_regency", "village", "dbhcht"}));
  EXPECT_EQ(words_of(std::array{Sex::male, Sex::female}, parse_sex),
            (std::set<std::string>{"L", "P"}));
  EXPECT_EQ(words_of(std::array{Segment::pu, Segment::bpu, Segment::construction, Segment::migrant},
                     parse_segment),
            (std::set<std::string>{"PU", "BPU", "construction", "migrant"}));
}

TEST(Kinds, RefuseOtherWordsAndSayTheRightOnes) {
  for (const char* bad : {"", "Transport", "transport ", "ojek", "TRADE", "trade,other"}) {
    ASSERT_FALSE(parse_sector(bad).ok()) << bad;
    EXPECT_EQ(parse_sector(bad).error().code, Errc::bad_value);
  }
  EXPECT_EQ(parse_sex("X").error().detail, "one of L, P");
  EXPECT_FALSE(parse_programme("jkk").ok());
  EXPECT_FALSE(parse_segment("bpu").ok());
  EXPECT_FALSE(parse_payer_kind("apbd").ok());
}

TEST(ProgrammeSet, HoldsEachOnce) {
  ProgrammeSet set{Programme::jkm, Programme::jkk, Programme::jkm};
  EXPECT_EQ(set.text(), "JKK+JKM");
  EXPECT_TRUE(set.has(Programme::jkk));
  EXPECT_FALSE(set.has(Programme::jht));
  set.add(Programme::jht);
  EXPECT_EQ(set.text(), "JKK+JKM+JHT");
  EXPECT_EQ(set, *ProgrammeSet::parse("JHT+JKM+JKK"));
  EXPECT_TRUE(ProgrammeSet().empty());
  EXPECT_FALSE(set.empty());
}

TEST(ProgrammeSet, ReadsItsForm) {
  EXPECT_TRUE(ProgrammeSet::parse("")->empty());
  EXPECT_EQ(ProgrammeSet::parse("JKK")->text(), "JKK");
  for (const char* bad : {"+", "JKK+", "+JKK", "JKK++JKM", "JKK,JKM", "JKK + JKM", "JKX"}) {
    EXPECT_FALSE(ProgrammeSet::parse(bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace payung
