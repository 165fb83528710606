#pragma once

#include <vector>

#include "base/region_table.hpp"
#include "evaluation/report.hpp"

namespace payung::evaluation {

/// Which count is held against a figure. A target is met by who is covered through the programme
/// (wage earners: by who is a member). Of the potential also those count who are insured already;
/// where the figure is about all workers (UCJ) everybody insured counts.
Count numerator_for(potential::SeriesKind kind, std::optional<Segment> segment);

/// One line for each series that says something about the region in `year` or the last year
/// before: the whole, then its sectors, then the regions directly below.
std::vector<CoverageLine> coverage_lines(const Report& report, int year,
                                         const potential::SeriesBook& series,
                                         const RegionTable& regions);

}  // namespace payung::evaluation
