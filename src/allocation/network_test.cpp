// Goal: classes and groups hold everything that matters and nothing else, so that millions of
//   people and a thousand companies stay small. Method: programmes whose classes are counted by
//   hand.
#include "allocation/network.hpp"

#include <gtest/gtest.h>

namespace payung::allocation {
namespace {

Result<Rupiah> by_sector(PayerKind, Sector sector, Month) {
  return Rupiah(sector == Sector::transport ? 8'400 : 16'800);
}

Funding companies(int count) {
  Funding funding;
  const auto from = *Month::parse("2026-01");
  for (int i = 1; i <= count; ++i) {
    funding.payers.push_back({i, "c", "", PayerKind::company, {}, std::nullopt, ""});
    funding.budgets.push_back(
        {i, i, "c", std::nullopt, 10, {from, from.plus(2)}, {}, 0, std::nullopt, ""});
  }
  return funding;
}

Candidates people(int count) {
  Candidates all;
  for (int i = 1; i <= count; ++i) {
    Candidate one;
    one.person = i;
    one.sector = i % 2 == 0 ? Sector::transport : Sector::trade;
    one.home = *RegionCode::parse(i % 3 == 0 ? "33.19.01.2001" : "33.19.02.2001");
    all.people.push_back(one);
  }
  return all;
}

Network network_of(const Candidates& candidates, const Funding& funding) {
  auto network = make_network(candidates, funding, by_sector, *Date::parse("2026-01-01"));
  EXPECT_TRUE(network.ok());
  return *std::move(network);
}

TEST(Network, companies_that_are_alike_are_one_group) {
  const auto network = network_of(people(60), companies(5));
  ASSERT_EQ(network.groups.size(), 1U);
  EXPECT_EQ(network.groups[0].heads_max, 50);
  EXPECT_EQ(network.groups[0].budgets.size(), 5U);
  EXPECT_EQ(network.classes.size(), 2U);  // the price tells sectors apart, nothing tells homes
  EXPECT_EQ(network.classes[0].arcs[0].cost_rupiah + network.classes[1].arcs[0].cost_rupiah,
            2 * (8'400 + 16'800));
}

TEST(Network, a_preferred_district_tells_homes_and_companies_apart) {
  auto funding = companies(5);
  funding.budgets[3].prefers = *RegionCode::parse("33.19.01");
  const auto network = network_of(people(60), funding);
  EXPECT_EQ(network.groups.size(), 2U);
  EXPECT_EQ(network.classes.size(), 4U);
}

TEST(Network, money_with_prices_that_differ_is_a_group_of_its_own_only_when_it_binds) {
  auto funding = companies(2);
  for (auto& budget : funding.budgets) budget.heads_max = std::nullopt;
  funding.budgets[0].amount = Rupiah(100'000);
  funding.budgets[1].amount = Rupiah(100'000'000);
  const auto network = network_of(people(60), funding);
  ASSERT_EQ(network.groups.size(), 2U);
  int mixed = 0;
  for (const auto& group : network.groups) mixed += group.uniform ? 0 : 1;
  EXPECT_EQ(mixed, 1);
}

TEST(Network, one_price_makes_places_of_money) {
  auto funding = companies(1);
  funding.budgets[0].heads_max = std::nullopt;
  funding.budgets[0].amount = Rupiah(100'000);
  funding.budgets[0].may_cover.sectors = {Sector::trade};
  const auto network = network_of(people(60), funding);
  EXPECT_TRUE(network.groups[0].uniform);
  EXPECT_EQ(network.groups[0].heads_max, 2);  // 33,600 each
}

}  // namespace
}  // namespace payung::allocation
