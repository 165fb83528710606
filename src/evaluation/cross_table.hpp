#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/region_table.hpp"
#include "evaluation/outcome.hpp"

/// One count by area and sector: the table that exports show, with small counts hidden
/// (evaluation/suppress.hpp).
namespace payung::evaluation {

struct CrossTable {
  std::vector<RegionCode> areas;                 ///< by code; last: persons of no known part
  std::vector<std::optional<Sector>> sectors;    ///< in their order; empty: not known
  std::vector<std::vector<std::int64_t>> cells;  ///< a row for each area
};

/// The persons in `region`, by the regions of `level` in it and by sector. Persons whose part is
/// not known stand in a row of `region` itself. Rows and columns without anybody are left out.
CrossTable cross_table(std::span<const PersonOutcome> outcomes, RegionCode region,
                       RegionLevel level, Count count);

}  // namespace payung::evaluation
