// Goal: what will be lost soon is told in time, with the sum to pay; school years are told when
// they can be asked for; members whom a hospital treated are found. Method: a small town on both
// engines, days on both sides of each limit, sums by hand.
#include "app/rights_soon.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/claims_testing.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using claims::Kind;
using store::testing::for_each_engine;
using testing::day;
using testing::kBudi;
using testing::Town;
using testing::whole_law;

constexpr std::int64_t kSari = 12;

std::string write(const reckoning::Outcome&, Date) { return "{}"; }

template <class T>
T must(Result<T> result) {
  EXPECT_TRUE(result.ok()) << (result.ok() ? ""
                                           : result.error().where + " " + result.error().detail);
  PAYUNG_CHECK(result.ok());
  return *std::move(result);
}

/// Budi and Sari, members since 1 January 2025, January paid by the office for social affairs.
struct Village {
  Town town;
  Environment env;

  explicit Village(db::Connection& connection)
      : town(connection),
        env{connection,
            whole_law(),
            town.env().regions,
            town.env().progress,
            day(2025, 1, 20),
            "2025-01-20T08:00:00Z",
            "ani"} {
    town.enrol(kBudi, 1, day(2025, 1, 1));
    town.enrol(kSari, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    town.pay("dinas", 33'600, day(2025, 1, 10));
  }

  std::vector<Lapsing> lapsing(Date today, DaysAhead days = {}) {
    env.today = today;
    return must(lapsing_members(env, 0, 100, days)).members;
  }
};

TEST(LapsingMembers, AreToldBeforeTheFourthUnpaidMonth) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    EXPECT_TRUE(village.lapsing(day(2025, 1, 31)).empty()) << "January is paid";
    // February, March and April may stay unpaid; on 1 May membership has ended.
    EXPECT_TRUE(village.lapsing(day(2025, 3, 30)).empty()) << "32 days are left";
    const auto soon = village.lapsing(day(2025, 3, 31));
    ASSERT_EQ(soon.size(), 2U) << "31 days are left";
    EXPECT_EQ(soon[0].person, kBudi);
    EXPECT_EQ(soon[0].covered_until, day(2025, 1, 31));
    EXPECT_EQ(soon[0].last_day, day(2025, 4, 30));
    EXPECT_EQ(soon[0].months_unpaid, 2);
    ASSERT_EQ(soon[0].months.size(), 2U);
    EXPECT_EQ(soon[0].months[0].text(), "2025-02");
    EXPECT_EQ(soon[0].to_pay, Rupiah(33'600)) << "2 x 16,800";
    ASSERT_TRUE(soon[0].payer.has_value());
    EXPECT_EQ(soon[0].rule.number, 3);
    const auto last = village.lapsing(day(2025, 4, 30));
    ASSERT_EQ(last.size(), 2U);
    EXPECT_EQ(last[0].to_pay, Rupiah(50'400)) << "3 x 16,800";
    EXPECT_TRUE(village.lapsing(day(2025, 5, 1)).empty()) << "it is over";
    EXPECT_EQ(village.lapsing(day(2025, 3, 1), 61).size(), 2U);
    EXPECT_TRUE(village.lapsing(day(2025, 3, 1), 60).empty());
    EXPECT_EQ(lapsing_members(village.env, 0, 1, -1).error().where, "days");
  });
}

TEST(LapsingMembers, ComePageByPageAndNotWhenTheyPaid) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    village.env.today = day(2025, 4, 10);
    const auto first = must(lapsing_members(village.env, 0, 1, {}));
    ASSERT_EQ(first.members.size(), 1U);
    EXPECT_EQ(first.last, kBudi);
    const auto second = must(lapsing_members(village.env, first.last, 1, {}));
    ASSERT_EQ(second.members.size(), 1U);
    EXPECT_EQ(second.members[0].person, kSari);
    EXPECT_EQ(must(lapsing_members(village.env, second.last, 1, {})).last, 0);
    village.town.bill(2025, 2);
    village.town.pay("dinas", 33'600, day(2025, 4, 10));
    EXPECT_TRUE(village.lapsing(day(2025, 4, 10)).empty()) << "now it goes on to the end of May";
  });
}

TEST(LapsingMembers, WhosePayersTimeIsOverAreToldTheSumToo) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    // The programme pays until March; nobody is bound to pay from April on.
    const enrolment::MembershipEvent event{.id = 900,
                                           .person = 13,
                                           .kind = enrolment::EventKind::enrolled,
                                           .on = day(2025, 2, 1),
                                           .effective = day(2025, 2, 1).month_of(),
                                           .until = day(2025, 4, 1).month_of(),
                                           .payer = 1,
                                           .budget = 0,
                                           .sector = Sector::agriculture,
                                           .programmes = {Programme::jkk, Programme::jkm},
                                           .income = {},
                                           .withdraws = 0,
                                           .recorded_at = "2025-02-01T08:00:00Z",
                                           .reason = "",
                                           .key = "until"};
    ASSERT_TRUE(store::add_membership_events(connection, std::vector{event}, "tester").ok());
    village.town.bill(2025, 2);
    village.town.bill(2025, 3);
    village.town.pay("dinas", 100'800, day(2025, 3, 31));
    const auto found = village.lapsing(day(2025, 6, 10));
    const auto one = std::ranges::find(found, 13, &Lapsing::person);
    ASSERT_NE(one, found.end());
    EXPECT_FALSE(one->payer.has_value());
    ASSERT_TRUE(one->paid_by.has_value());
    EXPECT_EQ(one->paid_by->code, "dinas");
    EXPECT_EQ(one->months.size(), 3U) << "April, May and June";
    EXPECT_EQ(one->to_pay, Rupiah(50'400)) << "3 x 16,800, not nothing";
  });
}

TEST(LapsingMembers, OfOthersAreNeitherLookedAtNorCounted) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    village.env.today = day(2025, 4, 10);
    const Reached sari = [](std::int64_t person) -> Result<bool> { return person == kSari; };
    const auto page = must(lapsing_members(village.env, 0, 1, {}, sari));
    ASSERT_EQ(page.members.size(), 1U);
    EXPECT_EQ(page.members[0].person, kSari) << "Budi does not use up the one place";
    EXPECT_EQ(page.last, kSari);
    EXPECT_EQ(must(lapsing_members(village.env, page.last, 1, {}, sari)).last, 0);
    const Reached nobody = [](std::int64_t) -> Result<bool> { return false; };
    EXPECT_TRUE(must(lapsing_members(village.env, 0, 1, {}, nobody)).members.empty());
  });
}

/// Budi died by an accident at work on 19 January 2025; the claim is approved.
std::int64_t death(Village& village) {
  auto& env = village.env;
  const auto id =
      must(report_claim(env, {kBudi, Kind::jkk_death, day(2025, 1, 19), "family"})).view.claim.id;
  for (const std::string& code : must(claim_view(env, id)).missing) {
    must(add_claim_paper(env, {id, code, "hash-" + code, "application/pdf", 12}));
  }
  must(name_receiver(env, id, {"Siti", "", "spouse_or_child", "BRI", "1234567890"}));
  must(verify_claim(env, id, ""));
  must(assess_claim(env, id, {}, "", write));
  must(approve_claim(env, id, approvable(must(claim_view(env, id))), ""));
  return id;
}

TEST(SchoolYears, AFamilyThatNeverAskedIsTold) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    EXPECT_TRUE(must(school_years_due(village.env, 0, 100, {})).years.empty());
    const std::int64_t id = death(village);
    const auto page = must(school_years_due(village.env, 0, 100, {}));
    ASSERT_EQ(page.years.size(), 1U);
    EXPECT_EQ(page.years[0].claim, id);
    EXPECT_EQ(page.years[0].child, 0) << "nobody knows the children yet";
    EXPECT_EQ(page.years[0].person, kBudi);
    EXPECT_EQ(page.last, 0);
  });
}

TEST(SchoolYears, TheNextYearOfEachChildIsDueInTime) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    auto& env = village.env;
    death(village);
    const auto id = must(report_claim(env, {kBudi, Kind::scholarship, day(2025, 1, 19), "family"}))
                        .view.claim.id;
    must(verify_claim(env, id, ""));
    // Two children: two years of junior school counted; the last of senior school counted.
    must(assess_claim(
        env, id,
        {{"first_year", "2025-07-14"}, {"children", "2012-05-01 junior*2,2007-01-01 senior*3"}}, "",
        write));
    env.today = day(2027, 5, 14);
    EXPECT_TRUE(must(school_years_due(env, 0, 100, {})).years.empty()) << "61 days before";
    env.today = day(2027, 5, 15);
    const auto soon = must(school_years_due(env, 0, 100, {})).years;
    ASSERT_EQ(soon.size(), 1U);
    EXPECT_EQ(soon[0].claim, id);
    EXPECT_EQ(soon[0].child, 2) << "the younger one";
    EXPECT_EQ(soon[0].level, benefits::Level::junior) << "a third year is left";
    EXPECT_EQ(soon[0].begins, day(2027, 7, 14));
    EXPECT_EQ(soon[0].amount, Rupiah(2'000'000));
    env.today = day(2028, 7, 14);
    const auto later = must(school_years_due(env, 0, 100, {})).years;
    ASSERT_EQ(later.size(), 2U);
    EXPECT_EQ(later[0].child, 1);
    EXPECT_EQ(later[0].level, benefits::Level::tertiary) << "after three years of senior school";
    EXPECT_EQ(later[0].amount, Rupiah(12'000'000));
    EXPECT_EQ(school_years_due(env, 0, 1, 5'000).error().where, "days");
  });
}

TEST(SchoolYears, StopAtTheAgeLimitAndAtTheLastYear) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    auto& env = village.env;
    const auto id = must(report_claim(env, {kBudi, Kind::scholarship, day(2025, 1, 19), "family"}))
                        .view.claim.id;
    must(verify_claim(env, id, ""));
    // Born 14 July 2003: 23 on the day the second year begins. The other has all five years.
    must(assess_claim(
        env, id,
        {{"first_year", "2025-07-14"}, {"children", "2003-07-14 tertiary*1,2004-01-01 tertiary*5"}},
        "", write));
    env.today = day(2031, 1, 1);
    EXPECT_TRUE(must(school_years_due(env, 0, 100, {})).years.empty());
    must(assess_claim(
        env, id, {{"first_year", "2025-07-14"}, {"children", "2003-07-15 tertiary*1"}}, "", write));
    EXPECT_EQ(must(school_years_due(env, 0, 100, {})).years.size(), 1U) << "22 until tomorrow";
  });
}

/// Budi on a list of the hospital of that day.
void list_in_hospital(db::Connection& connection, const char* as_of) {
  testing::list_person(connection, {.sender_kind = "hospital", .as_of = as_of, .number = 9});
}

TEST(TreatedMembers, AreFoundUntilSomebodyClaims) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    auto& env = village.env;
    EXPECT_TRUE(must(treated_members(env, 0, 100, {})).members.empty());
    list_in_hospital(connection, "2025-01-18");
    const auto found = must(treated_members(env, 0, 100, {})).members;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].person, kBudi);
    EXPECT_EQ(found[0].listed_on, day(2025, 1, 18));
    EXPECT_EQ(found[0].covered, coverage::Covered::yes);
    EXPECT_EQ(found[0].last_day_to_report, day(2025, 1, 20));
    EXPECT_EQ(found[0].last_day_to_claim, day(2030, 1, 18));
    EXPECT_FALSE(found[0].papers.empty());
    must(report_claim(env, {kBudi, Kind::jkk, day(2025, 1, 17), "family"}));
    EXPECT_TRUE(must(treated_members(env, 0, 100, {})).members.empty()) << "it was claimed";
    EXPECT_EQ(must(treated_members(env, 0, 100, 0)).members.size(), 1U) << "the day before";
  });
}

TEST(TreatedMembers, WithoutCoverAreLeftOut) {
  for_each_engine([](db::Connection& connection) {
    Village village(connection);
    list_in_hospital(connection, "2024-12-31");
    EXPECT_TRUE(must(treated_members(village.env, 0, 100, {})).members.empty());
  });
}

}  // namespace
}  // namespace payung::app
