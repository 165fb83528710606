#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "evaluation/report.hpp"
#include "store/figures.hpp"

namespace payung::app {

struct ReportRequest {
  std::string scheme;  ///< empty: the only one there is
  std::string title;   ///< empty: the scheme's name
  RegionCode region;   ///< the country: the scheme's area
  Date as_of;
};

/// A list row, and where the person behind it stands.
struct ReportRow {
  store::RowOfPerson row;
  bool proposed = false;
  evaluation::Station station = evaluation::Station::unidentified;
  std::string reason;
};

struct FullReport {
  evaluation::Report report;
  std::vector<std::string> contradictions;          ///< empty when all figures add up
  std::vector<ReportRow> rows;                      ///< every current row
  std::vector<evaluation::PersonOutcome> outcomes;  ///< by person
};

/// The figures of a scheme on a day, from what is stored, and for each figure its list rows.
/// Reads only, in one transaction, so that all figures are of one state.
/// Errors: not_found without a scheme; bad_region; no_parameter; storage.
Result<FullReport> make_report(Environment& environment, const ReportRequest& request);

}  // namespace payung::app
