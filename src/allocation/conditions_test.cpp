// Goal: each condition of a budget keeps out whom it must, with both sides of each boundary; and
//   the small profile of a person tells apart whatever a condition or a preference can.
// Method: tables worked out by hand; profiles compared with barriers over all combinations.
#include "allocation/conditions.hpp"

#include <gtest/gtest.h>

#include <map>

#include "allocation/profile.hpp"

namespace payung::allocation {
namespace {

using eligibility::Poverty;
using eligibility::Register;

const std::vector<std::string> kNobody;

RegionCode region(const char* text) { return *RegionCode::parse(text); }
Date on() { return *Date::parse("2025-01-01"); }

TEST(Conditions, age_bounds) {
  Conditions conditions;
  conditions.age_min_years = 18;
  conditions.age_limit_years = 60;
  struct Case {
    const char* why;
    const char* born;
    bool fits;
  };
  for (const auto& c : std::vector<Case>{{"eighteen today", "2007-01-01", true},
                                         {"eighteen tomorrow", "2007-01-02", false},
                                         {"sixty tomorrow", "1965-01-02", true},
                                         {"sixty today", "1965-01-01", false},
                                         {"not yet born", "2025-02-01", false}}) {
    SCOPED_TRACE(c.why);
    Candidate person;
    person.birth_date = *Date::parse(c.born);
    EXPECT_EQ(barriers_of(conditions, person, kNobody, on()) == 0, c.fits);
  }
  EXPECT_EQ(barriers_of(conditions, Candidate{}, kNobody, on()),
            1U << static_cast<unsigned>(Barrier::age));
}

TEST(Conditions, every_barrier_is_named_at_once) {
  Conditions conditions;
  conditions.sectors = {Sector::transport};
  conditions.areas = {region("33.19")};
  conditions.poverty = Poverty::register_only;
  conditions.age_min_years = 18;
  conditions.senders = {"relawan"};
  EXPECT_EQ(barriers_of(conditions, Candidate{}, kNobody, on()), 0b110111U);
}

TEST(Conditions, decile_binds_only_those_in_the_register) {
  Conditions conditions;
  conditions.decile_max = 4;
  Candidate person;
  person.poverty = Register::not_listed;
  EXPECT_EQ(barriers_of(conditions, person, kNobody, on()), 0U);
  person.poverty = Register::listed;
  EXPECT_EQ(barriers_of(conditions, person, kNobody, on()),
            1U << static_cast<unsigned>(Barrier::decile));
  person.decile = 4;
  EXPECT_EQ(barriers_of(conditions, person, kNobody, on()), 0U);
  person.decile = 5;
  EXPECT_NE(barriers_of(conditions, person, kNobody, on()), 0U);
}

TEST(Conditions, distance) {
  Candidate person;
  person.home = region("33.19.02.2001");
  EXPECT_EQ(distance_of(std::nullopt, person), 0);
  EXPECT_EQ(distance_of(region("33.19.02"), person), 0);
  EXPECT_EQ(distance_of(region("33.19.03"), person), 1);
  EXPECT_EQ(distance_of(region("33.20.03"), person), 2);
  EXPECT_EQ(distance_of(region("34.04.03"), person), 3);
  EXPECT_EQ(distance_of(region("33.19.02"), Candidate{}), 3);
  person.workplace = region("34.04.03.2001");
  EXPECT_EQ(distance_of(region("34.04.03"), person), 0);
}

std::vector<Candidate> all_kinds() {
  std::vector<Candidate> people;
  const std::vector<std::optional<RegionCode>> places{
      std::nullopt, region("33.19.01.2001"), region("33.19.02.2001"), region("33.20.01.2001"),
      region("34.04.01.2001")};
  for (const auto& home : places) {
    for (const auto& work : places) {
      for (const Register poverty : {Register::listed, Register::not_listed, Register::unknown}) {
        for (const std::optional<int> decile : {std::optional<int>{}, {1}, {4}, {5}}) {
          for (const char* born :
               {"", "2007-01-01", "2007-01-02", "1965-01-01", "1965-01-02", "2030-01-01"}) {
            Candidate person;
            person.home = home;
            person.workplace = work;
            person.poverty = poverty;
            person.decile = decile;
            if (*born != 0) person.birth_date = *Date::parse(born);
            people.push_back(person);
          }
        }
      }
    }
  }
  return people;
}

TEST(Profile, the_same_profile_meets_the_same_conditions) {
  Funding funding;
  funding.budgets.assign(4, Budget{1,
                                   1,
                                   "b",
                                   std::nullopt,
                                   std::nullopt,
                                   {*Month::of(2025, 1), *Month::of(2026, 1)},
                                   {},
                                   0,
                                   std::nullopt,
                                   ""});
  funding.budgets[0].may_cover.areas = {region("33.19.01"), region("34")};
  funding.budgets[0].prefers = region("33.20.01");
  funding.budgets[1].may_cover.age_min_years = 18;
  funding.budgets[1].may_cover.age_limit_years = 60;
  funding.budgets[2].may_cover.poverty = Poverty::outside_only;
  funding.budgets[2].prefers = region("33.19.02");
  funding.budgets[3].may_cover.decile_max = 4;
  Profiler profiler(funding, on());
  std::map<Profile, std::vector<int>> seen;
  for (const Candidate& person : all_kinds()) {
    std::vector<int> view;
    for (const Budget& budget : funding.budgets) {
      view.push_back(barriers_of(budget.may_cover, person, kNobody, on()));
      view.push_back(distance_of(budget.prefers, person));
    }
    const auto [at, fresh] = seen.try_emplace(profiler.of(person), view);
    EXPECT_EQ(at->second, view);
  }
  EXPECT_GT(seen.size(), 10U);
  EXPECT_LT(seen.size(), all_kinds().size());
}

}  // namespace
}  // namespace payung::allocation
