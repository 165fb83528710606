// Goal: membership events become the terms that coverage needs, programme by programme.
// Method: events by hand, one for each way in which a membership goes on or ends.
#include "coverage/terms.hpp"

#include <gtest/gtest.h>

#include "billing/testing.hpp"

namespace payung::coverage {
namespace {

using billing::testing::day;
using billing::testing::month;
using enrolment::EventKind;
using enrolment::MembershipEvent;

constexpr ProgrammeSet kPair{Programme::jkk, Programme::jkm};
constexpr ProgrammeSet kTriple{Programme::jkk, Programme::jkm, Programme::jht};

/// Events of one person, numbered as they come.
class Events {
 public:
  MembershipEvent& add(EventKind kind, Date on, Month effective) {
    MembershipEvent event{.id = static_cast<std::int64_t>(all_.size()) + 1,
                          .person = 1,
                          .kind = kind,
                          .on = on,
                          .effective = effective,
                          .until = {},
                          .payer = 1,
                          .budget = 0,
                          .sector = Sector::trade,
                          .programmes = kPair,
                          .income = {},
                          .withdraws = 0,
                          .recorded_at = "",
                          .reason = "",
                          .key = ""};
    all_.push_back(event);
    return all_.back();
  }
  std::vector<Term> terms(Programme programme) const { return terms_of(all_, programme); }

 private:
  std::vector<MembershipEvent> all_;
};

Events enrolled() {
  Events events;
  events.add(EventKind::enrolled, day(2025, 1, 14), month(2025, 1)).until = month(2025, 7);
  return events;
}

TEST(TermsOf, APayerWhoStopsPayingEndsNothing) {
  const auto terms = enrolled().terms(Programme::jkm);
  ASSERT_EQ(terms.size(), 1U);
  EXPECT_EQ(terms[0].start, day(2025, 1, 14));
  EXPECT_FALSE(terms[0].end.has_value());
  EXPECT_TRUE(enrolled().terms(Programme::jht).empty());
}

TEST(TermsOf, AChangeOfPayerGoesOn) {
  Events events = enrolled();
  events.add(EventKind::payer_changed, day(2025, 4, 1), month(2025, 4)).payer = 2;
  const auto terms = events.terms(Programme::jkk);
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
    Events events = enrolled();
    events.add(c.kind, day(2025, 6, 10), month(2025, 7));
    const auto terms = events.terms(Programme::jkk);
    ASSERT_EQ(terms.size(), 1U);
    EXPECT_EQ(terms[0].end, c.end);
    EXPECT_EQ(terms[0].reason, c.reason);
  }
}

TEST(TermsOf, ADeathAfterThePayerStoppedEndsItToo) {
  Events events = enrolled();
  events.add(EventKind::died, day(2025, 9, 2), month(2025, 10));
  const auto terms = events.terms(Programme::jkk);
  ASSERT_EQ(terms.size(), 1U);
  EXPECT_EQ(terms[0].end, day(2025, 9, 3));
  EXPECT_EQ(terms[0].reason, EndReason::death);

  events.add(EventKind::withdrawn, day(2025, 9, 5), month(2025, 10)).withdraws = 2;
  EXPECT_FALSE(events.terms(Programme::jkk)[0].end.has_value());
}

TEST(TermsOf, AProgrammeMayComeAndGo) {
  Events events = enrolled();
  events.add(EventKind::programmes_changed, day(2025, 3, 3), month(2025, 4)).programmes = kTriple;
  events.add(EventKind::programmes_changed, day(2025, 5, 3), month(2025, 6)).programmes = kPair;
  const auto jht = events.terms(Programme::jht);
  ASSERT_EQ(jht.size(), 1U);
  EXPECT_EQ(jht[0].start, day(2025, 4, 1));
  EXPECT_EQ(jht[0].end, day(2025, 6, 1));
  EXPECT_EQ(jht[0].reason, EndReason::dropped);
  EXPECT_EQ(events.terms(Programme::jkk).size(), 1U);
}

TEST(TermsOf, ANewEnrolmentIsANewTermAfterAHole) {
  Events left = enrolled();
  left.add(EventKind::left, day(2025, 3, 5), month(2025, 4));
  left.add(EventKind::enrolled, day(2025, 9, 20), month(2025, 9));
  const auto two = left.terms(Programme::jkk);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0].end, day(2025, 4, 1));
  EXPECT_EQ(two[1].start, day(2025, 9, 20));

  Events hole = enrolled();
  hole.add(EventKind::enrolled, day(2025, 9, 20), month(2025, 9));
  const auto after_hole = hole.terms(Programme::jkk);
  ASSERT_EQ(after_hole.size(), 2U);
  EXPECT_EQ(after_hole[0].end, day(2025, 9, 20));

  Events next_year = enrolled();
  next_year.add(EventKind::enrolled, day(2025, 7, 1), month(2025, 7));
  EXPECT_EQ(next_year.terms(Programme::jkk).size(), 1U);
}

}  // namespace
}  // namespace payung::coverage
