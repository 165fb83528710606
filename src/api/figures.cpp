// Figures: potential and target, the report, one count by area and sector with small counts hidden.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/reports/page.hpp"
#include "adapters/reports/tables.hpp"
#include "api/figure_files.hpp"
#include "api/figure_room.hpp"
#include "api/ids.hpp"
#include "api/people_common.hpp"
#include "api/work_parts.hpp"
#include "app/figures_part.hpp"
#include "app/load_potential.hpp"
#include "app/make_report.hpp"
#include "base/csv.hpp"
#include "evaluation/cross_table.hpp"
#include "evaluation/suppress.hpp"
#include "store/list_pages.hpp"
#include "store/payers.hpp"
#include "views/dashboard.hpp"
#include "views/report.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

Result<Reply> potential(Call& call) {
  const auto book = app::stored_potential(call.environment);
  if (!book) return book.error();
  Json items = views::potential_json(*book);
  Json mine = Json::array();
  for (auto& item : items) {
    const auto region = RegionCode::parse(item["region"].get<std::string>());
    if (region && touches(call.caller.scope, *region)) mine.push_back(std::move(item));
  }
  return reply({{"items", std::move(mine)}});
}

/// A file may speak of many regions: all of them must be the caller's.
Result<Reply> load_potential(Call& call) {
  const std::string name = text_of(call.body, "file_name");
  const std::string content = text_of(call.body, "content");
  const potential::SeriesFile file{name, content};
  const auto book = potential::SeriesBook::load({&file, 1}, call.environment.regions);
  if (!book) return book.error();
  for (const auto& series : book->all()) {
    for (const auto& figure : series.stated()) {
      if (commands(call.caller.scope, figure.subject.region)) continue;
      return Error{Errc::conflict, series.name(),
                   "region " + figure.subject.region.text() + " is not in your scope"};
    }
  }
  const auto changed = app::load_potential(call.environment, name, content);
  if (!changed) return changed.error();
  return reply({{"file_name", name}, {"changed", *changed}}, *changed ? 201 : 200);
}

/// The programmes that a caller may see figures of, by code.
Result<std::vector<store::SchemeVersion>> schemes_in_reach(Call& call) {
  auto all = store::schemes(call.environment.database);
  if (!all) return all;
  std::erase_if(*all, [&](const auto& one) { return !touches(call.caller.scope, one.area); });
  return all;
}

/// The report's region must lie in an area that is the caller's; without one it is his first.
Result<app::ReportRequest> request_of(Call& call) {
  app::ReportRequest request{text_of(call.arguments, "scheme"), "", {}, call.environment.today};
  const auto& scope = call.caller.scope;
  if (!request.scheme.empty()) {
    const auto version = store::scheme_by_code(call.environment.database, request.scheme);
    if (!version && version.error().code != Errc::not_found) return version.error();
    if (!version || !touches(scope, version->area)) return Error{Errc::not_found, "scheme"};
  } else {
    const auto known = schemes_in_reach(call);
    if (!known) return known.error();
    request.scheme = app::scheme_of_today(*known, call.environment.today);
  }
  if (const auto text = text_of(call.arguments, "region"); !text.empty()) {
    const auto region = RegionCode::parse(text);
    if (!region) return region.error();
    request.region = *region;
  } else if (!scope.regions.empty()) {
    request.region = scope.regions.front();
  }
  // Figures are of areas, sectors and payers: of one sender's lists, or one person, there are none.
  if (scope.regions.empty() || scope.sender || scope.person || !scope.reaches(request.region)) {
    return Error{Errc::not_found, "region"};
  }
  if (const auto text = text_of(call.arguments, "as_of"); !text.empty()) {
    const auto day = Date::parse(text);
    if (!day) return day.error();
    request.as_of = *day;
  }
  return request;
}

/// What of the figures the caller may see: of payers and senders those whose areas he commands.
Result<views::DashboardReader> reader_of(Call& call, RegionCode region) {
  const auto payers = store::payers(call.environment.database);
  if (!payers) return payers.error();
  const auto senders = store::senders(call.environment.database);
  if (!senders) return senders.error();
  views::DashboardReader reader{call.caller.may(Permission::people_read),
                                commands(call.caller.scope, region)};
  if (!reader.everybody) return reader;
  const auto keep = [&](const auto& all, std::set<std::string>& codes) {
    for (const auto& one : all) {
      if (commands(call.caller.scope, one.area)) {
        codes.insert(one.code);
      } else {
        reader.everybody = false;
      }
    }
  };
  keep(*payers, reader.payers);
  keep(*senders, reader.senders);
  return reader;
}

void keep_tables(Json& document, std::initializer_list<const char*> dropped) {
  if (!document.contains("tables")) return;
  for (const char* key : dropped) document["tables"].erase(key);
}

Result<FigureRoom::Shared> figures_of(Call& call, const app::ReportRequest& request) {
  return call.service.figures().figures(call.environment, request.scheme, request.as_of);
}

/// One side of the figures: the region of the request, and the sector and payer that are asked for;
/// never more than the sectors and the payer that the caller is limited to.
Result<app::FigureFilter> filter_of(const Call& call, const app::ReportRequest& request) {
  const std::string payer = text_of(call.arguments, "payer");
  if (!payer.empty() && !call.caller.scope.reaches_payer(payer)) {
    return Error{Errc::not_found, "payer"};
  }
  app::FigureFilter filter{request.region, std::nullopt,
                           payer.empty() ? call.caller.scope.payer.value_or("") : payer,
                           call.caller.scope.sectors};
  if (const auto text = text_of(call.arguments, "sector"); !text.empty()) {
    const auto sector = parse_sector(text);
    if (!sector) return sector.error();
    filter.sector = *sector;
  }
  const auto& scope = call.caller.scope;
  const bool reached =
      !filter.sector || scope.sectors.empty() ||
      std::find(scope.sectors.begin(), scope.sectors.end(), *filter.sector) != scope.sectors.end();
  if (!reached) return Error{Errc::not_found, "sector"};
  return filter;
}

Result<Reply> report(Call& call) {
  const auto request = request_of(call);
  if (!request) return request.error();
  const auto figures = figures_of(call, *request);
  if (!figures) return figures.error();
  const auto filter = filter_of(call, *request);
  if (!filter) return filter.error();
  const auto part = app::part_of(**figures, *filter, call.environment.regions);
  if (!part) return part.error();
  Json document = views::report_json(part->report, evaluation::contradictions(part->report));
  const auto reader = reader_of(call, request->region);
  if (!reader) return reader.error();
  if (!reader->everybody) {
    for (const char* key :
         {"money", "rows_listed", "rows_accepted", "rows_waiting", "persons_known"}) {
      document.erase(key);
    }
    keep_tables(document, {"payers", "months", "senders"});
    document["contradictions"] = Json::array();
  }
  // Small counts of a village tell of persons: who sees no persons asks the table below instead.
  if (!call.caller.may(Permission::people_read)) {
    keep_tables(document, {"areas", "sectors", "losses"});
  }
  return reply(document);
}

constexpr const char* kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The whole report as people read it: only for who may see persons and every payer.
Result<Reply> report_file(Call& call) {
  const auto request = request_of(call);
  if (!request) return request.error();
  const auto reader = reader_of(call, request->region);
  if (!reader) return reader.error();
  if (!reader->everybody) return Error{Errc::not_found, "report"};
  const auto full = app::make_report(call.environment, *request);
  if (!full) return full.error();
  const text::Catalogue indonesian = text::Catalogue::load("id");
  const text::Catalogue english = text::Catalogue::load("en");
  const reports::Words words = [&](std::string_view asked, std::string_view key) {
    return asked == "en" ? english.text(key) : indonesian.text(key);
  };
  const std::string name = "payung-" + full->report.as_of.text();
  if (text_of(call.arguments, "format") == "html") {
    return attached(reports::page_of(full->report, words), name + ".html",
                    "text/html; charset=utf-8");
  }
  const WorkParts* work = call.service.parts().work;
  if (work == nullptr) return Error{Errc::unsupported, "report", "not served here"};
  const auto file = work->files.blank("xlsx");
  const auto written = reports::write_workbook(file->path(), evaluation::tables_of(full->report),
                                               words, call.language);
  if (!written) return written.error();
  http::Response stream;
  stream.headers.set("Content-Type", kWorkbook);
  stream.headers.set("Content-Disposition", "attachment; filename=\"" + name + ".xlsx\"");
  stream.body = http::FileBody{file->path(), file};
  Reply answer;
  answer.media_type = kWorkbook;
  answer.stream = std::move(stream);
  return answer;
}

// ---- one count by area and sector ------------------------------------------------------------

std::optional<evaluation::Count> count_named(std::string_view text) {
  for (const auto count : evaluation::all_counts()) {
    if (evaluation::to_text(count) == text) return count;
  }
  return std::nullopt;
}

std::optional<RegionLevel> level_named(std::string_view text) {
  for (const auto level :
       {RegionLevel::province, RegionLevel::regency, RegionLevel::district, RegionLevel::village}) {
    if (to_text(level) == text) return level;
  }
  return std::nullopt;
}

Json shown(const std::optional<std::int64_t>& count) { return count ? Json(*count) : Json(); }

std::string sector_name(const std::optional<Sector>& sector) {
  return sector ? std::string(to_text(*sector)) : std::string("unknown");
}

std::string table_csv(const evaluation::CrossTable& table, const evaluation::Suppressed& hidden) {
  const auto text = [](const std::optional<std::int64_t>& count) {
    return count ? std::to_string(*count) : std::string();
  };
  std::string csv = "area";
  for (const auto& sector : table.sectors) csv += "," + sector_name(sector);
  csv += ",total\n";
  for (std::size_t i = 0; i < table.areas.size(); ++i) {
    csv += table.areas[i].text();
    for (const auto& cell : hidden.cells[i]) csv += "," + text(cell);
    csv += "," + text(hidden.row_totals[i]) + "\n";
  }
  csv += "total";
  for (const auto& total : hidden.column_totals) csv += "," + text(total);
  return csv + "," + text(hidden.total) + "\n";
}

Result<Reply> table(Call& call) {
  const auto request = request_of(call);
  if (!request) return request.error();
  const auto figures = figures_of(call, *request);
  if (!figures) return figures.error();
  const RegionCode asked = request->region == RegionCode() ? (*figures)->area : request->region;
  const auto count = count_named(text_of(call.arguments, "count"));
  if (!count) return Error{Errc::bad_value, "count", "one of the counts of the report"};
  const auto level = level_named(text_of(call.arguments, "level"));
  if (!level) return Error{Errc::bad_value, "level", "province, regency, district or village"};
  auto filter = filter_of(call, *request);
  if (!filter) return filter.error();
  filter->region = RegionCode();  // the table cuts the region out itself
  std::vector<evaluation::PersonOutcome> groups;
  std::copy_if((*figures)->groups.begin(), (*figures)->groups.end(), std::back_inserter(groups),
               [&](const auto& one) { return filter->takes(one); });
  const auto cross = evaluation::cross_table(groups, asked, *level, *count);
  const auto least = call.arguments.at("cell_min").get<std::int64_t>();
  const auto hidden = evaluation::suppress(cross.cells, std::max(least, evaluation::kCellMin));
  if (text_of(call.arguments, "format") == "csv") {
    return attached(table_csv(cross, hidden), "payung-table.csv", "text/csv; charset=utf-8");
  }
  Json rows = Json::array();
  for (std::size_t i = 0; i < cross.areas.size(); ++i) {
    const Region* region = call.environment.regions.find(cross.areas[i]);
    Json cells = Json::array();
    for (const auto& cell : hidden.cells[i]) cells.push_back(shown(cell));
    rows.push_back({{"area", cross.areas[i].text()},
                    {"name", region == nullptr ? std::string() : region->name},
                    {"cells", std::move(cells)},
                    {"total", shown(hidden.row_totals[i])}});
  }
  Json sectors = Json::array();
  for (const auto& sector : cross.sectors) sectors.push_back(sector_name(sector));
  Json totals = Json::array();
  for (const auto& total : hidden.column_totals) totals.push_back(shown(total));
  return reply({{"count", evaluation::to_text(*count)},
                {"region", asked.text()},
                {"as_of", request->as_of.text()},
                {"cell_min", std::max(least, evaluation::kCellMin)},
                {"sectors", std::move(sectors)},
                {"rows", std::move(rows)},
                {"totals", std::move(totals)},
                {"total", shown(hidden.total)},
                {"hidden", hidden.hidden}});
}

// ---- one side of the figures, and who is behind them -------------------------------------------

Result<Reply> dashboard(Call& call) {
  const auto json = dashboard_of(call);
  if (!json) return json.error();
  return reply(*json);
}

Result<std::vector<evaluation::Station>> stations_asked(const Call& call) {
  std::vector<evaluation::Station> stations;
  for (const auto& text : call.arguments.at("station")) {
    for (const auto station : evaluation::all_stations()) {
      if (evaluation::to_text(station) == text.get<std::string>()) stations.push_back(station);
    }
  }
  return stations;
}

Result<std::optional<Month>> month_asked(const Call& call, const char* name) {
  const auto text = text_of(call.arguments, name);
  if (text.empty()) return std::optional<Month>{};
  const auto month = Month::parse(text);
  if (!month) return month.error();
  return std::optional(*month);
}

/// The persons that a figure counts, masked; each look is recorded.
Result<Reply> people_behind(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto request = request_of(call);
  if (!request) return request.error();
  const auto figures = figures_of(call, *request);
  if (!figures) return figures.error();
  const auto filter = filter_of(call, *request);
  if (!filter) return filter.error();
  const auto stations = stations_asked(call);
  if (!stations) return stations.error();
  const auto after = cursor_of(call, "person", "after");
  if (!after) return after.error();
  const auto lapses = month_asked(call, "lapses");
  if (!lapses) return lapses.error();
  const auto payer_ends = month_asked(call, "payer_ends");
  if (!payer_ends) return payer_ends.error();
  const app::PersonsAsked asked{*filter,
                                *stations,
                                text_of(call.arguments, "reason"),
                                *after,
                                call.arguments.at("limit").get<std::int64_t>(),
                                *lapses,
                                *payer_ends};
  const auto found = app::persons_of(**figures, asked);
  const auto state = (*parts)->index.state();
  Json items = Json::array();
  for (const auto& [person, group] : found) {
    const auto reached =
        app::reaches_person(call.environment, (*parts)->index, call.caller.scope, person);
    if (!reached) return reached.error();
    const auto card =
        state && *reached ? state->people.card(person) : std::optional<search::Card>();
    if (!card) continue;
    const auto told = (*parts)->access.add(look(call, person, store::Seen::card, "people_read"));
    if (!told) return told.error();
    const auto nik = Nik::parse(card->nik);
    const Region* region = call.environment.regions.find(group->region);
    items.push_back({{"id", person_id(**parts, person)},
                     {"name", card->name},
                     {"nik", nik ? nik->masked() : std::string()},
                     {"region", group->region.text()},
                     {"region_name", region == nullptr ? std::string() : region->name},
                     {"sector", group->sector ? Json(to_text(*group->sector)) : Json(nullptr)},
                     {"station", evaluation::to_text(group->station)},
                     {"reason", group->reason},
                     {"payer", group->payer}});
  }
  const bool more = static_cast<std::int64_t>(found.size()) == asked.limit;
  return reply({{"items", std::move(items)},
                {"next", more ? Json(id_of(call, "person", found.back().first)) : Json(nullptr)}});
}

// ---- for everybody -----------------------------------------------------------------------------

Json open_parts(const app::FiguresPart& part) {
  std::vector<std::vector<std::int64_t>> rows;
  for (const auto& line : part.parts) {
    const auto covered = line.counts.of(evaluation::Count::covered);
    rows.push_back({covered, line.counts.of(evaluation::Count::eligible) - covered});
  }
  const auto hidden = evaluation::suppress(rows);
  Json parts = Json::array();
  for (std::size_t i = 0; i < part.parts.size(); ++i) {
    const auto& line = part.parts[i];
    if (line.rest) continue;
    parts.push_back({{"region", line.region.text()},
                     {"name", line.name},
                     {"covered", shown(hidden.cells[i][0])},
                     {"eligible", shown(hidden.row_totals[i])},
                     {"target", shown(line.target)}});
  }
  return parts;
}

Json open_series(const app::FiguresPart& part) {
  Json series = Json::array();
  for (const auto& line : part.report.coverage) {
    if (line.subject.region != part.report.region || line.subject.sector) continue;
    series.push_back({{"title", line.title},
                      {"kind", potential::to_text(line.kind)},
                      {"year", line.year},
                      {"of", line.share.whole()},
                      {"source", line.source},
                      {"mark", potential::to_text(line.mark)}});
  }
  return series;
}

/// Coverage by area without persons: what an office tells everybody, unless it is set not to.
Result<Reply> open_data(Call& call) {
  const Error none{Errc::not_found, "open data"};
  if (!call.service.settings().public_figures) return none;
  app::ReportRequest request{text_of(call.arguments, "scheme"), "", {}, call.environment.today};
  if (request.scheme.empty()) {
    const auto all = store::schemes(call.environment.database);
    if (!all) return all.error();
    request.scheme = app::scheme_of_today(*all, call.environment.today);
  }
  const auto figures = figures_of(call, request);
  if (!figures) return figures.error().code == Errc::storage ? figures.error() : none;
  RegionCode region = (*figures)->area;
  if (const auto text = text_of(call.arguments, "region"); !text.empty()) {
    const auto asked = RegionCode::parse(text);
    if (!asked) return asked.error();
    if (!region.contains(*asked) && !asked->contains(region)) return none;
    region = *asked;
  }
  // Villages are as far as it goes: below them are persons.
  if (region.level() == RegionLevel::village || region == RegionCode()) return none;
  const auto part = app::part_of(**figures, {region, {}, {}}, call.environment.regions);
  if (!part) return part.error();
  const auto covered = part->report.total.of(evaluation::Count::covered);
  const auto eligible = part->report.total.of(evaluation::Count::eligible);
  const auto total = evaluation::suppress({{covered, eligible - covered}});
  return reply({{"scheme", (*figures)->title},
                {"region", region.text()},
                {"name", part->report.region_name},
                {"as_of", (*figures)->as_of.text()},
                {"generated_at", (*figures)->generated_at},
                {"cell_min", evaluation::kCellMin},
                {"covered", shown(total.cells[0][0])},
                {"eligible", shown(total.row_totals[0])},
                {"series", open_series(*part)},
                {"part_level", to_text(part->part_level)},
                {"parts", open_parts(*part)}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/open-data", Permission::open, Effect::read, open_data},
    {Method::get, "/v1/dashboard", Permission::figures_read, Effect::read, dashboard},
    {Method::get, "/v1/figures/people", Permission::people_read, Effect::read, people_behind},
    {Method::get, "/v1/potential", Permission::figures_read, Effect::read, potential},
    {Method::post, "/v1/potential", Permission::programme_write, Effect::write, load_potential},
    {Method::get, "/v1/report", Permission::figures_read, Effect::read, report},
    bulk({Method::get, "/v1/report/file", Permission::exports_read, Effect::read, report_file}),
    {Method::get, "/v1/figures", Permission::figures_read, Effect::read, table},
};

}  // namespace

Result<Json> dashboard_of(Call& call) {
  const auto request = request_of(call);
  if (!request) return request.error();
  const auto figures = figures_of(call, *request);
  if (!figures) return figures.error();
  const auto filter = filter_of(call, *request);
  if (!filter) return filter.error();
  const auto part = app::part_of(**figures, *filter, call.environment.regions);
  if (!part) return part.error();
  const auto reader = reader_of(call, request->region);
  if (!reader) return reader.error();
  Json json = views::dashboard_json(**figures, *part, *reader, call.environment.regions);
  const auto known = schemes_in_reach(call);
  if (!known) return known.error();
  json["schemes"] = Json::array();
  for (const auto& one : *known) {
    json["schemes"].push_back({{"code", one.code}, {"title", one.name}});
  }
  return json;
}

std::span<const Route> figure_routes() { return kRoutes; }

}  // namespace payung::api
