// A programme and its figures from forms: payers, budgets, potential and targets, one at a time.
// What a form says ends in the same files that can be loaded as a whole.
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "api/people_common.hpp"
#include "api/programme_forms.hpp"
#include "api/service.hpp"
#include "app/edit_potential.hpp"
#include "app/edit_programme.hpp"
#include "app/load_potential.hpp"
#include "app/load_programme.hpp"
#include "store/payers.hpp"
#include "views/programme.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// Whoever changes a programme commands the whole of its area.
Status commanded(Call& call, const std::string& scheme) {
  const Error none{Errc::not_found, "scheme"};
  const auto version = store::scheme_by_code(call.environment.database, scheme);
  if (!version) return version.error().code == Errc::not_found ? none : version.error();
  if (!commands(call.caller.scope, version->area)) return none;
  return {};
}

Result<std::optional<RegionCode>> region_of(const Json& object, const char* name) {
  const auto text = text_of(object, name);
  if (text.empty()) return std::optional<RegionCode>{};
  const auto region = RegionCode::parse(text);
  if (!region) return Error{Errc::bad_value, name, "a region's code, such as 33.19.01"};
  return std::optional(*region);
}

Reply loaded(const app::LoadReport& report) {
  return reply(views::load_json(report), report.effect == app::Effect::done ? 201 : 200);
}

/// A code that somebody elsewhere has is no way to their payer: neither to what it is, nor to their
/// money. Payers that the programme has already stay in it.
Status free_to_name(Call& call, const app::PayerWish& wish) {
  const auto programme = app::stored_programme(call.environment, wish.scheme);
  if (!programme && programme.error().code != Errc::not_found) return programme.error();
  if (programme) {
    for (const auto& payer : programme->file.funding.payers) {
      if (payer.code == wish.code) return {};
    }
  }
  const auto payer = store::payer_by_code(call.environment.database, wish.code);
  if (!payer) return payer.error();
  if (!*payer || commands(call.caller.scope, (*payer)->area)) return {};
  return Error{Errc::conflict, "payer", "this code is taken; choose another"};
}

Result<Reply> put_payer(Call& call) {
  app::PayerWish wish{text_of(call.arguments, "scheme"), text_of(call.arguments, "payer"),
                      text_of(call.body, "name")};
  if (const auto mine = commanded(call, wish.scheme); !mine) return mine.error();
  const auto kind = parse_payer_kind(text_of(call.body, "kind"));
  if (!kind) return kind.error();
  wish.kind = *kind;
  const auto area = region_of(call.body, "area");
  if (!area) return area.error();
  wish.area = *area;
  if (const auto text = text_of(call.body, "wadah"); !text.empty()) {
    const auto wadah = allocation::parse_wadah(text);
    if (!wadah) return wadah.error();
    wish.wadah = *wadah;
  }
  wish.source = text_of(call.body, "source");
  if (const auto free = free_to_name(call, wish); !free) return free.error();
  const auto report = app::set_payer(call.environment, wish);
  if (!report) return report.error();
  return loaded(*report);
}

/// Whom the budget may pay for.
Status read_conditions(const Json& body, app::BudgetWish& wish) {
  for (const auto& text : body.value("sectors", Json::array())) {
    const auto sector = parse_sector(text.get<std::string>());
    if (!sector) return sector.error();
    wish.sectors.push_back(*sector);
  }
  for (const auto& text : body.value("areas", Json::array())) {
    const auto area = RegionCode::parse(text.get<std::string>());
    if (!area) return Error{Errc::bad_value, "areas", "codes of regions, such as 33.19.01"};
    wish.areas.push_back(*area);
  }
  if (const auto text = text_of(body, "poverty"); !text.empty()) {
    const auto poverty = eligibility::parse_poverty(text);
    if (!poverty) return poverty.error();
    wish.poverty = *poverty;
  }
  if (body.contains("decile_max")) wish.decile_max = body["decile_max"].get<int>();
  return {};
}

Result<Reply> put_budget(Call& call) {
  app::BudgetWish wish{text_of(call.arguments, "scheme"), text_of(call.arguments, "budget"),
                       text_of(call.body, "payer")};
  if (const auto mine = commanded(call, wish.scheme); !mine) return mine.error();
  const Json& body = call.body;
  if (body.contains("amount")) wish.amount = Rupiah(body["amount"].get<std::int64_t>());
  if (body.contains("heads_max")) wish.heads_max = body["heads_max"].get<std::int64_t>();
  if (const auto text = text_of(body, "period"); !text.empty()) {
    const auto months = MonthRange::parse(text);
    if (!months) return months.error();
    wish.months = *months;
  }
  wish.rank = body.value("rank", 0);
  const auto prefers = region_of(body, "prefers");
  if (!prefers) return prefers.error();
  wish.prefers = *prefers;
  wish.source = text_of(body, "source");
  if (const auto read = read_conditions(body, wish); !read) return read.error();
  const auto report = app::set_budget(call.environment, wish);
  if (!report) return report.error();
  return loaded(*report);
}

Result<potential::FigureSource> source_of(const Json& object) {
  potential::FigureSource source{text_of(object, "source"), potential::Mark::assumed,
                                 text_of(object, "note")};
  const auto mark = potential::parse_mark(text_of(object, "mark"));
  if (!mark) return mark.error();
  source.mark = *mark;
  return source;
}

Result<app::SeriesRow> row_of(const Json& json) {
  app::SeriesRow row;
  const auto region = region_of(json, "region");
  if (!region) return region.error();
  row.subject.region = region->value_or(RegionCode());
  if (const auto text = text_of(json, "sector"); !text.empty()) {
    const auto sector = parse_sector(text);
    if (!sector) return sector.error();
    row.subject.sector = *sector;
  }
  if (const auto text = text_of(json, "segment"); !text.empty()) {
    const auto segment = parse_segment(text);
    if (!segment) return segment.error();
    row.subject.segment = *segment;
  }
  row.people = json["people"].get<std::int64_t>();
  if (json.contains("mark")) {
    const auto source = source_of(json);
    if (!source) return source.error();
    row.source = *source;
  }
  return row;
}

/// What is stated now and what shall be must all lie in areas that the caller commands.
Status commands_rows(Call& call, const app::SeriesWish& wish) {
  const auto beyond = [&](RegionCode region) {
    return Error{Errc::conflict, wish.name, "region " + region.text() + " is not in your scope"};
  };
  for (const auto& row : wish.rows) {
    if (!commands(call.caller.scope, row.subject.region)) return beyond(row.subject.region);
  }
  const auto book = app::stored_potential(call.environment);
  if (!book) return book.error();
  const auto known = book->find(wish.name);
  if (!known) return {};
  for (const auto& figure : (*known)->stated()) {
    if (!commands(call.caller.scope, figure.subject.region)) return beyond(figure.subject.region);
  }
  return {};
}

Result<Reply> put_series(Call& call) {
  app::SeriesWish wish{text_of(call.arguments, "series"), text_of(call.body, "title")};
  const auto kind = potential::parse_series_kind(text_of(call.body, "kind"));
  if (!kind) return kind.error();
  wish.kind = *kind;
  wish.year = call.body["year"].get<int>();
  const auto source = source_of(call.body);
  if (!source) return source.error();
  wish.source = *source;
  for (const auto& json : call.body["rows"]) {
    auto row = row_of(json);
    if (!row) return row.error();
    wish.rows.push_back(*std::move(row));
  }
  if (const auto mine = commands_rows(call, wish); !mine) return mine.error();
  const auto changed = app::set_series(call.environment, wish);
  if (!changed) return changed.error();
  return reply({{"series", wish.name}, {"changed", *changed}}, *changed ? 201 : 200);
}

constexpr Route kRoutes[] = {
    {Method::put, "/v1/schemes/{scheme}/payers/{payer}", Permission::programme_write, Effect::write,
     put_payer},
    {Method::put, "/v1/schemes/{scheme}/budgets/{budget}", Permission::programme_write,
     Effect::write, put_budget},
    {Method::put, "/v1/potential/{series}", Permission::programme_write, Effect::write, put_series},
};

}  // namespace

std::span<const Route> programme_form_routes() { return kRoutes; }

}  // namespace payung::api
