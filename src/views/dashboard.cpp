#include "views/dashboard.hpp"

#include <algorithm>

#include "evaluation/suppress.hpp"

namespace payung::views {
namespace {

using evaluation::Count;
using Shown = std::optional<std::int64_t>;

Json shown(const Shown& count) { return count ? Json(*count) : Json(nullptr); }

Json sector_text(const std::optional<Sector>& sector) {
  return sector ? Json(to_text(*sector)) : Json(nullptr);
}

/// A table of persons by station as far as it may be seen.
struct StationTable {
  std::vector<std::vector<Shown>> cells;
  std::vector<Shown> row_totals;
  std::vector<Shown> column_totals;
  Shown total;
  std::int64_t hidden = 0;
};

std::int64_t sum_of(const std::vector<std::int64_t>& counts) {
  std::int64_t sum = 0;
  for (const auto count : counts) sum += count;
  return sum;
}

StationTable station_table(const std::vector<std::vector<std::int64_t>>& rows,
                           const DashboardReader& reader) {
  StationTable table;
  if (!reader.persons) {
    auto hidden = evaluation::suppress(rows);
    return {std::move(hidden.cells), std::move(hidden.row_totals), std::move(hidden.column_totals),
            hidden.total, hidden.hidden};
  }
  std::vector<std::int64_t> columns(evaluation::station_count);
  std::int64_t total = 0;
  for (const auto& row : rows) {
    table.cells.emplace_back(row.begin(), row.end());
    table.row_totals.emplace_back(sum_of(row));
    for (std::size_t i = 0; i < row.size(); ++i) columns[i] += row[i];
    total += sum_of(row);
  }
  table.column_totals.assign(columns.begin(), columns.end());
  table.total = total;
  return table;
}

Json stations_json(const std::vector<Shown>& cells, const Shown& total) {
  Json json = Json::object();
  for (const auto station : evaluation::all_stations()) {
    const auto place = static_cast<std::size_t>(station);
    json[std::string(to_text(station))] = place < cells.size() ? shown(cells[place]) : Json(0);
  }
  json["listed"] = shown(total);
  return json;
}

Json members_json(const evaluation::Counts& counts, const DashboardReader& reader) {
  Json json = Json::object();
  for (const auto count : {Count::member_bpu, Count::member_pu, Count::insured}) {
    const auto people = counts.of(count);
    const bool small = people > 0 && people < evaluation::kCellMin;
    json[std::string(to_text(count))] = !reader.persons && small ? Json(nullptr) : Json(people);
  }
  return json;
}

Json parts_json(const app::FiguresPart& part, const DashboardReader& reader, std::int64_t& hidden) {
  std::vector<std::vector<std::int64_t>> rows;
  for (const auto& line : part.parts) rows.push_back(line.stations);
  const auto table = station_table(rows, reader);
  hidden += table.hidden;
  Json parts = Json::array();
  for (std::size_t i = 0; i < part.parts.size(); ++i) {
    const auto& line = part.parts[i];
    Json one{{"region", line.region.text()},
             {"name", line.name},
             {"rest", line.rest},
             {"stations", stations_json(table.cells[i], table.row_totals[i])},
             {"members", members_json(line.counts, reader)},
             {"target", shown(line.target)},
             {"potential", shown(line.potential)}};
    // A rank is a share, and a share with its whole is the count.
    const auto& cells = table.cells[i];
    const bool whole =
        std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.has_value(); });
    const bool ranked = whole && line.ranked.rank > 0;
    one["rank"] = ranked ? Json(line.ranked.rank) : Json(nullptr);
    one["fair_share"] = ranked ? Json(line.ranked.fair_share) : Json(nullptr);
    one["standing"] = ranked ? Json(to_text(line.ranked.standing)) : Json("nobody");
    parts.push_back(std::move(one));
  }
  return parts;
}

Json sectors_json(const app::FiguresPart& part, const DashboardReader& reader,
                  std::int64_t& hidden) {
  std::vector<std::vector<std::int64_t>> rows;
  for (const auto& line : part.sectors) rows.push_back(line.stations);
  const auto table = station_table(rows, reader);
  hidden += table.hidden;
  Json sectors = Json::array();
  for (std::size_t i = 0; i < part.sectors.size(); ++i) {
    sectors.push_back({{"sector", sector_text(part.sectors[i].sector)},
                       {"stations", stations_json(table.cells[i], table.row_totals[i])},
                       {"members", members_json(part.sectors[i].counts, reader)}});
  }
  return sectors;
}

Json series_json(const app::FiguresPart& part, const DashboardReader& reader) {
  Json series = Json::array();
  for (const auto& line : part.report.coverage) {
    const auto people = line.share.part();
    const bool small = !reader.persons && people > 0 && people < evaluation::kCellMin;
    series.push_back(
        {{"series", line.series},
         {"title", line.title},
         {"kind", potential::to_text(line.kind)},
         {"year", line.year},
         {"region", line.subject.region.text()},
         {"name", line.subject_name},
         {"sector", sector_text(line.subject.sector)},
         {"segment", line.subject.segment ? Json(to_text(*line.subject.segment)) : Json(nullptr)},
         {"counted", to_text(line.numerator)},
         {"people", small ? Json(nullptr) : Json(people)},
         {"of", line.share.whole()},
         {"source", line.source},
         {"mark", potential::to_text(line.mark)}});
  }
  return series;
}

Json months_json(const app::Figures& figures, const app::FiguresPart& part,
                 const DashboardReader& reader) {
  Json months = Json::array();
  for (const auto& line : part.months) {
    const bool small = !reader.persons && line.people > 0 && line.people < evaluation::kCellMin;
    Json one{{"month", line.month.text()}, {"people", small ? Json(nullptr) : Json(line.people)}};
    if (reader.everybody) {
      const auto money = std::find_if(figures.months.begin(), figures.months.end(),
                                      [&](const auto& month) { return month.month == line.month; });
      const bool known = money != figures.months.end();
      one["billed"] = known ? money->billed.amount() : 0;
      one["received"] = known ? money->received.amount() : 0;
    }
    months.push_back(std::move(one));
  }
  return months;
}

Json ahead_json(const app::FiguresPart& part) {
  Json ahead = Json::array();
  for (const auto& line : part.ahead) {
    ahead.push_back({{"month", line.month.text()},
                     {"low", line.people.low},
                     {"middle", line.people.middle},
                     {"high", line.people.high}});
  }
  return ahead;
}

Json gaps_json(const app::FiguresPart& part, const DashboardReader& reader) {
  Json gaps = Json::array();
  for (const auto& gap : part.gaps) {
    if (!reader.persons && gap.people < evaluation::kCellMin) continue;
    gaps.push_back({{"region", gap.region.text()},
                    {"name", gap.region_name},
                    {"sector", sector_text(gap.sector)},
                    {"station", to_text(gap.station)},
                    {"reason", gap.reason},
                    {"people", gap.people}});
  }
  return gaps;
}

Json losses_json(const app::FiguresPart& part, const DashboardReader& reader) {
  Json losses = Json::array();
  for (const auto& loss : part.report.losses) {
    if (!reader.persons && loss.people < evaluation::kCellMin) continue;
    losses.push_back(
        {{"station", to_text(loss.station)}, {"reason", loss.reason}, {"people", loss.people}});
  }
  return losses;
}

Json falling_json(const app::FiguresPart& part, const DashboardReader& reader) {
  const auto told = [&](std::int64_t people) {
    const bool small = !reader.persons && people > 0 && people < evaluation::kCellMin;
    return small ? Json(nullptr) : Json(people);
  };
  Json falling = Json::array();
  for (const auto& line : part.falling) {
    falling.push_back({{"month", line.month.text()},
                       {"lapsing", told(line.lapsing)},
                       {"payer_ends", told(line.payer_ends)}});
  }
  return falling;
}

/// The sums of all payers were reckoned before, so those of some are in range too.
void add(Rupiah& sum, Rupiah amount) {
  const auto next = sum.plus(amount);
  PAYUNG_CHECK(next.ok());
  sum = *next;
}

/// The money of the payers that he may see, and of them alone: on one database of many regencies
/// each has its own.
void add_money(Json& json, const app::FiguresPart& part, const DashboardReader& reader) {
  Rupiah billed;
  Rupiah received;
  Rupiah open;
  Rupiah suspense;
  Json payers = Json::array();
  for (const auto& payer : part.report.payers) {
    if (!reader.everybody && !reader.payers.contains(payer.code)) continue;
    add(billed, payer.billed);
    add(received, payer.received);
    add(open, payer.open);
    add(suspense, payer.suspense);
    payers.push_back({{"code", payer.code},
                      {"name", payer.name},
                      {"kind", to_text(payer.kind)},
                      {"people", payer.people},
                      {"covered", payer.covered},
                      {"budget", payer.budget ? Json(payer.budget->amount()) : Json(nullptr)},
                      {"heads_max", shown(payer.heads_max)},
                      {"billed", payer.billed.amount()},
                      {"received", payer.received.amount()},
                      {"open", payer.open.amount()}});
  }
  if (!reader.everybody && payers.empty()) return;
  json["money"] = {{"billed", billed.amount()},
                   {"received", received.amount()},
                   {"open", open.amount()},
                   {"suspense", suspense.amount()}};
  json["payers"] = std::move(payers);
}

void add_senders(Json& json, const app::FiguresPart& part, const DashboardReader& reader) {
  Json senders = Json::array();
  for (const auto& sender : part.report.senders) {
    if (!reader.everybody && !reader.senders.contains(sender.code)) continue;
    senders.push_back({{"code", sender.code},
                       {"name", sender.name},
                       {"rows", sender.rows},
                       {"accepted", sender.accepted},
                       {"waiting", sender.waiting},
                       {"warnings", sender.warnings},
                       {"persons", sender.persons}});
  }
  if (reader.everybody || !senders.empty()) json["senders"] = std::move(senders);
}

Json path_json(RegionCode region, const RegionTable& regions) {
  Json path = Json::array();
  for (const auto level :
       {RegionLevel::province, RegionLevel::regency, RegionLevel::district, RegionLevel::village}) {
    if (level > region.level()) break;
    const Region* known = regions.find(region.at(level));
    path.push_back({{"region", region.at(level).text()},
                    {"name", known == nullptr ? std::string() : known->name}});
  }
  return path;
}

}  // namespace

Json dashboard_json(const app::Figures& figures, const app::FiguresPart& part,
                    const DashboardReader& reader, const RegionTable& regions) {
  std::int64_t hidden = 0;
  const auto total = station_table({part.stations}, reader);
  hidden += total.hidden;
  Json json{{"scheme",
             {{"code", figures.scheme},
              {"title", figures.title},
              {"area", figures.area.text()},
              {"period", figures.period.text()}}},
            {"region", part.report.region.text()},
            {"name", part.report.region_name},
            {"path", path_json(part.report.region, regions)},
            {"as_of", figures.as_of.text()},
            {"generated_at", figures.generated_at},
            {"stations", stations_json(total.cells.front(), total.total)},
            {"members", members_json(part.report.total, reader)},
            {"series", series_json(part, reader)},
            {"part_level", to_text(part.part_level)},
            {"parts", parts_json(part, reader, hidden)},
            {"sectors", sectors_json(part, reader, hidden)},
            {"months", months_json(figures, part, reader)},
            {"ahead", ahead_json(part)},
            {"gaps", gaps_json(part, reader)},
            {"falling", falling_json(part, reader)},
            {"losses", losses_json(part, reader)}};
  add_money(json, part, reader);
  add_senders(json, part, reader);
  json["hidden"] = hidden;
  json["cell_min"] = evaluation::kCellMin;
  return json;
}

}  // namespace payung::views
