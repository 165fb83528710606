// Goal: money pays the oldest month and whole people first, and not a rupiah is lost or made.
// Method: cases by hand (D34, D35 of the law's examples); random sequences of bills and payments.
#include "billing/matching.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "billing/testing.hpp"

namespace payung::billing {
namespace {

using testing::day;
using testing::law;
using testing::month;

std::vector<OpenLine> dues(int m, std::int64_t membership, std::int64_t jkk = 10'000,
                           std::int64_t jkm = 6'800) {
  const std::int64_t person = 100 - membership;  // not the order of persons
  return {{month(2025, m), membership, person, Programme::jkk, 0, Rupiah(jkk)},
          {month(2025, m), membership, person, Programme::jkm, 0, Rupiah(jkm)}};
}

void add(std::vector<OpenLine>& to, const std::vector<OpenLine>& lines) {
  to.insert(to.end(), lines.begin(), lines.end());
}

TEST(Match, OldestMonthFirstThenMembershipOrderWholePeople) {
  std::vector<OpenLine> open;
  add(open, dues(2, 1));
  add(open, dues(1, 2));
  add(open, dues(1, 1));
  const struct {
    const char* why;
    std::int64_t available;
    std::int64_t paid;
    std::vector<std::pair<int, std::int64_t>> people;  // month, membership
  } cases[] = {
      {"nothing", 0, 0, {}},
      {"one rupiah short of a person", 16'799, 0, {}},
      {"exactly one", 16'800, 16'800, {{1, 1}}},
      {"one and most of the next", 33'599, 16'800, {{1, 1}}},
      {"the oldest month", 33'600, 33'600, {{1, 1}, {1, 2}}},
      {"all", 50'400, 50'400, {{1, 1}, {1, 2}, {2, 1}}},
      {"more than all", 60'000, 50'400, {{1, 1}, {1, 2}, {2, 1}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = match(open, Rupiah(c.available));
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(got->paid, Rupiah(c.paid));
    EXPECT_EQ(got->left, Rupiah(c.available - c.paid));
    EXPECT_EQ(got->person_months, static_cast<std::int64_t>(c.people.size()));
    ASSERT_EQ(got->settled.size(), 2 * c.people.size());
    for (std::size_t i = 0; i < c.people.size(); ++i) {
      EXPECT_EQ(got->settled[2 * i].month, month(2025, c.people[i].first));
      EXPECT_EQ(got->settled[2 * i].membership, c.people[i].second);
      EXPECT_EQ(got->settled[2 * i + 1].membership, c.people[i].second);
    }
  }
}

TEST(Match, NobodyIsOvertaken) {
  std::vector<OpenLine> open = dues(1, 1, 207'000);
  add(open, dues(1, 2));
  const auto got = match(open, Rupiah(20'000));
  ASSERT_TRUE(got.ok());
  EXPECT_TRUE(got->settled.empty());
  EXPECT_EQ(got->left, Rupiah(20'000));
}

TEST(Match, ACorrectionIsSettledWithWhatItCorrects) {
  std::vector<OpenLine> open = dues(1, 1);
  open.push_back({month(2025, 1), 1, 99, Programme::jkk, 1, Rupiah(-5'000)});
  const auto got = match(open, Rupiah(11'800));
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->paid, Rupiah(11'800));
  EXPECT_EQ(got->settled.size(), 3U);

  // The dues are paid already: the correction alone gives the money back, and it pays the next.
  std::vector<OpenLine> later = dues(2, 2);
  later.push_back({month(2025, 3), 1, 99, Programme::jkk, 1, Rupiah(-16'800)});
  const auto back = match(later, Rupiah(0));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->paid, Rupiah(0));
  EXPECT_EQ(back->left, Rupiah(0));
  EXPECT_EQ(back->settled.size(), 3U);

  std::vector<OpenLine> cancelled = dues(1, 1);
  cancelled.push_back({month(2025, 1), 1, 99, Programme::jkk, 1, Rupiah(-10'000)});
  cancelled.push_back({month(2025, 1), 1, 99, Programme::jkm, 1, Rupiah(-6'800)});
  const auto closed = match(cancelled, Rupiah(0));
  ASSERT_TRUE(closed.ok());
  EXPECT_EQ(closed->settled.size(), 4U);
  EXPECT_EQ(closed->person_months, 0);
}

TEST(Match, ACorrectionUnderAnotherMembershipBelongsToThePerson) {
  // Nothing was paid, so nothing may be given back: the two are settled as one.
  std::vector<OpenLine> open = dues(1, 1);
  open.push_back({month(2025, 1), 9, 99, Programme::jkk, 1, Rupiah(-5'000)});
  const auto nothing = match(open, Rupiah(0));
  ASSERT_TRUE(nothing.ok());
  EXPECT_TRUE(nothing->settled.empty());
  EXPECT_EQ(match(open, Rupiah(11'800))->settled.size(), 3U);
}

TEST(Match, RefusesWhatCannotBe) {
  EXPECT_EQ(match({}, Rupiah(-1)).error().code, Errc::bad_amount);
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(match(dues(1, 1, kMax, 1), Rupiah(5)).error().code, Errc::overflow);
}

/// What a payer's file of dues and money looks like over months, kept by the test itself.
struct Account {
  std::vector<OpenLine> open;
  std::int64_t received = 0;
  std::int64_t settled = 0;
  std::int64_t suspense = 0;
  std::map<std::pair<std::int32_t, std::int64_t>, int> times_paid;

  void run() {
    const auto got = match(open, Rupiah(suspense));
    ASSERT_TRUE(got.ok());
    ASSERT_EQ(got->paid.amount() + got->left.amount(), suspense);
    ASSERT_GE(got->left, Rupiah(0));
    for (const OpenLine& line : got->settled) {
      if (line.programme == Programme::jkk) {
        ++times_paid[{line.month.index(), line.membership}];
      }
      const auto found = std::ranges::find(open, line);
      ASSERT_NE(found, open.end());
      open.erase(found);
    }
    settled += got->paid.amount();
    suspense = got->left.amount();
    ASSERT_EQ(settled + suspense, received);
    // Nothing payable is left lying: the next person in order costs more than what is left.
    if (!open.empty()) {
      const auto next = std::ranges::min_element(
          open, {}, [](const OpenLine& line) { return std::pair(line.month, line.membership); });
      std::int64_t cost = 0;
      for (const OpenLine& line : open) {
        if (line.month == next->month && line.membership == next->membership) {
          cost += line.amount.amount();
        }
      }
      ASSERT_GT(cost, suspense);
    }
  }
};

TEST(Match, SettlementsAndSuspenseAreWhatWasReceived) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    Account account;
    int billed = 0;
    for (int step = 0; step < 30; ++step) {
      if (random() % 2 == 0 && billed < 12) {
        ++billed;
        const auto people = 1 + static_cast<std::int64_t>(random() % 4);
        for (std::int64_t person = 1; person <= people; ++person) {
          add(account.open, dues(billed, person, random() % 4 == 0 ? 5'000 : 10'000));
        }
      } else {
        const auto money = static_cast<std::int64_t>(random() % 90'000);
        account.received += money;
        account.suspense += money;
      }
      account.run();
      if (HasFatalFailure()) return;
    }
    for (const auto& [person_month, times] : account.times_paid) EXPECT_EQ(times, 1);
  }
}

TEST(Arrears, ThreeMonthsArePayableTheFourthEndsMembership) {
  const rules::RuleBook book = law();
  const std::vector<Month> july_on{month(2025, 7), month(2025, 8), month(2025, 9), month(2025, 10),
                                   month(2025, 11)};
  const struct {
    const char* why;
    std::size_t unpaid;
    Date on;
    std::size_t payable;
    std::size_t not_charged;
  } cases[] = {
      {"D34 on 20 September: three months", 3, day(2025, 9, 20), 3, 0},
      {"the last day of September", 3, day(2025, 9, 30), 3, 0},
      {"October runs: three were missed", 4, day(2025, 10, 1), 4, 0},
      {"the last day of October", 4, day(2025, 10, 31), 4, 0},
      {"D35 October has ended: four were missed", 5, day(2025, 11, 1), 1, 4},
      {"D35 before November is billed", 4, day(2025, 11, 1), 0, 4},
      {"nothing owed", 0, day(2025, 9, 20), 0, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = arrears_of(std::span(july_on).first(c.unpaid), month(2025, 6), c.on, book);
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(got->payable.size(), c.payable);
    EXPECT_EQ(got->not_charged.size(), c.not_charged);
  }
  const auto never = arrears_of(std::span(july_on).first(4), std::nullopt, day(2025, 10, 31), book);
  EXPECT_EQ(never->payable.size(), 4U);
  const auto late = arrears_of(std::span(july_on).first(4), std::nullopt, day(2025, 11, 1), book);
  EXPECT_EQ(late->not_charged.size(), 4U);
  EXPECT_EQ(arrears_of(july_on, std::nullopt, day(2015, 6, 30), book).error().code,
            Errc::no_parameter);
}

}  // namespace
}  // namespace payung::billing
