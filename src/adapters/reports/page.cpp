#include "adapters/reports/page.hpp"

#include <algorithm>

#include "adapters/reports/charts.hpp"
#include "adapters/reports/style.hpp"
#include "evaluation/tables.hpp"

namespace payung::reports {
namespace {

using evaluation::Count;
using evaluation::Report;

bool is_figure(const evaluation::Cell& cell) {
  return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<Rupiah>(cell) ||
         std::holds_alternative<potential::Share>(cell);
}

void table(Writer& out, const evaluation::Table& content) {
  const bool tree = std::any_of(content.rows.begin(), content.rows.end(),
                                [](const auto& row) { return row.depth > 0; });
  out.raw("<div class=\"scroll\" tabindex=\"0\">")
      .raw(tree ? "<table class=\"tree\"><caption>" : "<table><caption>")
      .word("report.table." + content.key)
      .raw("</caption><thead><tr>");
  for (const auto& column : content.columns) {
    out.raw("<th scope=\"col\">").word(column.key).raw("</th>");
  }
  out.raw("</tr></thead><tbody>");
  for (const auto& row : content.rows) {
    out.raw("<tr class=\"depth" + std::to_string(std::min(row.depth, 4)) + "\">");
    for (const auto& cell : row.cells) {
      out.raw(is_figure(cell) ? "<td class=\"n\">" : "<td>").cell(cell).raw("</td>");
    }
    out.raw("</tr>");
  }
  out.raw("</tbody></table></div>");
}

void card(Writer& out, std::string_view key, std::string figure, std::string_view note_key) {
  out.raw("<div class=\"card\"><p>").word(key).raw("</p><strong>").raw(figure).raw("</strong><p>");
  out.word(note_key).raw("</p></div>");
}

std::string number_html(std::int64_t value) {
  return both(grouped(value, '.'), grouped(value, ','));
}

void cards(Writer& out, const Report& report) {
  out.raw("<section class=\"cards\" aria-label=\"summary\">");
  card(out, "report.card.listed", number_html(report.total.of(Count::listed)),
       "report.card.listed_note");
  card(out, "report.card.eligible", number_html(report.total.of(Count::eligible)),
       "report.card.eligible_note");
  card(out, "report.card.covered", number_html(report.total.of(Count::covered)),
       "report.card.covered_note");
  card(out, "report.card.received",
       both("Rp" + grouped(report.received.amount(), '.'),
            "Rp" + grouped(report.received.amount(), ',')),
       "report.card.received_note");
  out.raw("</section>");
}

void heading(Writer& out, std::string_view key) { out.raw("<h2>").word(key).raw("</h2>"); }

void head(Writer& out, const Report& report) {
  out.raw(
      "<!doctype html><html lang=\"id\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>");
  out.text(report.title).raw("</title><style>").raw(style_sheet()).raw("</style></head><body>");
  out.raw(
      "<input type=\"radio\" name=\"lang\" id=\"lang-id\" checked>"
      "<input type=\"radio\" name=\"lang\" id=\"lang-en\"><header><nav>"
      "<label for=\"lang-id\">Bahasa Indonesia</label><label for=\"lang-en\">English</label>"
      "</nav><h1>");
  out.text(report.title).raw("</h1><p>").text(report.region_name).raw(" (");
  out.text(report.region.text()).raw(") · ").word("report.as_of").raw(" ");
  out.text(report.as_of.text()).raw(" · ").text(report.scheme).raw("</p></header><main>");
}

}  // namespace

std::string page_of(const Report& report, const Words& words) {
  Writer out(words);
  head(out, report);
  cards(out, report);
  const auto tables = evaluation::tables_of(report);
  const auto named = [&](std::string_view key) -> const evaluation::Table& {
    for (const auto& one : tables) {
      if (one.key == key) return one;
    }
    return tables.front();
  };
  const auto folded = [&](std::string_view key) {
    out.raw("<details><summary>").word("report.as_table").raw("</summary>");
    table(out, named(key));
    out.raw("</details>");
  };
  out.raw("<section>");
  heading(out, "report.table.funnel");
  funnel_chart(out, report);
  table(out, named("losses"));
  out.raw("<p class=\"hint\">").word("report.rows_hint").raw("</p>");
  folded("funnel");
  out.raw("</section><section>");
  heading(out, "report.table.coverage");
  coverage_chart(out, report);
  folded("coverage");
  out.raw("</section><section>");
  heading(out, "report.table.areas");
  area_chart(out, report);
  folded("areas");
  out.raw("</section><section>");
  heading(out, "report.table.months");
  month_chart(out, report);
  folded("months");
  out.raw("</section><section>");
  for (const auto key : {"payers", "sectors", "senders"}) {
    heading(out, "report.table." + std::string(key));
    table(out, named(key));
  }
  out.raw("</section></main><footer><p>").word("report.footer").raw(" · ");
  out.text(report.generated_at).raw("</p></footer></body></html>\n");
  return out.take();
}

}  // namespace payung::reports
