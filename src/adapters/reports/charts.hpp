#pragma once

#include "adapters/reports/html.hpp"
#include "evaluation/report.hpp"

/// Charts as inline SVG. Each stands beside a table with the same figures, so colour is never the
/// only signal.
namespace payung::reports {

/// The way from listed to covered, a bar a step.
void funnel_chart(Writer& out, const evaluation::Report& report);

/// Covered against each series of the whole region: a bar, and a mark where the figure lies.
void coverage_chart(Writer& out, const evaluation::Report& report);

/// People paid for, month by month.
void month_chart(Writer& out, const evaluation::Report& report);

/// Districts (or the regions directly below) by the share of the eligible who are covered.
void area_chart(Writer& out, const evaluation::Report& report);

}  // namespace payung::reports
