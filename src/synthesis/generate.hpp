#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "synthesis/lists.hpp"
#include "synthesis/population.hpp"

namespace payung::synthesis {

/// Receives what is generated, row by row. Adapters write files; tests count.
class Sink {
 public:
  virtual ~Sink() = default;
  /// Errors: io; the generator stops and returns it.
  virtual Status record(const Record& record) = 0;
};

struct Settings {
  PopulationSettings population;
  std::vector<ListKind> lists;  ///< in the order wanted; each at most once
  /// Share of those who belong in a list that stand in it, in millionths; below 0: as the rates.
  std::array<std::int64_t, list_count> presence{-1, -1, -1, -1, -1, -1, -1, -1, -1};
  std::int64_t damage_permille = 1000;  ///< 1000: as data/names/damage.csv; 0: clean lists
};

/// How often each damage befalls a row of each list, and how much of those who belong in a list
/// stand in it, both in millionths.
struct ListRates {
  std::array<std::array<std::int64_t, damage_count>, list_count> damage{};
  std::array<std::int64_t, list_count> presence{};
};

/// `damage_csv`: kind,register,dtks,... in parts of ten thousand; the kind "presence" is the share
/// of those who belong. Errors: bad_value naming file and line.
Result<ListRates> load_rates(std::string_view damage_csv);

struct Totals {
  std::int64_t people = 0;
  std::int64_t households = 0;
  std::array<std::int64_t, list_count> records{};
  std::array<std::array<std::int64_t, damage_count>, list_count> damaged{};
};

/// Makes the population and sends every row of every list to `sink`. The rows of a list come mixed
/// within a window of some thousands, so that neither their order nor their number tells who is
/// whom. The same settings and materials give the same rows in the same order.
/// Errors: bad_region, bad_option (see Population::make; a list named twice), what the sink
/// returns, interrupted.
Result<Totals> generate(const Settings& settings, const Materials& materials,
                        const ListRates& rates, Sink& sink, Progress& progress);

}  // namespace payung::synthesis
