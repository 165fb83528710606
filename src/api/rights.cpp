// What nobody asked for yet: cover that ends soon, school years, members a hospital treated, and
// how much of it there is. The letters: right_letters.cpp.
#include "api/claim_common.hpp"
#include "api/work_parts.hpp"
#include "app/rights_soon.hpp"
#include "views/family_letter.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

constexpr std::int64_t kCountedMax = 200;  ///< looked at for each count, so that it takes no time

app::DaysAhead days_of(const Call& call) {
  const auto given = call.arguments.find("days");
  if (given == call.arguments.end() || given->is_null()) return {};
  return given->get<std::int64_t>();
}

std::int64_t limit_of(const Call& call) { return call.arguments.at("limit").get<std::int64_t>(); }

Result<Reply> unclaimed(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto after = cursor_of(call, "person", "after");
  if (!after) return after.error();
  const auto page = app::unclaimed_rights(call.environment, *after, limit_of(call));
  if (!page) return page.error();
  Json items = Json::array();
  for (const app::Unclaimed& right : page->rights) {
    Json rest{{"kind", "jkm"},
              {"died_on", right.died_on.text()},
              {"day_is_of_list", right.day_is_of_list},
              {"owed", right.owed.amount()},
              {"last_day", right.last_day ? Json(right.last_day->text()) : Json(nullptr)},
              {"papers", checklist_json(call, right.papers)}};
    auto row = person_row(call, **parts, right.person, "unclaimed right", std::move(rest));
    if (!row) return row.error();
    if (*row) items.push_back(**std::move(row));
  }
  return reply({{"items", std::move(items)},
                {"next", page->last == 0 ? Json(nullptr) : Json(person_id(**parts, page->last))}});
}

Result<Reply> lapsing(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto after = cursor_of(call, "person", "after");
  if (!after) return after.error();
  const auto reached = [&](std::int64_t person) {
    return app::reaches_person(call.environment, (*parts)->index, call.caller.scope, person);
  };
  const auto page =
      app::lapsing_members(call.environment, *after, limit_of(call), days_of(call), reached);
  if (!page) return page.error();
  Json items = Json::array();
  for (const app::Lapsing& one : page->members) {
    auto row = person_row(call, **parts, one.person, "cover ends soon", views::lapsing_json(one));
    if (!row) return row.error();
    if (*row) items.push_back(**std::move(row));
  }
  return reply({{"items", std::move(items)},
                {"next", page->last == 0 ? Json(nullptr) : Json(person_id(**parts, page->last))}});
}

Result<Reply> school_years(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto before = cursor_of(call, "claim", "before");
  if (!before) return before.error();
  const auto page = app::school_years_due(call.environment, *before, limit_of(call), days_of(call));
  if (!page) return page.error();
  Json items = Json::array();
  for (const app::SchoolYear& one : page->years) {
    Json rest = views::school_year_json(one);
    rest["claim"] = id_of(call, "claim", one.claim);
    auto row = person_row(call, **parts, one.person, "school year", std::move(rest));
    if (!row) return row.error();
    if (*row) items.push_back(**std::move(row));
  }
  return reply(
      {{"items", std::move(items)},
       {"next", page->last == 0 ? Json(nullptr) : Json(id_of(call, "claim", page->last))}});
}

Result<Reply> treated(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto after = cursor_of(call, "person", "after");
  if (!after) return after.error();
  const auto page = app::treated_members(call.environment, *after, limit_of(call), days_of(call));
  if (!page) return page.error();
  Json items = Json::array();
  for (const app::Treated& one : page->members) {
    Json rest = views::treated_json(one);
    rest["papers"] = checklist_json(call, one.papers);
    auto row = person_row(call, **parts, one.person, "treated in hospital", std::move(rest));
    if (!row) return row.error();
    if (*row) items.push_back(**std::move(row));
  }
  return reply({{"items", std::move(items)},
                {"next", page->last == 0 ? Json(nullptr) : Json(person_id(**parts, page->last))}});
}

// ---- how many, without saying who -------------------------------------------------------------

/// How many of these persons the caller reaches. No card is opened, so no look is recorded.
template <class Rows>
Result<std::int64_t> reached_of(Call& call, const PeopleParts& parts, const Rows& rows) {
  std::int64_t count = 0;
  for (const auto& one : rows) {
    const auto reached =
        app::reaches_person(call.environment, parts.index, call.caller.scope, one.person);
    if (!reached) return reached.error();
    if (*reached) count += 1;
  }
  return count;
}

/// {"count", "more"}: more when not everything could be looked at in one answer.
Json count_json(std::int64_t count, std::int64_t last) {
  return {{"count", count}, {"more", last != 0}};
}

Result<Json> private_counts(Call& call, const PeopleParts& parts) {
  const auto years = app::school_years_due(call.environment, 0, kCountedMax);
  if (!years) return years.error();
  const auto schools = reached_of(call, parts, years->years);
  if (!schools) return schools.error();
  const auto visits = app::treated_members(call.environment, 0, kCountedMax);
  if (!visits) return visits.error();
  const auto patients = reached_of(call, parts, visits->members);
  if (!patients) return patients.error();
  return Json{{"school_years", count_json(*schools, years->last)},
              {"treated", count_json(*patients, visits->last)}};
}

Result<Reply> counts(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto page = app::unclaimed_rights(call.environment, 0, kCountedMax);
  if (!page) return page.error();
  const auto deaths = reached_of(call, **parts, page->rights);
  if (!deaths) return deaths.error();
  Json json{{"unclaimed", count_json(*deaths, page->last)},
            {"school_years", nullptr},
            {"treated", nullptr}};
  if (call.caller.may(Permission::people_unmask)) {
    const auto more = private_counts(call, **parts);
    if (!more) return more.error();
    json.update(*more);
  }
  return reply(json);
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/claims/unclaimed", Permission::people_read, Effect::read, unclaimed},
    {Method::get, "/v1/claims/lapsing", Permission::people_read, Effect::read, lapsing},
    {Method::get, "/v1/claims/school-years", Permission::people_unmask, Effect::read, school_years},
    {Method::get, "/v1/claims/treated", Permission::people_unmask, Effect::read, treated},
    kept({Method::get, "/v1/claims/waiting-rights", Permission::people_read, Effect::read, counts}),
};

}  // namespace

Result<std::optional<Json>> person_row(Call& call, const PeopleParts& parts, std::int64_t person,
                                       std::string_view why, Json rest) {
  const auto reached =
      app::reaches_person(call.environment, parts.index, call.caller.scope, person);
  if (!reached) return reached.error();
  if (!*reached) return std::optional<Json>{};
  const auto recorded =
      parts.access.add(look(call, person, store::Seen::card, "claims", std::string(why)));
  if (!recorded) return recorded.error();
  const auto state = parts.index.state();
  const auto card = state ? state->people.card(person) : std::optional<search::Card>();
  const Region* region = card ? call.environment.regions.find(card->region) : nullptr;
  Json json{{"person", person_id(parts, person)},
            {"name", card ? card->name : std::string()},
            {"region", card ? card->region.text() : std::string()},
            {"region_name", region == nullptr ? std::string() : region->name}};
  json.update(rest);
  return std::optional(std::move(json));
}

std::span<const Route> right_routes() { return kRoutes; }

}  // namespace payung::api
