// Goal: the people are whole and plausible in any regency, and their NIKs right by construction.
// Method: what places, household_maker and data_lines made, held against Nik::parse, the region
// table and the census.
#include "synthesis/population.hpp"

#include <map>
#include <set>

#include "base/nik.hpp"
#include "synthesis/testing_fixture.hpp"

namespace payung::synthesis {
namespace {

using test::households;
using test::people;

TEST(Population, EveryNikIsPossibleUniqueAndOfItsHolder) {
  std::set<std::string> seen;
  for (const Household& household : households(people("33.19", 20'000))) {
    for (const Person& person : household.members) {
      const auto nik = Nik::parse(person.nik);
      ASSERT_TRUE(nik.ok());
      EXPECT_TRUE(nik->agrees_with(person.birth));
      EXPECT_EQ(nik->sex(), person.sex);
      EXPECT_TRUE(test::regions().known_ever(nik->region())) << nik->region().text();
      EXPECT_TRUE(seen.insert(person.nik).second);
    }
    ASSERT_TRUE(Nik::parse(household.card).ok());  // the KK number has the same form
  }
  EXPECT_EQ(seen.size(), 20'000U);
}

TEST(Population, SomeWereRegisteredElsewhereAndUnderOldCodes) {
  int own = 0;
  int elsewhere = 0;
  int old_codes = 0;
  for (const Household& household : households(people("33.19", 20'000))) {
    for (const Person& person : household.members) {
      const RegionCode region = Nik::parse(person.nik)->region();
      const bool here = test::must(RegionCode::parse("33.19")).contains(region);
      ++(here ? own : elsewhere);
      old_codes += test::regions().find(region) == nullptr ? 1 : 0;
    }
  }
  EXPECT_GT(own, 15'000);
  EXPECT_GT(elsewhere, 1'500);
  EXPECT_GT(old_codes, 20);
}

TEST(Population, WorksForAnyRegency) {
  // Kudus, Surakarta, Jakarta Pusat, Kepulauan Seribu (two districts), Jayapura city and regency,
  // Nduga, Aceh Selatan.
  for (const auto* regency :
       {"33.19", "33.72", "31.71", "31.01", "91.71", "91.03", "95.03", "11.01"}) {
    SCOPED_TRACE(regency);
    const RegionCode code = test::must(RegionCode::parse(regency));
    const auto all = households(people(regency, 500));
    ASSERT_FALSE(all.empty());
    for (const Household& household : all) {
      EXPECT_TRUE(code.contains(household.address.village));
      const Region* village = test::regions().find(household.address.village);
      ASSERT_NE(village, nullptr);
      EXPECT_EQ(village->name, household.address.village_name);
      for (const Person& person : household.members) EXPECT_TRUE(Nik::parse(person.nik).ok());
    }
  }
}

TEST(Population, CityAndCountryWorkDifferently) {
  const auto farmers = [](std::string_view regency) {
    int count = 0;
    for (const Household& household : households(people(regency, 5'000))) {
      for (const Person& person : household.members) {
        count += person.works() && person.sector == Sector::agriculture ? 1 : 0;
      }
    }
    return count;
  };
  EXPECT_GT(farmers("33.19"), 5 * farmers("31.71"));
}

TEST(Population, MakesExactlyAsManyAsAsked) {
  for (const std::int64_t count : {1, 2, 3, 7, 100, 12'345}) {
    std::int64_t made = 0;
    for (const Household& household : households(people("33.19", count))) {
      for (const Person& person : household.members) EXPECT_EQ(person.id, made++);
    }
    EXPECT_EQ(made, count);
  }
}

TEST(Population, RefusesWhatCannotBe) {
  const struct {
    const char* why;
    PopulationSettings settings;
    Errc code;
  } cases[] = {
      {"nobody", people("33.19", 0), Errc::bad_option},
      {"fewer than nobody", people("33.19", -1), Errc::bad_option},
      {"too many", people("33.19", 10'000'001), Errc::bad_option},
      {"a province", people("33", 10), Errc::bad_region},
      {"a district", people("33.19.01", 10), Errc::bad_region},
      {"no such regency", people("33.99", 10), Errc::bad_region},
      {"an old code", people("91.01", 10), Errc::bad_region},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto made = Population::make(c.settings, test::materials());
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().code, c.code);
  }
}

TEST(Population, HouseholdsShareWhatFamiliesShare) {
  int twins = 0;
  int sons_with_fathers_name = 0;
  int shared_phones = 0;
  for (const Household& household : households(people("33.19", 30'000))) {
    std::map<std::string, int> phones;
    std::map<std::pair<std::string, std::string>, int> births;
    const Person& head = household.members.front();
    for (const Person& person : household.members) {
      if (!person.phone.empty()) shared_phones += ++phones[person.phone] == 2 ? 1 : 0;
      if (person.role != Role::child) continue;
      twins += ++births[{person.mother, person.birth.text()}] == 2 ? 1 : 0;
      const bool son = person.sex == Sex::male && head.sex == Sex::male;
      sons_with_fathers_name += son && person.name.back() == head.name.back() ? 1 : 0;
    }
  }
  EXPECT_GT(twins, 50);
  EXPECT_GT(sons_with_fathers_name, 1'000);
  EXPECT_GT(shared_phones, 2'000);
}

TEST(Population, AgesAndWorkArePlausible) {
  std::map<int, int> by_age;  // 0: under 15, 1: 15 to 64, 2: older
  int workers = 0;
  int wage_earners = 0;
  const Date as_of = test::must(Date::of(2025, 1, 1));
  for (const Household& household : households(people("33.19", 30'000))) {
    for (const Person& person : household.members) {
      const int age = as_of.age_of(person.birth);
      ASSERT_GE(age, 0);
      ASSERT_LE(age, 96);
      ++by_age[age < 15 ? 0 : age < 65 ? 1 : 2];
      workers += person.works() ? 1 : 0;
      wage_earners += person.wage_earner ? 1 : 0;
      if (person.wage_earner) {
        EXPECT_GE(age, 18);
      }
    }
  }
  // Census of 2020, Central Java: some 22, 69 and 9 per cent.
  EXPECT_NEAR(by_age[0], 30'000 * 22 / 100, 2'400);
  EXPECT_NEAR(by_age[1], 30'000 * 69 / 100, 2'700);
  EXPECT_NEAR(by_age[2], 30'000 * 9 / 100, 1'500);
  EXPECT_NEAR(workers, 30'000 * 52 / 100, 3'000);
  EXPECT_NEAR(wage_earners, workers * 30 / 100, workers / 12);
}

TEST(Materials, DamagedFilesAreNamedByLine) {
  const std::string good = "name,culture,weight\nSantoso,javanese,3\n";
  const struct {
    const char* why;
    std::string cultures;
    const char* where;
  } cases[] = {
      {"another header", "provinsi,culture,weight\n", "data/names/cultures.csv:1"},
      {"an unknown culture", "province,culture,weight\n,roman,3\n", "data/names/cultures.csv:2"},
      {"no number", "province,culture,weight\n,javanese,3\n33,javanese,x\n",
       "data/names/cultures.csv:3"},
      {"a field too few", "province,culture,weight\n,javanese\n", "data/names/cultures.csv:2"},
      {"no default", "province,culture,weight\n33,javanese,1\n", "data/names/cultures.csv:2"},
  };
  const std::string given = test::read("data/names/given.csv");
  const std::string family = test::read("data/names/family.csv");
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto stock = NameStock::load({given, family, c.cultures});
    ASSERT_FALSE(stock.ok());
    EXPECT_EQ(stock.error().where, c.where);
  }
  EXPECT_FALSE(NameStock::load({given, good, test::read("data/names/cultures.csv")}).ok())
      << "a culture without family names";
}

}  // namespace
}  // namespace payung::synthesis
