#include "evaluation/tables.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace payung::evaluation {
namespace {

constexpr std::array kAreaCounts{
    Count::listed, Count::eligible, Count::funded,     Count::covered,   Count::grace,
    Count::lapsed, Count::waiting,  Count::member_bpu, Count::member_pu, Count::insured};

Label column(std::string_view key) { return {"report.column." + std::string(key)}; }
Label count_label(Count count) { return {"report.count." + std::string(to_text(count))}; }
Label station_label(Station station) { return {"report.station." + std::string(to_text(station))}; }
Label sector_label(std::optional<Sector> sector) {
  return {"sector." + std::string(sector ? to_text(*sector) : "unknown")};
}

std::vector<Label> columns(std::initializer_list<std::string_view> keys) {
  std::vector<Label> labels;
  for (const auto key : keys) labels.push_back(column(key));
  return labels;
}

void add_count_columns(Table& table) {
  for (const Count count : kAreaCounts) table.columns.push_back(count_label(count));
}

void add_counts(TableRow& row, const Counts& counts) {
  for (const Count count : kAreaCounts) row.cells.emplace_back(counts.of(count));
}

Table funnel_table(const Report& report) {
  Table table{"funnel", columns({"step", "people", "lost_before_next"}), {}};
  for (const auto& step : report.funnel) {
    table.rows.push_back({{count_label(step.count), step.people, step.lost}});
  }
  return table;
}

Table losses_table(const Report& report) {
  Table table{"losses", columns({"station", "reason", "people"}), {}};
  for (const auto& loss : report.losses) {
    const Cell reason = loss.reason.empty() ? Cell() : Cell(Label{loss.reason});
    table.rows.push_back({{station_label(loss.station), reason, loss.people}});
  }
  return table;
}

Label series_kind_label(potential::SeriesKind kind) {
  return {"report.series." + std::string(potential::to_text(kind))};
}

Table coverage_table(const Report& report) {
  Table table{"coverage",
              columns({"series", "kind", "year", "about", "counted", "share", "source", "mark"}),
              {}};
  for (const auto& line : report.coverage) {
    const Cell about =
        line.subject.sector ? Cell(sector_label(line.subject.sector)) : Cell(line.subject_name);
    const bool part = line.subject.sector || line.subject.region != report.region;
    table.rows.push_back(
        {{line.title, series_kind_label(line.kind), static_cast<std::int64_t>(line.year), about,
          count_label(line.numerator), line.share, line.source,
          Label{"report.mark." + std::string(potential::to_text(line.mark))}},
         part ? 1 : 0});
  }
  return table;
}

Table areas_table(const Report& report) {
  Table table{"areas", columns({"code", "area"}), {}};
  add_count_columns(table);
  const int top = static_cast<int>(report.region.level());
  for (const auto& line : report.areas) {
    const Cell name = line.not_split ? Cell(Label{"report.area.not_split"}) : Cell(line.name);
    TableRow row{{line.region.text(), name},
                 static_cast<int>(line.region.level()) - top + (line.not_split ? 1 : 0)};
    add_counts(row, line.counts);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table sectors_table(const Report& report) {
  Table table{"sectors", columns({"sector"}), {}};
  add_count_columns(table);
  for (const auto& line : report.sectors) {
    TableRow row{{sector_label(line.sector)}};
    add_counts(row, line.counts);
    table.rows.push_back(std::move(row));
  }
  TableRow total{{Label{"report.total"}}};
  add_counts(total, report.total);
  table.rows.push_back(std::move(total));
  return table;
}

Table payers_table(const Report& report) {
  Table table{"payers",
              columns({"code", "payer", "kind", "people", "covered", "budget", "heads_max",
                       "billed", "received", "open", "suspense"}),
              {}};
  for (const auto& payer : report.payers) {
    table.rows.push_back(
        {{payer.code, payer.name, Label{"payer_kind." + std::string(to_text(payer.kind))},
          payer.people, payer.covered, payer.budget ? Cell(*payer.budget) : Cell(),
          payer.heads_max ? Cell(*payer.heads_max) : Cell(), payer.billed, payer.received,
          payer.open, payer.suspense}});
  }
  table.rows.push_back(
      {{std::string(), Label{"report.total"}, Cell(), Cell(), report.total.of(Count::covered),
        Cell(), Cell(), report.billed, report.received, report.open, report.suspense}});
  return table;
}

Table months_table(const Report& report) {
  Table table{
      "months", columns({"month", "billed_people", "paid_people", "billed", "received"}), {}};
  for (const auto& month : report.months) {
    table.rows.push_back({{month.month.text(), month.billed_people, month.paid_people, month.billed,
                           month.received}});
  }
  return table;
}

Table senders_table(const Report& report) {
  Table table{"senders",
              columns({"code", "sender", "rows", "accepted", "rows_waiting", "accepted_share",
                       "persons", "warnings"}),
              {}};
  for (const auto& sender : report.senders) {
    const auto share = potential::Share::of(sender.accepted, sender.rows);
    table.rows.push_back({{sender.code, sender.name, sender.rows, sender.accepted, sender.waiting,
                           share ? Cell(*share) : Cell(), sender.persons, sender.warnings}});
  }
  return table;
}

}  // namespace

std::vector<Table> tables_of(const Report& report) {
  std::vector<Table> tables;
  tables.push_back(funnel_table(report));
  tables.push_back(losses_table(report));
  tables.push_back(coverage_table(report));
  tables.push_back(areas_table(report));
  tables.push_back(sectors_table(report));
  tables.push_back(payers_table(report));
  tables.push_back(months_table(report));
  tables.push_back(senders_table(report));
  return tables;
}

}  // namespace payung::evaluation
