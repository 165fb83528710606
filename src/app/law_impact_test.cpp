// Goal: the impact of a change of the law is that of the members of the month, by their payer and
// sector. Method: a register of four on both engines, figures by hand.
#include "app/law_impact.hpp"

#include <gtest/gtest.h>

#include "app/money_testing.hpp"
#include "contributions/testing.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;
using testing::day;
using testing::Town;

TEST(LawImpact, CountsTheMembersOfTheMonth) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));  // regency
    town.enrol(12, 3, day(2025, 1, 1));  // pays himself
    town.enrol(13, 3, day(2025, 1, 1), {Programme::jkk, Programme::jkm}, Sector::transport);
    town.enrol(14, 3, day(2025, 2, 1));  // not yet a member
    const auto found =
        law_impact(town.env(), {{&law(), day(2026, 3, 10)}, {&law(), day(2026, 5, 10)}});
    ASSERT_TRUE(found.ok()) << found.error().where << found.error().detail;
    EXPECT_EQ(found->members, 3);
    const cases::MeasureImpact& dues = found->impact.measures[0];
    EXPECT_EQ(dues.all.gain, 1);
    EXPECT_EQ(dues.all.same, 2);
    EXPECT_EQ(dues.all.before, Rupiah(16'800 + 16'800 + 8'400));
    EXPECT_EQ(dues.all.after, Rupiah(16'800 + 8'400 + 8'400));
    EXPECT_EQ(dues.by_sector.at("transport").same, 1);
    EXPECT_EQ(dues.by_region.at("").same, 2);  // nobody told where they live
  });
}

TEST(LawImpact, ADayBeforeTheLawIsAnError) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    const auto found =
        law_impact(town.env(), {{&law(), day(2015, 6, 30)}, {&law(), day(2015, 7, 1)}});
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(found.error().code, Errc::no_parameter);
  });
}

}  // namespace
}  // namespace payung::app
