#include "evaluation/cross_table.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace payung::evaluation {

CrossTable cross_table(std::span<const PersonOutcome> outcomes, RegionCode region,
                       RegionLevel level, Count count) {
  std::map<RegionCode, std::map<std::optional<Sector>, std::int64_t>> sums;
  std::set<std::optional<Sector>> sectors;
  for (const PersonOutcome& one : outcomes) {
    if (!region.contains(one.region)) continue;
    Counts counts;
    counts.add(one);
    if (counts.of(count) == 0) continue;
    const RegionCode part = one.region.at(level);
    const bool known = part.level() == level;
    sums[known ? part : region][one.sector] += one.people;
    sectors.insert(one.sector);
  }
  CrossTable table;
  table.sectors.assign(sectors.begin(), sectors.end());
  // "Not known" stands last, as in the report.
  std::stable_partition(table.sectors.begin(), table.sectors.end(),
                        [](const auto& sector) { return sector.has_value(); });
  for (const auto& [area, of_sector] : sums) {
    std::vector<std::int64_t> row;
    for (const auto& sector : table.sectors) {
      const auto found = of_sector.find(sector);
      row.push_back(found == of_sector.end() ? 0 : found->second);
    }
    table.areas.push_back(area);
    table.cells.push_back(std::move(row));
  }
  // The rest, which has the region's own code, goes to the end.
  if (!table.areas.empty() && table.areas.front() == region && region.level() != level) {
    std::rotate(table.areas.begin(), table.areas.begin() + 1, table.areas.end());
    std::rotate(table.cells.begin(), table.cells.begin() + 1, table.cells.end());
  }
  return table;
}

}  // namespace payung::evaluation
