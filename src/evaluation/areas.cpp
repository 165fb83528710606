#include "evaluation/areas.hpp"

#include <map>

namespace payung::evaluation {
namespace {

using Sums = std::map<RegionCode, Counts>;

constexpr std::array kLevels{RegionLevel::country, RegionLevel::province, RegionLevel::regency,
                             RegionLevel::district, RegionLevel::village};

/// `inclusive`: everybody inside; `direct`: those of whom no more than this region is known.
struct AreaSums {
  Sums inclusive;
  Sums direct;
};

AreaSums sum_up(RegionCode region, std::span<const PersonOutcome> people,
                const RegionTable& regions) {
  AreaSums sums;
  for (const auto& person : people) {
    RegionCode home = region.contains(person.region) ? person.region : region;
    // A code that the table does not know counts where its enclosing region is known.
    while (home != region && regions.find(home) == nullptr) {
      home = home.at(static_cast<RegionLevel>(static_cast<int>(home.level()) - 1));
    }
    sums.direct[home].add(person);
    for (const RegionLevel level : kLevels) {
      if (level < region.level() || level > home.level()) continue;
      sums.inclusive[home.at(level)].add(person);
    }
  }
  return sums;
}

Counts counted(const Sums& sums, RegionCode region) {
  const auto found = sums.find(region);
  return found == sums.end() ? Counts{} : found->second;
}

void add_lines(RegionCode region, const std::string& name, const AreaSums& sums,
               const RegionTable& regions, bool with_empty_villages, std::vector<AreaLine>& lines) {
  const Counts counts = counted(sums.inclusive, region);
  const bool village = region.level() == RegionLevel::village;
  if (village && !with_empty_villages && counts == Counts{}) return;
  lines.push_back({region, name, false, counts});
  if (village) return;
  for (const Region& part : regions.children(region)) {
    add_lines(part.code, part.name, sums, regions, with_empty_villages, lines);
  }
  const Counts direct = counted(sums.direct, region);
  if (direct != Counts{}) lines.push_back({region, name, true, direct});
}

}  // namespace

std::vector<AreaLine> area_lines(RegionCode region, std::span<const PersonOutcome> people,
                                 const RegionTable& regions) {
  const AreaSums sums = sum_up(region, people, regions);
  const Region* known = regions.find(region);
  std::vector<AreaLine> lines;
  add_lines(region, known == nullptr ? "Indonesia" : known->name, sums, regions,
            region.level() >= RegionLevel::regency, lines);
  return lines;
}

}  // namespace payung::evaluation
