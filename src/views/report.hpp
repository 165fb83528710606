#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/make_report.hpp"
#include "potential/series.hpp"
#include "views/json.hpp"

/// The figures of the report, and the list rows behind them.
namespace payung::views {

/// With what does not add up in it, in words; empty when all does.
Json report_json(const evaluation::Report& report, const std::vector<std::string>& contradictions);
/// Of one station (its word), or of all when empty.
std::string rows_csv(const std::vector<app::ReportRow>& rows, std::string_view station);
Json potential_json(const potential::SeriesBook& book);

}  // namespace payung::views
