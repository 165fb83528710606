#pragma once

#include <string>

#include "adapters/reports/words.hpp"
#include "evaluation/report.hpp"

namespace payung::reports {

/// The report as one page of HTML that needs nothing else: styles and charts (SVG) are inside,
/// there is no script and no request. Both languages are in it, Indonesian shown first; a radio
/// button switches. Prints on A4; dark where the reader's system is dark.
std::string page_of(const evaluation::Report& report, const Words& words);

}  // namespace payung::reports
