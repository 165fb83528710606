// Goal: whoever decides a pair sees beforehand what becomes of members, money and days of cover.
// Method: two persons with memberships of two payers that overlap for two months; every sum worked
// out by hand from Rp16.800 a month (JKK 10.000, JKM 6.800), on both engines.
#include "app/review_effect.hpp"

#include <gtest/gtest.h>

#include "app/decide_review.hpp"
#include "app/lists_testing.hpp"
#include "app/money_testing.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

using store::testing::for_each_engine;

const Line kBudi{"3319011705800001", "Budi Santoso", "17-05-1980", "L", "Banget", "Petani", ""};
const Line kJoko{"3319011507700005", "Joko Susilo", "15-07-1970", "L", "Banget", "Petani", ""};
const Line kHasan{"3319011505820011", "Hasan Basri", "15-05-1982", "L", "Banget", "Petani", ""};
const Line kHusen{"3319011505820012", "Hasan Basri", "15-05-1982", "L", "Banget", "Petani", ""};

constexpr std::int64_t kDinas = 1;
constexpr std::int64_t kToko = 2;

/// Rows 1 to 4: Budi and Hasan on one list, Joko and Husen on another; Hasan and Husen are asked
/// about.
std::int64_t asked_pair(Office& office) {
  imported(office.environment, {kBudi, kHasan}, "tani", "2025-01-05");
  imported(office.environment, {kJoko, kHusen}, "dagang", "2025-01-05");
  constexpr linkage::Settings kAskAlways{1'000'000'000, -1'000'000'000};
  const auto run = link_people(office.environment, link_weights(), kAskAlways, on_one_thread);
  EXPECT_TRUE(run.ok());
  const auto open = store::open_reviews(office.environment.database, 10);
  EXPECT_TRUE(open.ok());
  EXPECT_EQ(open->size(), 1U);
  return open->empty() ? 0 : open->front().id;
}

std::vector<std::string> texts(const std::vector<Month>& months) {
  std::vector<std::string> all;
  for (const Month one : months) all.push_back(one.text());
  return all;
}

TEST(ReviewEffect, TwoMembersOfTwoPayers) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto pair = asked_pair(office);
    const auto of = persons(database);
    const auto hasan = of.at(2);
    const auto husen = of.at(4);
    Town town(database);
    town.enrol(hasan, kDinas, day(2025, 1, 1));
    town.enrol(husen, kToko, day(2025, 2, 1));
    for (const int m : {1, 2, 3}) town.bill(2025, m);
    town.pay("dinas", 33'600, day(2025, 2, 10));
    town.pay("toko", 16'800, day(2025, 2, 10));
    town.env().today = day(2025, 3, 20);

    const auto effect = effect_of_same(town.env(), pair);
    ASSERT_TRUE(effect.ok()) << effect.error().where << " " << effect.error().detail;
    EXPECT_FALSE(effect->one_already);
    EXPECT_EQ(effect->members_before, 2);
    EXPECT_EQ(effect->members_after, 1);
    EXPECT_EQ(effect->sides[effect->keeps].person, std::min(hasan, husen));
    const auto& [a, b] = effect->sides;
    EXPECT_EQ(a.person, hasan);
    EXPECT_EQ(a.rows, std::vector<std::int64_t>{2});
    EXPECT_EQ(a.bills, 3);
    EXPECT_EQ(a.billed, Rupiah(50'400));
    EXPECT_EQ(a.paid, Rupiah(33'600));
    EXPECT_EQ(texts(a.months_paid), (std::vector<std::string>{"2025-01", "2025-02"}));
    EXPECT_EQ(a.covered_days, 59) << "January 31, February 28";
    EXPECT_EQ(b.billed, Rupiah(33'600));
    EXPECT_EQ(texts(b.months_billed), (std::vector<std::string>{"2025-02", "2025-03"}));
    EXPECT_EQ(b.covered_days, 28);
    ASSERT_EQ(effect->doubles.size(), 2U);
    EXPECT_EQ(effect->doubles[0].month.text(), "2025-02");
    EXPECT_EQ(effect->doubles[0].dues, Rupiah(16'800));
    EXPECT_EQ(effect->doubles[0].paid, Rupiah(16'800));
    EXPECT_EQ(effect->doubles[1].paid, Rupiah(0));
    EXPECT_EQ(effect->billed_twice, Rupiah(33'600));
    EXPECT_EQ(effect->paid_twice, Rupiah(16'800));
    EXPECT_EQ(effect->covered_days_twice, 28);
    EXPECT_EQ(effect->covered_days, 59);
    ASSERT_EQ(effect->pairs.size(), 1U);
    EXPECT_EQ(effect->pairs[0].verdict, "");
  });
}

TEST(ReviewEffect, AMemberKeepsTheNumberAndNothingIsTwice) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto pair = asked_pair(office);
    const auto husen = persons(database).at(4);
    Town town(database);
    town.enrol(husen, kToko, day(2025, 1, 1));
    town.bill(2025, 1);
    const auto effect = effect_of_same(town.env(), pair);
    ASSERT_TRUE(effect.ok());
    EXPECT_EQ(effect->sides[effect->keeps].person, husen);
    EXPECT_EQ(effect->members_before, 1);
    EXPECT_EQ(effect->members_after, 1);
    EXPECT_TRUE(effect->doubles.empty());
    EXPECT_EQ(effect->billed_twice, Rupiah(0));
    EXPECT_EQ(effect->covered_days, 0) << "billed, not paid";
  });
}

TEST(ReviewEffect, NothingIsWrittenAndOneStaysOne) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto pair = asked_pair(office);
    const auto audits = count(database, "select count(*) from audit");
    ASSERT_TRUE(effect_of_same(office.environment, pair).ok());
    EXPECT_EQ(count(database, "select count(*) from audit"), audits);
    EXPECT_EQ(count(database, "select count(*) from review_decision"), 0);
    ASSERT_TRUE(
        decide_review(office.environment, pair, store::ReviewVerdict::same, "seen the card").ok());
    linked(office.environment);
    const auto after = effect_of_same(office.environment, pair);
    ASSERT_TRUE(after.ok());
    EXPECT_TRUE(after->one_already);
    EXPECT_EQ(after->pairs.at(0).verdict, "same");
    EXPECT_EQ(effect_of_same(office.environment, 99).error().code, Errc::not_found);
  });
}

}  // namespace
}  // namespace payung::app::testing
