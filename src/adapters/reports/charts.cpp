#include "adapters/reports/charts.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace payung::reports {
namespace {

using evaluation::Count;
using evaluation::Report;

constexpr int kBarWidth = 1000;  ///< of the drawing; the page scales it

std::int64_t scaled(std::int64_t value, std::int64_t most) {
  if (most <= 0 || value <= 0) return 0;
  return std::clamp<std::int64_t>(value * kBarWidth / most, 1, kBarWidth);
}

/// One horizontal bar with an optional mark, as wide as its column. `percent` says the same.
void bar(Writer& out, std::int64_t value, std::int64_t most, std::int64_t mark,
         std::string_view kind) {
  out.raw("<svg class=\"bar ").raw(kind).raw("\" viewBox=\"0 0 1000 24\" ");
  out.raw("preserveAspectRatio=\"none\" aria-hidden=\"true\">");
  out.raw("<rect class=\"rail\" width=\"1000\" height=\"24\"/>");
  out.raw("<rect class=\"fill\" width=\"" + std::to_string(scaled(value, most)) +
          "\" height=\"24\"/>");
  if (mark > 0) {
    const auto at = std::min<std::int64_t>(scaled(mark, most), kBarWidth - 6);
    out.raw("<rect class=\"mark\" x=\"" + std::to_string(at) + "\" width=\"6\" height=\"24\"/>");
  }
  out.raw("</svg>");
}

std::int64_t percent_half_up(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? (part * 200 + whole) / (whole * 2) : 0;
}

}  // namespace

void funnel_chart(Writer& out, const Report& report) {
  const std::int64_t most = report.funnel.empty() ? 0 : report.funnel.front().people;
  out.raw("<ol class=\"funnel\">");
  for (const auto& step : report.funnel) {
    out.raw("<li><span class=\"name\">")
        .word("report.count." + std::string(evaluation::to_text(step.count)))
        .raw("</span>");
    bar(out, step.people, most, 0, "step");
    out.raw("<span class=\"figure\"><b>").number(step.people).raw("</b> ");
    out.raw("<small>" + std::to_string(percent_half_up(step.people, most)) + "%");
    if (step.lost > 0) {
      out.raw(" · −").number(step.lost);
    }
    out.raw("</small></span></li>");
  }
  out.raw("</ol>");
}

void coverage_chart(Writer& out, const Report& report) {
  out.raw("<ul class=\"bars\">");
  for (const auto& line : report.coverage) {
    const bool whole = line.subject.region == report.region && !line.subject.sector;
    if (!whole) continue;
    const std::int64_t most = std::max(line.share.part(), line.share.whole());
    out.raw("<li><span class=\"name\">").text(line.title).raw(" <small>");
    out.word("report.mark." + std::string(potential::to_text(line.mark)));
    out.raw("</small></span>");
    bar(out, line.share.part(), most, line.share.whole(), "against");
    out.raw("<span class=\"figure\">").share(line.share).raw("</span></li>");
  }
  out.raw("</ul>");
}

void area_chart(Writer& out, const Report& report) {
  struct Part {
    const evaluation::AreaLine* line;
    std::int64_t eligible;
    std::int64_t covered;
  };
  std::vector<Part> parts;
  const auto level = static_cast<int>(report.region.level()) + 1;
  for (const auto& line : report.areas) {
    if (line.not_split || static_cast<int>(line.region.level()) != level) continue;
    parts.push_back({&line, line.counts.of(Count::eligible), line.counts.of(Count::covered)});
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
    return a.covered * std::max<std::int64_t>(b.eligible, 1) >
           b.covered * std::max<std::int64_t>(a.eligible, 1);
  });
  out.raw("<ul class=\"bars\">");
  for (const auto& part : parts) {
    out.raw("<li><span class=\"name\">").text(part.line->name).raw("</span>");
    bar(out, part.covered, part.eligible, 0, "area");
    out.raw("<span class=\"figure\"><b>");
    out.raw(std::to_string(percent_half_up(part.covered, part.eligible)) + "%</b> <small>");
    out.number(part.covered).raw(" / ").number(part.eligible).raw("</small></span></li>");
  }
  out.raw("</ul>");
}

void month_chart(Writer& out, const Report& report) {
  std::int64_t most = 1;
  for (const auto& month : report.months) most = std::max(most, month.billed_people);
  const auto count = static_cast<std::int64_t>(std::max<std::size_t>(report.months.size(), 1));
  const std::int64_t slot = 1000 / count;
  out.raw("<svg class=\"months\" viewBox=\"0 0 1000 260\" role=\"img\" aria-label=\"");
  out.text("paid / billed").raw("\">");
  std::int64_t x = 0;
  for (const auto& month : report.months) {
    const std::int64_t billed = month.billed_people * 200 / most;
    const std::int64_t paid = month.paid_people * 200 / most;
    const std::string left = std::to_string(x + slot / 8);
    const std::string width = std::to_string(slot * 3 / 4);
    out.raw("<rect class=\"rail\" x=\"" + left + "\" width=\"" + width + "\" y=\"" +
            std::to_string(220 - billed) + "\" height=\"" + std::to_string(billed) + "\"/>");
    out.raw("<rect class=\"fill\" x=\"" + left + "\" width=\"" + width + "\" y=\"" +
            std::to_string(220 - paid) + "\" height=\"" + std::to_string(paid) + "\"/>");
    out.raw("<text x=\"" + std::to_string(x + slot / 2) + "\" y=\"246\">" +
            month.month.text().substr(5) + "</text>");
    x += slot;
  }
  out.raw("</svg>");
}

}  // namespace payung::reports
