// Goal: the pairs that wait are those that are stored, after every decision and every list.
// Method: two persons of one name and birth date on two lists, asked about once; what the room
// tells is compared with a room that has just been opened. On both engines.
#include "api/review_room.hpp"

#include <gtest/gtest.h>

#include "app/decide_review.hpp"
#include "app/lists_testing.hpp"
#include "store/testing.hpp"

namespace payung::api {
namespace {

using app::testing::imported;
using app::testing::Line;
using app::testing::Office;
using store::ReviewVerdict;

const Line kBudi{"3319011705800001", "Budi Santoso", "17-05-1980", "L", "Banget", "Petani", ""};
const Line kJoko{"3319011507700005", "Joko Susilo", "15-07-1970", "L", "Banget", "Petani", ""};
const Line kHasan{"3319011505820011", "Hasan Basri", "15-05-1982", "L", "Banget", "Petani", ""};
const Line kHusen{"3319011505820012", "Hasan Basri", "15-05-1982", "L", "Banget", "Petani", ""};
const Line kHusenMoved{"3319011505820012", "Hasan Basri", "15-05-1982", "L", "Piji", "Petani", ""};

void link(app::Environment& environment) {
  constexpr linkage::Settings kAskAlways{1'000'000'000, -1'000'000'000};
  ASSERT_TRUE(app::link_people(environment, app::testing::link_weights(), kAskAlways,
                               app::testing::on_one_thread)
                  .ok());
}

using Told = std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t, bool, bool>>;

Told told(ReviewRoom& room, db::Connection& database) {
  const auto pairs = room.pairs(database);
  EXPECT_TRUE(pairs.ok());
  Told all;
  if (!pairs.ok()) return all;
  for (const auto& one : **pairs) {
    all.emplace_back(one.id, one.person_a, one.person_b, one.decided, one.open());
  }
  return all;
}

TEST(ReviewRoom, TellsWhatIsStoredAfterEveryDecisionAndList) {
  store::testing::for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    auto& environment = office.environment;
    ReviewRoom room;
    EXPECT_TRUE(told(room, database).empty());
    imported(environment, {kBudi, kHasan}, "tani", "2025-01-05");
    imported(environment, {kJoko, kHusen}, "dagang", "2025-01-05");
    link(environment);
    const auto of = app::testing::persons(database);
    const auto first = told(room, database);
    ASSERT_EQ(first, (Told{{1, of.at(2), of.at(4), false, true}}));

    const auto after = [&](ReviewVerdict verdict) {
      EXPECT_TRUE(app::decide_review(environment, 1, verdict, "seen the card").ok());
      ReviewRoom opened_now;
      const auto all = told(room, database);
      EXPECT_EQ(all, told(opened_now, database));
      return all;
    };
    EXPECT_EQ(after(ReviewVerdict::different), (Told{{1, of.at(2), of.at(4), true, false}}));
    EXPECT_EQ(after(ReviewVerdict::undone), first);

    imported(environment, {kJoko, kHusenMoved}, "dagang", "2025-02-05");
    EXPECT_EQ(told(room, database), (Told{{1, of.at(2), of.at(4), false, false}}))
        << "a row that was replaced is asked about no more";
    link(environment);
    const auto again = told(room, database);
    ASSERT_EQ(again.size(), 2U) << "but the row that came for it is";
    EXPECT_EQ(after(ReviewVerdict::different).size(), 2U);
  });
}

}  // namespace
}  // namespace payung::api
