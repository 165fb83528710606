// Figures: potential and target, the report, one count by area and sector with small counts hidden.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/reports/page.hpp"
#include "adapters/reports/tables.hpp"
#include "api/ids.hpp"
#include "api/work_parts.hpp"
#include "app/load_potential.hpp"
#include "app/make_report.hpp"
#include "base/csv.hpp"
#include "evaluation/cross_table.hpp"
#include "evaluation/suppress.hpp"
#include "store/payers.hpp"
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

/// The report's region must lie in an area that is the caller's; without one it is his first.
Result<app::ReportRequest> request_of(const Call& call) {
  app::ReportRequest request{text_of(call.arguments, "scheme"), "", {}, call.environment.today};
  const auto& scope = call.caller.scope;
  if (!request.scheme.empty()) {
    const auto version = store::scheme_by_code(call.environment.database, request.scheme);
    if (!version && version.error().code != Errc::not_found) return version.error();
    if (!version || !touches(scope, version->area)) return Error{Errc::not_found, "scheme"};
  }
  if (const auto text = text_of(call.arguments, "region"); !text.empty()) {
    const auto region = RegionCode::parse(text);
    if (!region) return region.error();
    request.region = *region;
  } else if (!scope.regions.empty()) {
    request.region = scope.regions.front();
  }
  if (scope.regions.empty() || !scope.reaches(request.region)) {
    return Error{Errc::not_found, "region"};
  }
  if (const auto text = text_of(call.arguments, "as_of"); !text.empty()) {
    const auto day = Date::parse(text);
    if (!day) return day.error();
    request.as_of = *day;
  }
  return request;
}

/// Money and lists are those of every payer and sender: whoever does not command all of their
/// areas gets the people's figures alone.
Result<bool> commands_every_payer(Call& call) {
  const auto payers = store::payers(call.environment.database);
  if (!payers) return payers.error();
  return std::all_of(payers->begin(), payers->end(),
                     [&](const auto& payer) { return commands(call.caller.scope, payer.area); });
}

void keep_tables(Json& document, std::initializer_list<const char*> dropped) {
  if (!document.contains("tables")) return;
  for (const char* key : dropped) document["tables"].erase(key);
}

Result<app::FullReport> report_of(Call& call) {
  const auto request = request_of(call);
  if (!request) return request.error();
  return app::make_report(call.environment, *request);
}

Result<Reply> report(Call& call) {
  const auto full = report_of(call);
  if (!full) return full.error();
  Json document = views::report_json(*full);
  const auto whole = commands_every_payer(call);
  if (!whole) return whole.error();
  if (!*whole) {
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

Reply file_reply(std::string body, const std::string& name, const char* media_type) {
  Reply answer;
  answer.body = std::move(body);
  answer.media_type = media_type;
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return answer;
}

constexpr const char* kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The whole report as people read it: only for who may see persons and every payer.
Result<Reply> report_file(Call& call) {
  const auto full = report_of(call);
  if (!full) return full.error();
  const auto whole = commands_every_payer(call);
  if (!whole) return whole.error();
  if (!*whole) return Error{Errc::not_found, "report"};
  const text::Catalogue indonesian = text::Catalogue::load("id");
  const text::Catalogue english = text::Catalogue::load("en");
  const reports::Words words = [&](std::string_view asked, std::string_view key) {
    return asked == "en" ? english.text(key) : indonesian.text(key);
  };
  const std::string name = "payung-" + full->report.as_of.text();
  if (text_of(call.arguments, "format") == "html") {
    return file_reply(reports::page_of(full->report, words), name + ".html",
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
  const auto full = report_of(call);
  if (!full) return full.error();
  const auto count = count_named(text_of(call.arguments, "count"));
  if (!count) return Error{Errc::bad_value, "count", "one of the counts of the report"};
  const auto level = level_named(text_of(call.arguments, "level"));
  if (!level) return Error{Errc::bad_value, "level", "province, regency, district or village"};
  const auto cross = evaluation::cross_table(full->outcomes, full->report.region, *level, *count);
  const auto least = call.arguments.at("cell_min").get<std::int64_t>();
  const auto hidden = evaluation::suppress(cross.cells, std::max(least, evaluation::kCellMin));
  if (text_of(call.arguments, "format") == "csv") {
    return file_reply(table_csv(cross, hidden), "payung-table.csv", "text/csv; charset=utf-8");
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
                {"region", full->report.region.text()},
                {"as_of", full->report.as_of.text()},
                {"cell_min", std::max(least, evaluation::kCellMin)},
                {"sectors", std::move(sectors)},
                {"rows", std::move(rows)},
                {"totals", std::move(totals)},
                {"total", shown(hidden.total)},
                {"hidden", hidden.hidden}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/potential", Permission::figures_read, Effect::read, potential},
    {Method::post, "/v1/potential", Permission::programme_write, Effect::write, load_potential},
    {Method::get, "/v1/report", Permission::figures_read, Effect::read, report},
    {Method::get, "/v1/report/file", Permission::exports_read, Effect::read, report_file},
    {Method::get, "/v1/figures", Permission::figures_read, Effect::read, table},
};

}  // namespace

std::span<const Route> figure_routes() { return kRoutes; }

}  // namespace payung::api
