// A ranking that is fair by size, a forecast that says how sure it is, groups that count as their
// persons do. Method: small tables worked out by hand.
#include "evaluation/ranking.hpp"

#include <gtest/gtest.h>

#include "evaluation/forecast.hpp"
#include "evaluation/grouped.hpp"

namespace payung::evaluation {
namespace {

TEST(Ranking, ALuckySmallPlaceDoesNotLead) {
  // Two of two by chance, 900 of 1000 by work; the others make the average 0.5.
  const std::vector<Tally> areas{{2, 2}, {900, 1000}, {500, 1000}, {100, 1000}, {0, 0}};
  const auto ranked = rank_fairly(areas);
  ASSERT_EQ(ranked.size(), 5U);
  EXPECT_EQ(ranked[1].rank, 1);
  EXPECT_EQ(ranked[0].rank, 2);
  EXPECT_EQ(ranked[2].rank, 3);
  EXPECT_EQ(ranked[3].rank, 4);
  EXPECT_EQ(ranked[4].rank, 0);
  // 0.5 +- 1.96 * sqrt(0.25 / 1000) = 0.469 to 0.531; of two: -0.19 to 1.19
  EXPECT_EQ(ranked[0].standing, Standing::expected);
  EXPECT_EQ(ranked[1].standing, Standing::above);
  EXPECT_EQ(ranked[2].standing, Standing::expected);
  EXPECT_EQ(ranked[3].standing, Standing::below);
  EXPECT_EQ(ranked[4].standing, Standing::nobody);
}

TEST(Ranking, DifferencesOfChanceAloneAreDrawnTogether) {
  // 10 of 20 and 11 of 20 differ by less than chance explains: both are the average, 21 of 40.
  const std::vector<Tally> areas{{10, 20}, {11, 20}};
  const auto ranked = rank_fairly(areas);
  EXPECT_NEAR(ranked[0].fair_share, 0.525, 1e-6);
  EXPECT_NEAR(ranked[1].fair_share, 0.525, 1e-6);
}

TEST(Ranking, NobodyAtAll) {
  EXPECT_TRUE(rank_fairly({}).empty());
  const std::vector<Tally> none{{0, 0}, {0, 0}};
  for (const auto& one : rank_fairly(none)) EXPECT_EQ(one.standing, Standing::nobody);
  const std::vector<Tally> all{{5, 5}, {7, 7}};
  for (const auto& one : rank_fairly(all)) {
    EXPECT_EQ(one.rank, 1);
    EXPECT_EQ(one.standing, Standing::expected);
  }
}

TEST(Forecast, CarriesTheMovementOnAndWidens) {
  // Steps 100, 300, 100, 300: drift 200, deviations all 100, variance 40000 / 3.
  const std::vector<std::int64_t> past{1000, 1100, 1400, 1500, 1800};
  const auto ahead = forecast(past, 2, std::nullopt);
  ASSERT_EQ(ahead.size(), 2U);
  EXPECT_EQ(ahead[0].middle, 2000);
  EXPECT_EQ(ahead[1].middle, 2200);
  // sqrt(13333.3 * 1 * 1.25) = 129.10, times 1.2816 = 165.5
  EXPECT_EQ(ahead[0].low, 1835);
  EXPECT_EQ(ahead[0].high, 2165);
  // sqrt(13333.3 * 2 * 1.5) = 200, times 1.2816 = 256.3
  EXPECT_EQ(ahead[1].low, 1944);
  EXPECT_EQ(ahead[1].high, 2456);
}

TEST(Forecast, KeepsWithinWhatThereIs) {
  const std::vector<std::int64_t> up{10, 20, 30, 40};
  const auto capped = forecast(up, 3, 55);
  ASSERT_EQ(capped.size(), 3U);
  EXPECT_EQ(capped[0].middle, 50);
  EXPECT_EQ(capped[2].middle, 55);
  const std::vector<std::int64_t> down{30, 20, 10, 0};
  EXPECT_EQ(forecast(down, 1, std::nullopt)[0].middle, 0);
  const std::vector<std::int64_t> three{1, 2, 3};
  EXPECT_TRUE(forecast(three, 3, std::nullopt).empty());
  EXPECT_TRUE(forecast(up, 0, std::nullopt).empty());
}

TEST(Grouped, CountsAsItsPersonsDo) {
  PersonOutcome farmer;
  farmer.region = *RegionCode::parse("33.19.04.2001");
  farmer.sector = Sector::agriculture;
  farmer.proposed = true;
  farmer.station = Station::active;
  PersonOutcome waiting = farmer;
  waiting.station = Station::waiting;
  waiting.reason = "report.reason.exhausted";
  std::vector<PersonOutcome> people{farmer, waiting, farmer, farmer};
  for (std::size_t i = 0; i < people.size(); ++i) people[i].person = static_cast<int>(i) + 1;
  const auto result = grouped(people);
  ASSERT_EQ(result.groups.size(), 2U);
  EXPECT_EQ(result.groups[0].people, 3);
  EXPECT_EQ(result.groups[0].person, 0);
  EXPECT_EQ(result.groups[1].people, 1);
  EXPECT_EQ(result.group_of, (std::vector<std::uint32_t>{0, 1, 0, 0}));
  Counts of_persons;
  Counts of_groups;
  for (const auto& one : people) of_persons.add(one);
  for (const auto& one : result.groups) of_groups.add(one);
  EXPECT_EQ(of_persons, of_groups);
  EXPECT_EQ(of_groups.of(Count::covered), 3);
  EXPECT_EQ(of_groups.of(Count::eligible), 4);
}

}  // namespace
}  // namespace payung::evaluation
