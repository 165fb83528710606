// Goal: each day has the state that paid months, membership and the law give it.
// Method: tables around every boundary (D34, D35); random histories against a naive day by day
// count.
#include "coverage/coverage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "billing/testing.hpp"

namespace payung::coverage {
namespace {

using billing::testing::day;
using billing::testing::law;
using billing::testing::month;

/// Months of 2025 paid on the tenth of each.
std::vector<PaidMonth> paid(std::initializer_list<int> months) {
  std::vector<PaidMonth> out;
  for (const int m : months) out.push_back({month(2025, m), day(2025, m, 10)});
  return out;
}

std::vector<Term> since(Date start) { return {{start, {}, EndReason::none}}; }

const std::vector<PaidMonth> kToJune = paid({1, 2, 3, 4, 5, 6});
const std::vector<Term> kFromJanuary = since(day(2025, 1, 1));

TEST(CoverageOn, PaidThroughJune) {
  const rules::RuleBook book = law();
  const struct {
    const char* why;
    Date on;
    State state;
    Covered covered;
    Reason reason;
    std::int64_t unpaid;
  } cases[] = {
      {"the day before", day(2024, 12, 31), State::not_started, Covered::no, Reason::before_start,
       0},
      {"first day", day(2025, 1, 1), State::active, Covered::yes, Reason::month_paid, 0},
      {"last paid day", day(2025, 6, 30), State::active, Covered::yes, Reason::month_paid, 0},
      {"first unpaid day", day(2025, 7, 1), State::grace, Covered::conditional,
       Reason::months_unpaid_in_grace, 1},
      {"D34 on 20 September", day(2025, 9, 20), State::grace, Covered::conditional,
       Reason::months_unpaid_in_grace, 3},
      {"last tolerated day", day(2025, 9, 30), State::grace, Covered::conditional,
       Reason::months_unpaid_in_grace, 3},
      {"the fourth unpaid month", day(2025, 10, 1), State::lapsed, Covered::no,
       Reason::months_unpaid_lapsed, 4},
      {"D35 October has ended", day(2025, 11, 1), State::lapsed, Covered::no,
       Reason::months_unpaid_lapsed, 5},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = coverage_on(c.on, kFromJanuary, kToJune, book);
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(got->state, c.state);
    EXPECT_EQ(got->covered, c.covered);
    EXPECT_EQ(got->reason, c.reason);
    EXPECT_EQ(got->months_unpaid, c.unpaid);
    EXPECT_EQ(state_on(c.on, kFromJanuary, kToJune, *CoverRules::on(c.on, book)), c.state);
    if (c.state != State::not_started) {
      EXPECT_EQ(got->covered_until, day(2025, 6, 30));
    }
  }
}

TEST(CoverageOn, D34ArrearsPaidTheMembershipGoesOn) {
  auto months = kToJune;
  for (const int m : {7, 8, 9}) months.push_back({month(2025, m), day(2025, 9, 20)});
  const auto spans = coverage_spans(day(2025, 10, 1), kFromJanuary, months, law());
  ASSERT_TRUE(spans.ok());
  EXPECT_EQ(
      *spans,
      (std::vector<Span>{{day(2025, 1, 1), day(2025, 10, 1), State::active, Reason::month_paid}}));
}

TEST(CoverageOn, D35ComesBackFreshOnTheDayOfPayment) {
  auto months = kToJune;
  months.push_back({month(2025, 11), day(2025, 11, 20)});
  const auto spans = coverage_spans(day(2026, 1, 1), kFromJanuary, months, law());
  ASSERT_TRUE(spans.ok());
  EXPECT_EQ(
      *spans,
      (std::vector<Span>{
          {day(2025, 1, 1), day(2025, 7, 1), State::active, Reason::month_paid},
          {day(2025, 7, 1), day(2025, 10, 1), State::grace, Reason::months_unpaid_in_grace},
          {day(2025, 10, 1), day(2025, 11, 1), State::lapsed, Reason::months_unpaid_lapsed},
          {day(2025, 11, 1), day(2025, 11, 20), State::lapsed, Reason::before_reentry},
          {day(2025, 11, 20), day(2025, 12, 1), State::active, Reason::paid_after_reentry},
          {day(2025, 12, 1), day(2026, 1, 1), State::grace, Reason::months_unpaid_in_grace}}));
  const auto back = coverage_on(day(2025, 11, 20), kFromJanuary, months, law());
  EXPECT_EQ(back->membership_start, day(2025, 11, 20));
  const auto before = coverage_on(day(2025, 11, 19), kFromJanuary, months, law());
  EXPECT_EQ(before->state, State::lapsed);
  EXPECT_EQ(before->months_unpaid, 4);

  const auto resumed =
      coverage_on(day(2025, 11, 1), kFromJanuary, months, law("\"fresh\"", "\"resume\""));
  EXPECT_EQ(resumed->state, State::active);
  EXPECT_EQ(resumed->reason, Reason::month_paid);
  EXPECT_EQ(resumed->membership_start, day(2025, 1, 1));
}

TEST(CoverageOn, AHoleOfThreeMonthsIsNoNewBeginningOneOfFourIs) {
  auto three = kToJune;
  three.push_back({month(2025, 10), day(2025, 10, 20)});
  EXPECT_EQ(coverage_on(day(2025, 10, 1), kFromJanuary, three, law())->state, State::active);
  EXPECT_EQ(coverage_on(day(2025, 10, 1), kFromJanuary, three, law())->membership_start,
            day(2025, 1, 1));
  auto four = kToJune;
  four.push_back({month(2025, 11), day(2025, 11, 2)});
  EXPECT_EQ(coverage_on(day(2025, 11, 1), kFromJanuary, four, law())->state, State::lapsed);
  EXPECT_EQ(coverage_on(day(2025, 11, 2), kFromJanuary, four, law())->state, State::active);
}

TEST(CoverageOn, StartsByLawAndOnlyWithAPayment) {
  const auto terms = since(day(2025, 3, 14));
  const rules::RuleBook book = law();
  EXPECT_EQ(coverage_on(day(2025, 3, 13), terms, paid({3}), book)->state, State::not_started);
  EXPECT_EQ(coverage_on(day(2025, 3, 14), terms, paid({3}), book)->state, State::active);
  const auto unpaid = coverage_on(day(2025, 3, 20), terms, {}, book);
  EXPECT_EQ(unpaid->state, State::not_started);
  EXPECT_EQ(unpaid->reason, Reason::first_dues_unpaid);
  EXPECT_EQ(unpaid->covered, Covered::no);
  EXPECT_EQ(unpaid->months_unpaid, 1);
  ASSERT_EQ(unpaid->citations.size(), 1U);
  EXPECT_EQ(unpaid->citations[0].key, "enrolment.start");
  EXPECT_FALSE(unpaid->covered_until.has_value());
  // April is the first that somebody paid, on the tenth: cover begins that day, not before.
  EXPECT_EQ(coverage_on(day(2025, 4, 9), terms, paid({4}), book)->state, State::not_started);
  EXPECT_EQ(coverage_on(day(2025, 4, 10), terms, paid({4}), book)->state, State::active);
  // Dues that were paid before the membership began cover nothing.
  EXPECT_EQ(coverage_on(day(2025, 3, 20), terms, paid({1, 2}), book)->state, State::not_started);
}

TEST(CoverageOn, EndsWithDeathAndLeaving) {
  const rules::RuleBook book = law();
  const std::vector<Term> died{{day(2025, 1, 1), day(2025, 6, 11), EndReason::death}};
  const auto last = coverage_on(day(2025, 6, 10), died, kToJune, book);
  EXPECT_EQ(last->state, State::active);
  EXPECT_EQ(last->covered_until, day(2025, 6, 10));
  const auto after = coverage_on(day(2025, 6, 11), died, kToJune, book);
  EXPECT_EQ(after->state, State::ended);
  EXPECT_EQ(after->reason, Reason::died);
  EXPECT_EQ(after->covered, Covered::no);
  EXPECT_EQ(after->covered_until, day(2025, 6, 10));

  const struct {
    EndReason end;
    Reason reason;
  } cases[] = {{EndReason::left, Reason::left},
               {EndReason::moved, Reason::moved_away},
               {EndReason::employer, Reason::got_employer},
               {EndReason::dropped, Reason::programme_dropped}};
  for (const auto& c : cases) {
    const std::vector<Term> ended{{day(2025, 1, 1), day(2025, 7, 1), c.end}};
    EXPECT_EQ(coverage_on(day(2025, 6, 30), ended, kToJune, book)->state, State::active);
    EXPECT_EQ(coverage_on(day(2025, 7, 1), ended, kToJune, book)->reason, c.reason);
  }
}

TEST(CoverageOn, ANewMembershipOwesNothingToTheOld) {
  const rules::RuleBook book = law();
  const std::vector<Term> terms{{day(2025, 1, 1), day(2025, 4, 1), EndReason::left},
                                {day(2025, 8, 5), {}, EndReason::none}};
  const auto months = paid({1, 2, 3, 8});
  EXPECT_EQ(coverage_on(day(2025, 7, 1), terms, months, book)->state, State::ended);
  EXPECT_EQ(coverage_on(day(2025, 8, 4), terms, months, book)->state, State::ended);
  const auto again = coverage_on(day(2025, 8, 5), terms, months, book);
  EXPECT_EQ(again->state, State::active);
  EXPECT_EQ(again->membership_start, day(2025, 8, 5));
  EXPECT_EQ(coverage_on(day(2025, 9, 1), terms, months, book)->months_unpaid, 1);
}

TEST(CoverageOn, PolicyInGraceIsCitedWithItsDoubt) {
  const auto grace = coverage_on(day(2025, 7, 1), kFromJanuary, kToJune, law());
  ASSERT_EQ(grace->citations.size(), 2U);
  EXPECT_EQ(grace->citations[0].key, "coverage.grace_unpaid_months");
  EXPECT_EQ(grace->citations[1].key, "coverage.event_in_grace");
  EXPECT_EQ(grace->citations[1].source.checked, rules::Checked::unverified);
  const auto pay = law("\"pay_after_arrears\"", "\"pay\"");
  EXPECT_EQ(coverage_on(day(2025, 7, 1), kFromJanuary, kToJune, pay)->covered, Covered::yes);
  const auto reject = law("\"pay_after_arrears\"", "\"reject\"");
  EXPECT_EQ(coverage_on(day(2025, 7, 1), kFromJanuary, kToJune, reject)->covered, Covered::no);
  const auto lapsed = coverage_on(day(2025, 10, 1), kFromJanuary, kToJune, law());
  ASSERT_EQ(lapsed->citations.size(), 2U);
  EXPECT_EQ(lapsed->citations[1].key, "coverage.reentry");
}

TEST(CoverageOn, StandsAtTheEdgesOfTheCalendar) {
  const rules::RuleBook book = law();
  const std::vector<PaidMonth> last{{month(2199, 12), day(2199, 12, 1)}};
  EXPECT_EQ(coverage_on(day(2199, 12, 30), since(day(2199, 12, 1)), last, book)->state,
            State::active);
  EXPECT_EQ(coverage_on(day(2199, 12, 31), since(day(2199, 12, 1)), last, book).error().code,
            Errc::bad_date);
  const auto old = coverage_on(day(2025, 1, 1), since(day(1850, 1, 1)), {}, book);
  ASSERT_TRUE(old.ok());
  EXPECT_EQ(old->months_unpaid, 175 * 12 + 1);
}

TEST(CoverageOn, FailsWhereTheLawIsSilent) {
  const auto early = coverage_on(day(2015, 6, 30), kFromJanuary, kToJune, law());
  ASSERT_FALSE(early.ok());
  EXPECT_EQ(early.error().code, Errc::no_parameter);
  EXPECT_FALSE(coverage_spans(day(2025, 9, 1), kFromJanuary, kToJune, rules::RuleBook()).ok());
}

/// The same question asked naively: from the day backwards, month by month.
State naive(Date on, const Term& term, const std::vector<PaidMonth>& months, int grace) {
  if (on < term.start) return State::not_started;
  if (term.end && on >= *term.end) return State::ended;
  const auto has = [&](Month m) {
    return std::ranges::find(months, m, &PaidMonth::month) != months.end();
  };
  const Month first = term.start.month_of();
  const auto unpaid_before = [&](Month m) {
    int count = 0;
    for (Month back = m.plus(-1); back >= first && !has(back); back = back.plus(-1)) ++count;
    return count;
  };
  const auto ever_before = [&](Month m) {
    for (Month back = first; back < m; back = back.plus(1)) {
      if (has(back)) return true;
    }
    return false;
  };
  const Month m = on.month_of();
  if (has(m)) {
    const bool begins = ever_before(m) ? unpaid_before(m) > grace : m > first;
    const Date entry = std::ranges::find(months, m, &PaidMonth::month)->paid_on;
    if (!begins || on >= entry || entry > m.last_day()) return State::active;
    return ever_before(m) ? State::lapsed : State::not_started;
  }
  if (!ever_before(m)) return State::not_started;
  return unpaid_before(m) + 1 <= grace ? State::grace : State::lapsed;
}

TEST(CoverageOn, AgreesWithTheNaiveCountOnEveryDay) {
  const rules::RuleBook book = law();
  const CoverRules fixed = *CoverRules::on(day(2025, 1, 1), book);
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    std::mt19937_64 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    Term term{day(2024, 1 + below(12), 1 + below(28)), {}, EndReason::none};
    if (below(3) == 0) term = {term.start, day(2025, 1 + below(12), 1), EndReason::left};
    std::vector<PaidMonth> months;
    const int often = 2 + below(4);
    for (Month m = month(2023, 11); m < month(2026, 1); m = m.plus(1)) {
      if (below(often) != 0) continue;
      months.push_back({m, *Date::from_days(m.first_day().days_since_1970() + below(60))});
    }
    const std::vector<Term> terms{term};
    const auto spans = coverage_spans(day(2026, 3, 1), terms, months, book);
    ASSERT_TRUE(spans.ok());
    ASSERT_FALSE(spans->empty());
    EXPECT_EQ(spans->front().from, term.start);
    EXPECT_EQ(spans->back().until, day(2026, 3, 1));
    std::size_t at = 0;
    for (auto d = day(2023, 12, 20); d < day(2026, 3, 1);
         d = *Date::from_days(d.days_since_1970() + 1)) {
      const State expected = naive(d, term, months, 3);
      const auto got = coverage_on(d, terms, months, book);
      ASSERT_TRUE(got.ok());
      ASSERT_EQ(got->state, expected) << seed << " " << d.text();
      ASSERT_EQ(state_on(d, terms, months, fixed), expected) << seed << " " << d.text();
      if (d < term.start) continue;
      if ((*spans)[at].until == d) ++at;
      ASSERT_EQ((*spans)[at].state, expected) << seed << " " << d.text();
      ASSERT_EQ((*spans)[at].reason, got->reason);
      if (at > 0) {
        ASSERT_EQ((*spans)[at - 1].until, (*spans)[at].from);
      }
    }
  }
}

// The words of words.cpp, as JSON and stored text have them.
TEST(Words, EachIsItsOwn) {
  EXPECT_EQ(to_text(State::grace), "grace");
  EXPECT_EQ(to_text(EndReason::employer), "employer");
  EXPECT_EQ(to_text(GracePolicy::reject), "reject");
  EXPECT_EQ(to_text(Reason::programme_dropped), "programme_dropped");
  EXPECT_EQ(to_text(Covered::conditional), "conditional");
}

}  // namespace
}  // namespace payung::coverage
