#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "base/testing.hpp"
#include "synthesis/generate.hpp"

/// What the tests of this folder share: the project's own data files and a sink that keeps rows.
namespace payung::synthesis::test {

inline std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(source_folder() + "/" + path).rdbuf();
  return text.str();
}

template <class T>
T must(Result<T> result) {
  if (!result) ADD_FAILURE() << result.error().where << ": " << result.error().detail;
  return *std::move(result);
}

inline const RegionTable& regions() {
  static const RegionTable table =
      must(RegionTable::load(read("data/regions.csv"), read("data/historic_codes.csv")));
  return table;
}

inline Materials load_all() {
  const std::string given = read("data/names/given.csv");
  const std::string family = read("data/names/family.csv");
  const std::string cultures = read("data/names/cultures.csv");
  const std::string occupations = read("data/names/occupations.csv");
  const std::string places = read("data/names/places.csv");
  const std::string historic = read("data/historic_codes.csv");
  return must(
      load_materials({{given, family, cultures}, occupations, places, historic}, regions()));
}

inline const Materials& materials() {
  static const Materials loaded = load_all();
  return loaded;
}

inline const ListRates& rates() {
  static const ListRates loaded = must(load_rates(read("data/names/damage.csv")));
  return loaded;
}

inline PopulationSettings people(std::string_view regency, std::int64_t count,
                                 std::uint64_t seed = 1) {
  return {must(RegionCode::parse(regency)), count, seed, must(Date::of(2025, 1, 1))};
}

inline Settings all_of(std::string_view regency, std::int64_t count, std::uint64_t seed = 1) {
  Settings settings{.population = people(regency, count, seed), .lists = {}};
  settings.lists.assign(all_lists().begin(), all_lists().end());
  return settings;
}

/// Keeps every row, and all text as one.
class Keeper final : public Sink {
 public:
  Status record(const Record& record) override {
    records.push_back(record);
    append_row(text, record);
    return {};
  }
  std::vector<Record> records;
  std::string text;
};

inline Keeper run(const Settings& settings) {
  Keeper keeper;
  SilentProgress progress;
  const auto totals = generate(settings, materials(), rates(), keeper, progress);
  EXPECT_TRUE(totals.ok());
  return keeper;
}

inline std::vector<Household> households(const PopulationSettings& settings) {
  auto population = must(Population::make(settings, materials()));
  std::vector<Household> all;
  Household household;
  while (population.next(household)) all.push_back(household);
  return all;
}

}  // namespace payung::synthesis::test
