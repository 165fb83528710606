// Goal: the table counts each person once, where and in the work that is known.
// Method: a handful of persons counted by hand.
#include "evaluation/cross_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace payung::evaluation {
namespace {

PersonOutcome person(const char* region, std::optional<Sector> sector, Station station) {
  PersonOutcome one;
  one.region = *RegionCode::parse(region);
  one.sector = sector;
  one.proposed = true;
  one.station = station;
  return one;
}

TEST(CrossTable, CountsByDistrictAndSector) {
  const std::vector<PersonOutcome> people{
      person("33.19.01.2001", Sector::trade, Station::active),
      person("33.19.01.2002", Sector::trade, Station::active),
      person("33.19.01.2002", Sector::transport, Station::grace),
      person("33.19.02", Sector::trade, Station::active),
      person("33.19", std::nullopt, Station::active),          // district not known
      person("33.19.02", Sector::trade, Station::waiting),     // not covered
      person("33.20.01.2001", Sector::trade, Station::active)  // another regency
  };
  const auto table =
      cross_table(people, *RegionCode::parse("33.19"), RegionLevel::district, Count::covered);
  ASSERT_EQ(table.areas.size(), 3U);
  EXPECT_EQ(table.areas[0].text(), "33.19.01");
  EXPECT_EQ(table.areas[1].text(), "33.19.02");
  EXPECT_EQ(table.areas[2].text(), "33.19");
  ASSERT_EQ(table.sectors.size(), 3U);
  EXPECT_FALSE(table.sectors.back().has_value());
  std::int64_t all = 0;
  for (const auto& row : table.cells) {
    for (const auto cell : row) all += cell;
  }
  EXPECT_EQ(all, 5);
  const auto trade = std::find(table.sectors.begin(), table.sectors.end(), Sector::trade);
  EXPECT_EQ(table.cells[0][static_cast<std::size_t>(trade - table.sectors.begin())], 2);
  EXPECT_EQ(table.cells[2].back(), 1);
}

TEST(CrossTable, NobodyIsAnEmptyTable) {
  const auto table = cross_table({}, RegionCode{}, RegionLevel::province, Count::covered);
  EXPECT_TRUE(table.areas.empty());
  EXPECT_TRUE(table.cells.empty());
}

}  // namespace
}  // namespace payung::evaluation
