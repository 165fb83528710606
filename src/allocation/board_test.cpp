// Goal: the answer that is counted in groups is the answer of allocation, person for person.
// Method: cases worked out by hand, and random people, budgets and orders answered both ways.
#include "allocation/board.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace payung::allocation {
namespace {

Month month(const char* text) { return *Month::parse(text); }
Date day(const char* text) { return *Date::parse(text); }
RegionCode region(const char* text) { return *RegionCode::parse(text); }

constexpr std::int64_t kFull = 16'800;
const MonthRange kQuarter{*Month::parse("2025-10"), *Month::parse("2026-01")};

Result<Rupiah> flat(PayerKind, Sector, Month) { return Rupiah(kFull); }
/// Half for transport from December on: prices differ between people and months.
Result<Rupiah> relief(PayerKind, Sector sector, Month at) {
  const bool half = sector == Sector::transport && at >= *Month::parse("2025-12");
  return Rupiah(half ? kFull / 2 : kFull);
}

Candidate person(std::int64_t id, Sector sector, const char* home, int decile) {
  Candidate one;
  one.person = id;
  one.sector = sector;
  if (*home != 0) one.home = region(home);
  one.decile = decile;
  one.poverty = eligibility::Register::listed;
  one.birth_date = day("1980-01-01");
  return one;
}

const std::vector<PriorityKey> kPoorestFirst{{PriorityKey::By::decile, {}, {}, {}}};

Candidates five() {
  return {{person(1, Sector::trade, "33.19.01.2001", 1),
           person(2, Sector::agriculture, "33.19.02.2001", 4),
           person(3, Sector::agriculture, "33.19.01.2002", 2),
           person(4, Sector::trade, "33.19.02.2001", 3), person(5, Sector::agriculture, "", 1)},
          {}};
}

TEST(Board, farmers_first_and_among_them_the_poorest) {
  const Board board(five(), {{}, {}, kPoorestFirst}, day("2025-10-01"));
  BoardQuestion question{kQuarter};
  question.amount = Rupiah(2 * 3 * kFull);
  question.sectors = {Sector::agriculture};
  const auto answer = board.answer(question, flat);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->people, 5);
  EXPECT_EQ(answer->covered, 2);
  EXPECT_EQ(answer->cost, Rupiah(100'800));         // 2 x 3 x 16,800
  EXPECT_EQ(answer->cost_of_all, Rupiah(252'000));  // 5 x 3 x 16,800
  // Of the farmers, decile 1 (place not known) and 2 (district 01) come before 4 (district 02).
  std::map<std::string, std::int64_t> covered;
  for (const auto& cell : answer->cells) {
    covered[std::string(to_text(cell.sector)) + " " +
            (cell.district ? cell.district->text() : "?")] = cell.covered;
  }
  EXPECT_EQ(covered, (std::map<std::string, std::int64_t>{{"agriculture 33.19.01", 1},
                                                          {"agriculture 33.19.02", 0},
                                                          {"agriculture ?", 1},
                                                          {"trade 33.19.01", 0},
                                                          {"trade 33.19.02", 0}}));
}

TEST(Board, a_district_first_and_a_number_of_heads) {
  const Board board(five(), {{}, {}, kPoorestFirst}, day("2025-10-01"));
  BoardQuestion question{kQuarter};
  question.heads_max = 2;
  question.first = BoardQuestion::First::area;
  question.sectors = {Sector::agriculture};
  question.areas = {region("33.19.02")};
  const auto answer = board.answer(question, flat);
  ASSERT_TRUE(answer.ok());
  // District 02 holds one farmer and one trader; both come before everybody else.
  for (const auto& cell : answer->cells) {
    EXPECT_EQ(cell.covered, cell.district == region("33.19.02") ? 1 : 0);
  }
}

TEST(Board, conditions_of_a_budget_leave_people_out) {
  Budget budget{7, 1, "b", Rupiah(0), std::nullopt, kQuarter, {}, 0, std::nullopt, ""};
  budget.may_cover.areas = {region("33.19.01.2002")};
  const Board board(five(), {{}, {budget}, kPoorestFirst}, day("2025-10-01"));
  BoardQuestion question{kQuarter};
  question.budget = 0;
  const auto answer = board.answer(question, flat);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->people, 1);
  EXPECT_EQ(answer->covered, 1);
  EXPECT_EQ(answer->unfundable, 4);
}

TEST(Board, refuses_what_it_cannot_answer) {
  const Board board(five(), {{}, {}, kPoorestFirst}, day("2025-10-01"));
  BoardQuestion question{{month("2025-10"), month("2025-10")}};
  EXPECT_EQ(board.answer(question, flat).error().code, Errc::bad_month);
  question.months = kQuarter;
  question.areas = {region("33.19.01.2001")};
  EXPECT_EQ(board.answer(question, flat).error().code, Errc::bad_region);
  const auto none = [](PayerKind, Sector, Month) -> Result<Rupiah> {
    return Error{Errc::no_parameter, "rate"};
  };
  question.areas.clear();
  EXPECT_EQ(board.answer(question, none).error().code, Errc::no_parameter);
}

/// sector and district -> how many of how many are covered, by allocation itself.
using Told =
    std::map<std::pair<Sector, std::optional<RegionCode>>, std::pair<std::int64_t, std::int64_t>>;

Told by_allocation(const Candidates& people, const Funding& scheme, const BoardQuestion& question,
                   const PriceOf& price) {
  Funding funding;
  funding.payers.push_back({1, "p", "", question.payer, region("33.19"), std::nullopt, ""});
  Budget budget{
      1, 1, "b", question.amount, question.heads_max, question.months, {}, 0, std::nullopt, ""};
  if (question.budget) budget.may_cover = scheme.budgets[*question.budget].may_cover;
  funding.budgets.push_back(budget);
  funding.priority = keys_of(question);
  funding.priority.insert(funding.priority.end(), scheme.priority.begin(), scheme.priority.end());
  SilentProgress silent;
  const auto result = allocate(people, funding, price, day("2025-10-01"), silent);
  EXPECT_TRUE(result.ok());
  std::map<std::int64_t, const Candidate*> by_number;
  for (const auto& one : people.people) by_number.emplace(one.person, &one);
  Told told;
  for (const auto& outcome : result->outcomes) {
    if (outcome.kind == OutcomeKind::unfundable) continue;
    const auto& one = *by_number.at(outcome.person);
    const auto place = place_of(one);
    std::optional<RegionCode> district;
    if (place) district = place->at(RegionLevel::district);
    auto& cell = told[{one.sector, district}];
    ++cell.second;
    cell.first += outcome.kind == OutcomeKind::paid ? 1 : 0;
  }
  return told;
}

TEST(Board, agrees_with_allocation_on_random_programmes) {
  std::mt19937 random(20251101);
  const auto pick = [&](int count) {
    return static_cast<int>(random() % static_cast<unsigned>(count));
  };
  const std::vector<Sector> sectors{Sector::agriculture, Sector::trade, Sector::transport,
                                    Sector::fishery};
  const std::vector<const char*> places{"33.19.01.2001", "33.19.01.2002", "33.19.02.2001",
                                        "33.19.03.2004", "33.20.01.2001", ""};
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE(round);
    Candidates people;
    people.sender_sets = {{}, {"a"}, {"a", "b"}};
    for (int i = 0; i < 1 + pick(60); ++i) {
      auto one = person(i + 1, sectors[static_cast<std::size_t>(pick(4))],
                        places[static_cast<std::size_t>(pick(6))], 1 + pick(5));
      one.birth_date = *Date::of(1955 + pick(50), 1 + pick(12), 1 + pick(28));
      one.sender_set = static_cast<std::uint32_t>(pick(3));
      one.listed = pick(100);
      people.people.push_back(one);
    }
    Funding scheme{
        {}, {}, {{PriorityKey::By::decile, {}, {}, {}}, {PriorityKey::By::age_desc, {}, {}, {}}}};
    Budget budget{7, 1, "b", std::nullopt, 5, kQuarter, {}, 0, std::nullopt, ""};
    if (pick(2) == 0) budget.may_cover.areas = {region("33.19.01"), region("33.19.03.2004")};
    if (pick(2) == 0) budget.may_cover.age_limit_years = 50;
    if (pick(3) == 0) budget.may_cover.decile_max = 3;
    if (pick(3) == 0) budget.may_cover.senders = {"b"};
    scheme.budgets.push_back(budget);

    BoardQuestion question{kQuarter};
    question.payer = PayerKind::company;
    if (pick(3) != 0) question.amount = Rupiah(pick(40) * kFull / 2 * 5);
    if (pick(3) == 0) question.heads_max = pick(30);
    if (!question.amount && !question.heads_max) question.heads_max = 3;
    if (pick(2) == 0) question.budget = 0;
    if (pick(2) == 0) question.sectors = {Sector::transport, Sector::agriculture};
    if (pick(2) == 0) question.areas = {region("33.19.02"), region("33.19")};
    if (pick(2) == 0) question.first = BoardQuestion::First::area;

    const PriceOf price = pick(2) == 0 ? PriceOf(flat) : PriceOf(relief);
    const auto answer = Board(people, scheme, day("2025-10-01")).answer(question, price);
    ASSERT_TRUE(answer.ok());
    Told told;
    for (const auto& cell : answer->cells) {
      told[{cell.sector, cell.district}] = {cell.covered, cell.people};
    }
    EXPECT_EQ(told, by_allocation(people, scheme, question, price));
  }
}

}  // namespace
}  // namespace payung::allocation
