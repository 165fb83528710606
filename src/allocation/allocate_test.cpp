// Goal: nobody is paid twice, no budget is exceeded, and the covered are the best by priority.
// Method: tables worked out by hand, and a brute-force oracle over small random programmes.
#include "allocation/allocate.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <set>

namespace payung::allocation {
namespace {

Month month(const char* text) { return *Month::parse(text); }
Date day(const char* text) { return *Date::parse(text); }
RegionCode region(const char* text) { return *RegionCode::parse(text); }

constexpr std::int64_t kFull = 16'800;

Result<Rupiah> flat(PayerKind, Sector, Month) { return Rupiah(kFull); }
/// Half for transport, unless public money of a regency pays: the shape of PP 50/2025.
Result<Rupiah> relief(PayerKind payer, Sector sector, Month) {
  const bool half = sector == Sector::transport && payer != PayerKind::apbd_regency;
  return Rupiah(half ? kFull / 2 : kFull);
}

Payer payer(std::int64_t id, PayerKind kind) {
  return {id, "payer-" + std::to_string(id), "", kind, region("33.19"), std::nullopt, ""};
}

Budget money(std::int64_t id, std::int64_t payer_id, std::int64_t rupiah, int months = 1) {
  Budget budget{id,
                payer_id,
                "budget-" + std::to_string(id),
                Rupiah(rupiah),
                std::nullopt,
                {month("2026-05"), month("2026-05").plus(months)},
                {},
                0,
                std::nullopt,
                ""};
  return budget;
}

Budget places(std::int64_t id, std::int64_t payer_id, std::int64_t heads) {
  Budget budget = money(id, payer_id, 0);
  budget.amount = std::nullopt;
  budget.heads_max = heads;
  return budget;
}

Candidate person(std::int64_t id, Sector sector = Sector::trade) {
  Candidate one;
  one.person = id;
  one.sector = sector;
  one.home = region("33.19.01.2001");
  return one;
}

Allocation run(const Candidates& people, const Funding& funding, const PriceOf& price) {
  SilentProgress silent;
  auto result = allocate(people, funding, price, day("2026-05-01"), silent);
  EXPECT_TRUE(result.ok());
  return *std::move(result);
}

std::vector<OutcomeKind> kinds(const Allocation& result) {
  std::vector<OutcomeKind> all;
  for (const auto& one : result.outcomes) all.push_back(one.kind);
  return all;
}

TEST(Allocate, money_for_two_and_a_half_people_covers_two) {
  Funding funding{{payer(1, PayerKind::apbd_regency)}, {money(7, 1, 5 * kFull, 2)}, {}};
  const auto result = run({{person(11), person(12), person(13)}, {}}, funding, flat);
  EXPECT_EQ(kinds(result),
            (std::vector{OutcomeKind::paid, OutcomeKind::paid, OutcomeKind::waiting}));
  EXPECT_EQ(result.uses[0].heads, 2);
  EXPECT_EQ(result.uses[0].cost, Rupiah(4 * kFull));
  EXPECT_EQ(result.outcomes[2].rank, 3);
  EXPECT_EQ(result.outcomes[2].exhausted_at_rank, 3);
  EXPECT_EQ(result.guarantee, Guarantee::exact);
}

TEST(Allocate, a_chain_of_moves_makes_room) {
  // Traders may go to either; farmers only to the first. Traders come first and all fit.
  Funding funding{{payer(1, PayerKind::apbd_regency)}, {places(1, 1, 2), places(2, 1, 2)}, {}};
  funding.budgets[1].may_cover.sectors = {Sector::trade};
  funding.budgets[0].rank = 0;
  funding.budgets[1].rank = 1;
  const auto result = run({{person(1), person(2), person(3, Sector::agriculture),
                            person(4, Sector::agriculture), person(5, Sector::agriculture)},
                           {}},
                          funding, flat);
  EXPECT_EQ(kinds(result), (std::vector{OutcomeKind::paid, OutcomeKind::paid, OutcomeKind::paid,
                                        OutcomeKind::paid, OutcomeKind::waiting}));
  EXPECT_EQ(result.outcomes[0].budget, 1U);
  EXPECT_EQ(result.outcomes[2].budget, 0U);
}

TEST(Allocate, who_fits_no_budget_is_told_the_condition) {
  Funding funding{{payer(1, PayerKind::dbhcht)}, {places(1, 1, 9)}, {}};
  funding.budgets[0].may_cover.sectors = {Sector::manufacturing};
  funding.budgets[0].may_cover.areas = {region("33.19.01")};
  const auto result = run({{person(1)}, {}}, funding, flat);
  EXPECT_EQ(result.outcomes[0].kind, OutcomeKind::unfundable);
  EXPECT_EQ(result.outcomes[0].barriers, 1U << static_cast<unsigned>(Barrier::sector));
}

TEST(Allocate, a_budget_whose_months_are_over_pays_nobody) {
  Funding funding{{payer(1, PayerKind::dbhcht)}, {places(1, 1, 9)}, {}};
  funding.budgets[0].months.until = funding.budgets[0].months.from;
  const auto result = run({{person(1)}, {}}, funding, flat);
  EXPECT_EQ(result.outcomes[0].kind, OutcomeKind::unfundable);
  EXPECT_EQ(result.outcomes[0].barriers, 1U << static_cast<unsigned>(Barrier::period));
}

TEST(Allocate, a_company_prefers_its_district_where_coverage_stays_the_same) {
  Funding funding{{payer(1, PayerKind::company), payer(2, PayerKind::company)},
                  {places(1, 1, 1), places(2, 2, 1)},
                  {}};
  funding.budgets[0].prefers = region("33.19.01");
  funding.budgets[1].prefers = region("33.19.02");
  Candidates people{{person(1), person(2)}, {}};
  people.people[0].home = region("33.19.02.2001");
  people.people[1].home = region("33.19.01.2001");
  const auto result = run(people, funding, flat);
  EXPECT_EQ(result.covered(), 2);
  EXPECT_EQ(result.outcomes[0].budget, 1U);
  EXPECT_EQ(result.outcomes[1].budget, 0U);
}

TEST(Allocate, smaller_rank_is_used_first) {
  Funding funding{{payer(1, PayerKind::apbd_regency)}, {places(1, 1, 5), places(2, 1, 2)}, {}};
  funding.budgets[0].rank = 2;
  funding.budgets[1].rank = 1;
  const auto result = run({{person(1), person(2), person(3)}, {}}, funding, flat);
  EXPECT_EQ(result.uses[1].heads, 2);
  EXPECT_EQ(result.uses[0].heads, 1);
  EXPECT_EQ(result.outcomes[0].budget, 1U);  // the first in priority gets the preferred place
}

TEST(Allocate, half_price_of_transport_in_a_village_is_used_to_cover_more) {
  // The village has money for one and a half full places, the regency for one person. Driver 1
  // could go to either; only when he goes to the village do all of 1 (8.400) and 2 (16.800) fit
  // with 3 in the regency.
  Funding funding{{payer(1, PayerKind::apbd_regency), payer(2, PayerKind::village)},
                  {money(1, 1, kFull), money(2, 2, kFull + kFull / 2)},
                  {}};
  const auto result =
      run({{person(1, Sector::transport), person(2), person(3)}, {}}, funding, relief);
  EXPECT_EQ(result.covered(), 3);
  EXPECT_EQ(result.uses[1].cost, Rupiah(kFull + kFull / 2));
  EXPECT_EQ(result.guarantee, Guarantee::exact);
}

TEST(Allocate, a_self_payer_budget_has_no_limit) {
  Budget own = places(1, 1, 0);
  own.heads_max = std::nullopt;
  own.may_cover.senders = {"mandiri"};
  Funding funding{{payer(1, PayerKind::self)}, {own}, {}};
  Candidates people{{person(1), person(2)}, {{}, {"mandiri", "pertanian"}}};
  people.people[0].sender_set = 1;
  const auto result = run(people, funding, flat);
  EXPECT_EQ(kinds(result), (std::vector{OutcomeKind::paid, OutcomeKind::unfundable}));
}

TEST(Allocate, no_budget_and_no_people_are_answers_too) {
  EXPECT_EQ(run({}, {}, flat).outcomes.size(), 0U);
  const auto result = run({{person(1)}, {}}, {}, flat);
  EXPECT_EQ(result.outcomes[0].kind, OutcomeKind::unfundable);
}

TEST(Allocate, what_the_price_function_says_is_passed_on) {
  SilentProgress silent;
  Funding funding{{payer(1, PayerKind::village)}, {money(1, 1, kFull)}, {}};
  const PriceOf fails = [](PayerKind, Sector, Month) -> Result<Rupiah> {
    return Error{Errc::no_parameter, "JKM.contribution"};
  };
  const auto result = allocate({{person(1)}, {}}, funding, fails, day("2026-05-01"), silent);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, Errc::no_parameter);
  const PriceOf negative = [](PayerKind, Sector, Month) -> Result<Rupiah> { return Rupiah(-1); };
  EXPECT_FALSE(allocate({{person(1)}, {}}, funding, negative, day("2026-05-01"), silent).ok());
}

// ---- oracle ----------------------------------------------------------------------------------

struct World {
  Candidates people;
  Funding funding;
  PriceOf price;
};

/// Whether all of `chosen` fit, by trying every arrangement.
bool can_seat(const std::vector<std::vector<std::int64_t>>& cost, std::vector<std::int64_t>& money,
              std::vector<std::int64_t>& heads, const std::vector<std::size_t>& chosen,
              std::size_t at) {
  if (at == chosen.size()) return true;
  for (std::size_t b = 0; b < money.size(); ++b) {
    const std::int64_t price = cost[chosen[at]][b];
    if (price < 0 || money[b] < price || heads[b] == 0) continue;
    money[b] -= price;
    --heads[b];
    const bool fits = can_seat(cost, money, heads, chosen, at + 1);
    money[b] += price;
    ++heads[b];
    if (fits) return true;
  }
  return false;
}

/// The lexicographically best set: take each in turn when all taken so far still fit with them.
std::vector<bool> oracle(const std::vector<std::vector<std::int64_t>>& cost,
                         std::vector<std::int64_t> money, std::vector<std::int64_t> heads) {
  std::vector<std::size_t> chosen;
  std::vector<bool> covered;
  for (std::size_t i = 0; i < cost.size(); ++i) {
    chosen.push_back(i);
    covered.push_back(can_seat(cost, money, heads, chosen, 0));
    if (!covered.back()) chosen.pop_back();
  }
  return covered;
}

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  int roll(int sides) { return static_cast<int>(engine_() % static_cast<unsigned>(sides)); }

 private:
  std::mt19937 engine_;
};

World random_world(unsigned seed, bool mixed) {
  Dice dice(seed);
  const std::vector<Sector> sectors{Sector::trade, Sector::transport, Sector::agriculture};
  World world;
  const int people = 1 + dice.roll(8);
  for (int i = 0; i < people; ++i) {
    Candidate one = person(100 + i, sectors[static_cast<std::size_t>(dice.roll(3))]);
    one.home = region(dice.roll(2) == 0 ? "33.19.01.2001" : "33.19.02.2001");
    world.people.people.push_back(one);
  }
  const int budgets = 1 + dice.roll(3);
  for (int b = 0; b < budgets; ++b) {
    const bool village = dice.roll(2) == 0;
    world.funding.payers.push_back(
        payer(b + 1, village ? PayerKind::village : PayerKind::apbd_regency));
    Budget budget = money(b + 1, b + 1, dice.roll(60) * 1'000);
    if (dice.roll(3) == 0) budget = places(b + 1, b + 1, dice.roll(4));
    if (budget.amount && dice.roll(4) == 0) budget.heads_max = dice.roll(4);
    if (dice.roll(2) == 0) budget.may_cover.areas = {region("33.19.01")};
    if (dice.roll(3) == 0) budget.may_cover.sectors = {Sector::trade, Sector::transport};
    budget.rank = dice.roll(2);
    world.funding.budgets.push_back(budget);
  }
  // With mixed prices each sector has its own in a village, so that packing becomes hard.
  world.price = [mixed](PayerKind kind, Sector sector, Month) -> Result<Rupiah> {
    if (!mixed || kind != PayerKind::village) return Rupiah(kFull);
    return Rupiah(sector == Sector::transport ? 8'400 : sector == Sector::trade ? 16'800 : 11'000);
  };
  return world;
}

std::vector<std::vector<std::int64_t>> costs(const World& world) {
  std::vector<std::vector<std::int64_t>> cost;
  for (const Candidate& one : world.people.people) {
    cost.emplace_back();
    for (const Budget& budget : world.funding.budgets) {
      const auto& areas = budget.may_cover.areas;
      const auto& sectors = budget.may_cover.sectors;
      const bool fits = (areas.empty() || areas[0].contains(*one.home)) &&
                        (sectors.empty() || one.sector == sectors[0] || one.sector == sectors[1]);
      const auto kind = world.funding.payers[static_cast<std::size_t>(budget.payer - 1)].kind;
      cost.back().push_back(fits ? world.price(kind, one.sector, month("2026-05"))->amount() : -1);
    }
  }
  return cost;
}

void expect_best(unsigned seed, bool mixed) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  const World world = random_world(seed, mixed);
  const auto cost = costs(world);
  std::vector<std::int64_t> money;
  std::vector<std::int64_t> heads;
  for (const Budget& budget : world.funding.budgets) {
    money.push_back(budget.amount ? budget.amount->amount() : 1'000'000'000);
    heads.push_back(budget.heads_max.value_or(1'000));
  }
  const auto best = oracle(cost, money, heads);
  const auto result = run(world.people, world.funding, world.price);
  ASSERT_EQ(result.guarantee, Guarantee::exact);
  std::vector<std::int64_t> spent(money.size(), 0);
  std::vector<std::int64_t> seated(money.size(), 0);
  for (std::size_t i = 0; i < best.size(); ++i) {
    const Outcome& outcome = result.outcomes[i];
    ASSERT_EQ(outcome.person, world.people.people[i].person);
    EXPECT_EQ(outcome.kind == OutcomeKind::paid, best[i]) << "person at rank " << i + 1;
    if (outcome.kind != OutcomeKind::paid) continue;
    ASSERT_GE(cost[i][outcome.budget], 0) << "paid by a budget that may not";
    spent[outcome.budget] += cost[i][outcome.budget];
    ++seated[outcome.budget];
  }
  for (std::size_t b = 0; b < money.size(); ++b) {
    EXPECT_LE(spent[b], money[b]);
    EXPECT_LE(seated[b], heads[b]);
    EXPECT_EQ(result.uses[b].cost, Rupiah(spent[b]));
    EXPECT_EQ(result.uses[b].heads, seated[b]);
  }
}

TEST(AllocateOracle, best_by_priority_with_one_price) {
  for (unsigned seed = 1; seed <= 3'000; ++seed) expect_best(seed, false);
}

TEST(AllocateOracle, best_by_priority_with_prices_that_differ) {
  for (unsigned seed = 10'001; seed <= 13'000; ++seed) expect_best(seed, true);
}

/// Least sum of distances over all arrangements of the covered.
int least_distance(const std::vector<std::vector<int>>& far, std::vector<int>& room,
                   std::size_t at) {
  if (at == far.size()) return 0;
  int best = 1'000'000;
  for (std::size_t b = 0; b < room.size(); ++b) {
    if (room[b] == 0) continue;
    --room[b];
    best = std::min(best, far[at][b] + least_distance(far, room, at + 1));
    ++room[b];
  }
  return best;
}

TEST(AllocateOracle, companies_are_as_near_as_can_be) {
  const std::vector<const char*> homes{"33.19.01.2001", "33.19.02.2001", "33.20.01.2001"};
  const std::vector<const char*> districts{"33.19.01", "33.19.02", "33.20.01"};
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    Candidates people;
    Funding funding;
    std::vector<int> room;
    std::vector<std::size_t> where;
    std::vector<std::size_t> area;
    for (int b = 0; b < 3; ++b) {
      funding.payers.push_back(payer(b + 1, PayerKind::company));
      area.push_back(static_cast<std::size_t>(dice.roll(3)));
      room.push_back(1 + dice.roll(3));
      Budget budget = places(b + 1, b + 1, room.back());
      budget.prefers = region(districts[area.back()]);
      funding.budgets.push_back(budget);
    }
    const int count = std::min(7, room[0] + room[1] + room[2]);
    std::vector<std::vector<int>> far;
    for (int i = 0; i < count; ++i) {
      where.push_back(static_cast<std::size_t>(dice.roll(3)));
      people.people.push_back(person(i + 1));
      people.people.back().home = region(homes[where.back()]);
      far.emplace_back();
      for (int b = 0; b < 3; ++b) {
        const std::size_t at = area[static_cast<std::size_t>(b)];
        const bool same_regency = (where.back() == 2) == (at == 2);
        far.back().push_back(where.back() == at ? 0 : same_regency ? 1 : 2);
      }
    }
    const auto result = run(people, funding, flat);
    ASSERT_EQ(result.covered(), count);
    int sum = 0;
    for (std::size_t i = 0; i < far.size(); ++i) sum += far[i][result.outcomes[i].budget];
    EXPECT_EQ(sum, least_distance(far, room, 0));
  }
}

TEST(Allocate, the_same_input_gives_the_same_output) {
  const World world = random_world(4711, true);
  const auto first = run(world.people, world.funding, world.price);
  const auto second = run(world.people, world.funding, world.price);
  ASSERT_EQ(first.outcomes.size(), second.outcomes.size());
  for (std::size_t i = 0; i < first.outcomes.size(); ++i) {
    EXPECT_EQ(first.outcomes[i].budget, second.outcomes[i].budget);
    EXPECT_EQ(first.outcomes[i].kind, second.outcomes[i].kind);
  }
}

}  // namespace
}  // namespace payung::allocation
