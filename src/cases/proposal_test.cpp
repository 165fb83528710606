// Goal: a proposal's file is read line by line, a bad line is named, and what it says holds on its
// day alone, in a book of its own. Method: files as people type them; the law of the binary.
#include "cases/proposal.hpp"

#include <gtest/gtest.h>

#include "cases/testing.hpp"

namespace payung::cases {
namespace {

Date on(const char* text) { return *Date::parse(text); }

TEST(Proposal, ReadsKeysNumbersAndRemarks) {
  const auto read = parse_proposal(
      "# dues less\r\nJKM.contribution = 6_300  # was 6_800\n\n"
      "\"scholarship.junior_amount\"=2500000");
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].key, "JKM.contribution");
  EXPECT_EQ((*read)[0].value, 6'300);
  EXPECT_EQ((*read)[1].key, "scholarship.junior_amount");
  EXPECT_EQ((*read)[1].value, 2'500'000);
  EXPECT_TRUE(parse_proposal("# nothing\n")->empty());
}

TEST(Proposal, NamesTheBadLine) {
  struct Case {
    const char* text;
    const char* where;
  };
  for (const Case& each :
       {Case{"a = 1\nb\n", "line 2"}, Case{"a = -1", "line 1"}, Case{"a = 1.5", "line 1"},
        Case{"a = 1_", "line 1"}, Case{"a = _1", "line 1"}, Case{"a = 1__0", "line 1"},
        Case{"= 1", "line 1"}, Case{"a b = 1", "line 1"}, Case{"a = ", "line 1"},
        Case{"\n\na = 1\na = 2", "line 4"}, Case{"a = 1234567890123456", "line 1"}}) {
    const auto read = parse_proposal(each.text);
    ASSERT_FALSE(read.ok()) << each.text;
    EXPECT_EQ(read.error().code, Errc::bad_value) << each.text;
    EXPECT_EQ(read.error().where, each.where) << each.text;
  }
  EXPECT_EQ(parse_proposal("a = 123456789012345")->front().value, 123'456'789'012'345);
}

TEST(Proposal, HoldsInItsOwnBook) {
  const std::vector<ProposedValue> proposal{{"JKM.contribution", 6'300}};
  const auto book = with_proposal(law(), proposal, on("2025-12-28"));
  ASSERT_TRUE(book.ok());
  EXPECT_EQ(book->find("JKM.contribution", on("2025-12-28"))->number, 6'300);
  EXPECT_EQ(law().find("JKM.contribution", on("2025-12-28"))->number, 6'800);
}

TEST(Proposal, KnowsNeitherOtherRulesNorWords) {
  const std::vector<ProposedValue> unknown{{"JKM.kontribusi", 1}};
  const auto none = with_proposal(law(), unknown, on("2025-12-28"));
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, Errc::no_parameter);
  EXPECT_EQ(none.error().where, "JKM.kontribusi");
}

}  // namespace
}  // namespace payung::cases
