// One side of the figures as a file: what the page shows, cell by cell, with what each figure
// means.
#include "api/figure_files.hpp"

#include <nlohmann/json.hpp>

#include "adapters/text/day.hpp"
#include "api/people_common.hpp"
#include "api/table_files.hpp"

namespace payung::api {
namespace {

using evaluation::Cell;
using evaluation::Label;
using evaluation::Table;

/// A count; a word where it is hidden.
Cell count_of(const Json& value) {
  if (value.is_null()) return Label{"report.hidden"};
  return value.get<std::int64_t>();
}

/// The sum of some stations; hidden when one of them is.
Cell sum_of(const Json& stations, std::initializer_list<const char*> names) {
  std::int64_t sum = 0;
  for (const char* name : names) {
    if (stations[name].is_null()) return Label{"report.hidden"};
    sum += stations[name].get<std::int64_t>();
  }
  return sum;
}

Cell covered(const Json& stations) { return sum_of(stations, {"active", "grace"}); }
Cell eligible(const Json& stations) {
  return sum_of(stations, {"waiting", "funded", "enrolled", "active", "grace", "lapsed", "ended"});
}

Cell optional_of(const Json& value) {
  return value.is_null() ? Cell(std::monostate{}) : Cell(value.get<std::int64_t>());
}

Cell sector_of(const Json& value) {
  if (value.is_null()) return Label{"report.all_sectors"};
  return Label{"sector." + value.get<std::string>()};
}

Table totals(const Json& json) {
  const Json& stations = json["stations"];
  const auto row = [](const char* name, Cell count) {
    return evaluation::TableRow{{Label{std::string("report.count.") + name}, std::move(count),
                                 Label{std::string("report.definition.") + name}},
                                0};
  };
  return {"figures",
          {{"report.column.counted"}, {"report.column.people"}, {"report.column.definition"}},
          {row("listed", count_of(stations["listed"])), row("eligible", eligible(stations)),
           row("waiting", sum_of(stations, {"waiting"})), row("covered", covered(stations)),
           row("grace", count_of(stations["grace"])), row("lapsed", count_of(stations["lapsed"])),
           row("insured", count_of(json["members"]["insured"]))}};
}

Table parts(const Json& json) {
  Table table{"areas",
              {{"report.column.code"},
               {"report.column.area"},
               {"report.column.covered"},
               {"report.count.eligible"},
               {"report.count.waiting"},
               {"report.column.target"},
               {"report.column.potential"},
               {"report.column.rank"}},
              {}};
  for (const Json& part : json["parts"]) {
    const Json& stations = part["stations"];
    const bool rest = part["rest"].get<bool>();
    table.rows.push_back(
        {{part["region"].get<std::string>(),
          rest ? Cell(Label{"report.rest"}) : Cell(part["name"].get<std::string>()),
          covered(stations), eligible(stations), sum_of(stations, {"waiting"}),
          optional_of(part["target"]), optional_of(part["potential"]), optional_of(part["rank"])},
         0});
  }
  return table;
}

Table sectors(const Json& json) {
  Table table{"sectors",
              {{"report.column.sector"},
               {"report.column.covered"},
               {"report.count.eligible"},
               {"report.count.waiting"}},
              {}};
  for (const Json& one : json["sectors"]) {
    const Json& stations = one["stations"];
    table.rows.push_back(
        {{one["sector"].is_null() ? Cell(Label{"report.unknown"}) : sector_of(one["sector"]),
          covered(stations), eligible(stations), sum_of(stations, {"waiting"})},
         0});
  }
  return table;
}

/// What was paid, then what is expected, with its bounds.
Table months(const Json& json) {
  Table table{"months",
              {{"report.column.month"},
               {"report.column.paid_people"},
               {"report.column.low"},
               {"report.column.high"}},
              {}};
  for (const Json& one : json["months"]) {
    table.rows.push_back({{one["month"].get<std::string>(), count_of(one["people"]),
                           std::monostate{}, std::monostate{}},
                          0});
  }
  for (const Json& one : json["ahead"]) {
    table.rows.push_back({{one["month"].get<std::string>(), count_of(one["middle"]),
                           count_of(one["low"]), count_of(one["high"])},
                          0});
  }
  return table;
}

Table gaps(const Json& json) {
  Table table{"gaps",
              {{"report.column.area"},
               {"report.column.sector"},
               {"report.column.station"},
               {"report.column.reason"},
               {"report.column.people"}},
              {}};
  for (const Json& one : json["gaps"]) {
    const auto reason = one["reason"].get<std::string>();
    table.rows.push_back(
        {{one["name"].get<std::string>(), sector_of(one["sector"]),
          Label{"report.station." + one["station"].get<std::string>()},
          reason.empty() ? Cell(std::monostate{}) : Cell(Label{reason}), count_of(one["people"])},
         0});
  }
  return table;
}

Table series(const Json& json) {
  Table table{"coverage",
              {{"report.column.series"},
               {"report.column.area"},
               {"report.column.sector"},
               {"report.column.year"},
               {"report.column.covered"},
               {"report.column.of_whole"},
               {"report.column.source"},
               {"report.column.mark"}},
              {}};
  for (const Json& one : json["series"]) {
    table.rows.push_back(
        {{one["title"].get<std::string>(), one["name"].get<std::string>(), sector_of(one["sector"]),
          std::to_string(one["year"].get<int>()), count_of(one["people"]), count_of(one["of"]),
          one["source"].get<std::string>(), Label{"report.mark." + one["mark"].get<std::string>()}},
         0});
  }
  return table;
}

}  // namespace

Result<Reply> figure_file(Call& call) {
  const auto json = dashboard_of(call);
  if (!json) return json.error();
  const text::Catalogue& words = call.service.words(call.request);
  const auto said = [&](const char* key, const std::string& value) {
    return words.text(key) + ": " + value;
  };
  const Json& answer = *json;
  const auto as_of = answer["as_of"].get<std::string>();
  TableFile file{"payung-capaian-" + as_of,
                 said("report.figures.title", answer["name"].get<std::string>()),
                 {answer["scheme"]["title"].get<std::string>(),
                  said("report.figures.as_of", text::day_text(words, as_of)),
                  said("report.figures.gathered",
                       text::moment_text(words, answer["generated_at"].get<std::string>()))},
                 {}};
  if (const auto sector = text_of(call.arguments, "sector"); !sector.empty()) {
    file.lines.push_back(said("report.column.sector", words.text("sector." + sector)));
  }
  if (const auto payer = text_of(call.arguments, "payer"); !payer.empty()) {
    file.lines.push_back(said("report.column.payer", payer));
  }
  if (answer["hidden"].get<std::int64_t>() > 0) {
    file.lines.push_back(words.text("report.figures.hidden"));
  }
  file.tables = {totals(answer), parts(answer), sectors(answer),
                 months(answer), gaps(answer),  series(answer)};
  return table_file(call, file, text_of(call.arguments, "format"));
}

}  // namespace payung::api
