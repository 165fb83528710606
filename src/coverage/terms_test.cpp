// Goal: membership spells become the terms that coverage needs, programme by programme.
// Method: spells by hand, one for each way in which a membership goes on or ends.
#include "coverage/terms.hpp"

#include <gtest/gtest.h>

#include "billing/testing.hpp"

namespace payung::coverage {
namespace {

using billing::testing::day;
using billing::testing::month;
using enrolment::EventKind;
using enrolment::Spell;

Spell spell(int from, std::optional<int> until, std::int64_t payer, ProgrammeSet programmes) {
  Spell s{{1, payer, 0, Sector::trade, programmes, {}, day(2025, 1, 14), 1},
          month(2025, from),
          {},
          {},
          {}};
  if (until) s.until = month(2025, *until);
  return s;
}

constexpr ProgrammeSet kPair{Programme::jkk, Programme::jkm};
constexpr ProgrammeSet kTriple{Programme::jkk, Programme::jkm, Programme::jht};

TEST(TermsOf, AChangeOfPayerGoesOn) {
  const std::vector spells{spell(1, 4, 1, kPair), spell(4, {}, 2, kPair)};
  const auto terms = terms_of(spells, Programme::jkk);
  ASSERT_EQ(terms.size(), 1U);
  EXPECT_EQ(terms[0].start, day(2025, 1, 14));
  EXPECT_FALSE(terms[0].end.has_value());
  EXPECT_TRUE(terms_of(spells, Programme::jht).empty());
}

TEST(TermsOf, APayerWhoStopsPayingEndsNothing) {
  const auto terms = terms_of(std::vector{spell(1, 7, 1, kPair)}, Programme::jkm);
  ASSERT_EQ(terms.size(), 1U);
  EXPECT_FALSE(terms[0].end.has_value());
}

TEST(TermsOf, EndsOnTheDayAfterDeathElseWithTheLastMonthDue) {
  const struct {
    EventKind kind;
    Date end;
    EndReason reason;
  } cases[] = {{EventKind::died, day(2025, 6, 11), EndReason::death},
               {EventKind::left, day(2025, 7, 1), EndReason::left},
               {EventKind::moved, day(2025, 7, 1), EndReason::moved},
               {EventKind::got_employer, day(2025, 7, 1), EndReason::employer}};
  for (const auto& c : cases) {
    auto ended = spell(1, 7, 1, kPair);
    ended.ended_by = c.kind;
    ended.ended_on = day(2025, 6, 10);
    const auto terms = terms_of(std::vector{ended}, Programme::jkk);
    ASSERT_EQ(terms.size(), 1U);
    EXPECT_EQ(terms[0].end, c.end);
    EXPECT_EQ(terms[0].reason, c.reason);
  }
}

TEST(TermsOf, AProgrammeMayComeAndGo) {
  const std::vector spells{spell(1, 4, 1, kPair), spell(4, 8, 1, kTriple), spell(8, {}, 1, kPair)};
  const auto jht = terms_of(spells, Programme::jht);
  ASSERT_EQ(jht.size(), 1U);
  EXPECT_EQ(jht[0].start, day(2025, 4, 1));
  EXPECT_EQ(jht[0].end, day(2025, 8, 1));
  EXPECT_EQ(jht[0].reason, EndReason::dropped);
  EXPECT_EQ(terms_of(spells, Programme::jkk).size(), 1U);
}

TEST(TermsOf, ANewEnrolmentIsANewTerm) {
  auto first = spell(1, 4, 1, kPair);
  first.ended_by = EventKind::left;
  first.ended_on = day(2025, 3, 5);
  auto second = spell(9, {}, 2, kPair);
  second.member.start = day(2025, 9, 20);
  const auto terms = terms_of(std::vector{first, second}, Programme::jkk);
  ASSERT_EQ(terms.size(), 2U);
  EXPECT_EQ(terms[1].start, day(2025, 9, 20));
}

}  // namespace
}  // namespace payung::coverage
