#pragma once

#include <span>
#include <vector>

#include "base/region_table.hpp"
#include "evaluation/report.hpp"

namespace payung::evaluation {

/// The region and all its parts down to the village, depth first. Every line is the sum of the
/// same persons as its parts and its `not_split` line, so the levels cannot disagree. Persons of
/// elsewhere (who work here) and of unknown villages stand in `not_split`.
/// Villages in which nobody was counted are left out of reports wider than one regency.
std::vector<AreaLine> area_lines(RegionCode region, std::span<const PersonOutcome> people,
                                 const RegionTable& regions);

}  // namespace payung::evaluation
