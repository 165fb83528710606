#include "app/covered_members.hpp"

#include "app/money_testing.hpp"
#include "app/search_people.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using coverage::Covered;
using enrolment::EventKind;
using testing::day;
using testing::Town;

TEST(CoveredMembers, OfEverybodyAndOfSomeAreTheSame) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Town town(connection);
    EXPECT_EQ(*covered_members(town.env()), CoveredMembers{});
    town.enrol(1, 3, day(2025, 1, 1));  // udin pays January
    town.enrol(2, 1, day(2025, 1, 1));  // the office has not paid
    town.enrol(4, 2, day(2025, 1, 1));  // paid, and has died
    town.bill(2025, 1);
    town.pay("udin", 16'800, day(2025, 1, 10));
    town.pay("toko", 16'800, day(2025, 1, 10));
    town.end(4, EventKind::died, day(2025, 1, 15));
    const CoveredMembers all{{1, Covered::yes}, {2, Covered::no}, {4, Covered::no}};
    EXPECT_EQ(*covered_members(town.env()), all);
    EXPECT_EQ(*covered_members_of(town.env(), {1, 2, 3, 4}), all);  // 3 never was one
    EXPECT_EQ(*covered_members_of(town.env(), {1}), (CoveredMembers{{1, Covered::yes}}));
    EXPECT_EQ(*covered_members_of(town.env(), {}), CoveredMembers{});
  });
}

TEST(CoveredMembers, TheIndexFollowsEventsPaymentsAndTheDay) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Town town(connection);
    PeopleIndex index;
    const auto covered = [&](std::int64_t person) {
      EXPECT_TRUE(index.refresh(town.env()).ok());
      return index.state()->covered_now(person);
    };
    town.enrol(1, 3, day(2025, 1, 1));
    town.enrol(2, 2, day(2025, 1, 1));
    EXPECT_EQ(covered(1), Covered::no);
    town.bill(2025, 1);
    town.pay("udin", 16'800, day(2025, 1, 10));
    EXPECT_EQ(covered(1), Covered::yes);
    town.end(1, EventKind::died, day(2025, 1, 15));
    EXPECT_EQ(covered(1), Covered::no);
    EXPECT_EQ(covered(2), Covered::no);
    town.pay("toko", 16'800, day(2025, 1, 16));
    EXPECT_EQ(covered(2), Covered::yes);
    EXPECT_EQ(covered(1), Covered::no);  // what was said since the whole was made is not lost
    town.env().today = day(2025, 1, 12);
    EXPECT_EQ(covered(1), Covered::yes);
  });
}

}  // namespace
}  // namespace payung::app
