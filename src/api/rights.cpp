// What nobody asked for yet: cover that ends soon, school years, members a hospital treated, and
// the letter to a family.
#include "api/claim_common.hpp"
#include "api/work_parts.hpp"
#include "app/rights_soon.hpp"
#include "views/family_letter.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

views::Words words_of(Call& call) {
  const text::Catalogue& words = call.service.words(call.request);
  return [&words](std::string_view key,
                  std::initializer_list<std::pair<std::string_view, std::string_view>> args) {
    return words.text(key, args);
  };
}

app::DaysAhead days_of(const Call& call) {
  const auto given = call.arguments.find("days");
  if (given == call.arguments.end() || given->is_null()) return {};
  return given->get<std::int64_t>();
}

std::int64_t limit_of(const Call& call) { return call.arguments.at("limit").get<std::int64_t>(); }

/// The person's id, name and region with `rest`; the look is recorded. Empty for somebody outside
/// the caller's scope.
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
  Json json{{"person", person_id(parts, person)},
            {"name", card ? card->name : std::string()},
            {"region", card ? card->region.text() : std::string()}};
  json.update(rest);
  return std::optional(std::move(json));
}

Result<Reply> lapsing(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto after = cursor_of(call, "person", "after");
  if (!after) return after.error();
  const auto page = app::lapsing_members(call.environment, *after, limit_of(call), days_of(call));
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

/// The family's letter. Errors: not_found for somebody whose family has no unclaimed right.
Result<Reply> letter(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = number_of(call, "person", "person");
  if (!person) return person.error();
  const auto row =
      person_row(call, **parts, *person, "letter of an unclaimed right", Json::object());
  if (!row) return row.error();
  if (!*row) return Error{Errc::not_found, "person"};
  const auto page = app::unclaimed_rights(call.environment, *person - 1, 1);
  if (!page) return page.error();
  if (page->rights.empty() || page->rights.front().person != *person) {
    return Error{Errc::not_found, "right", "nothing is owed that nobody asked for"};
  }
  const std::string office = (*parts)->office;
  const std::string name = (**row)["name"].get<std::string>();
  Json paragraphs = Json::array();
  for (const auto& line : views::unclaimed_letter(
           page->rights.front(), {office, call.environment.today, name}, words_of(call))) {
    paragraphs.push_back(line);
  }
  return reply({{"office", office},
                {"on", call.environment.today.text()},
                {"paragraphs", std::move(paragraphs)}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/claims/lapsing", Permission::people_read, Effect::read, lapsing},
    {Method::get, "/v1/claims/school-years", Permission::people_unmask, Effect::read, school_years},
    {Method::get, "/v1/claims/treated", Permission::people_unmask, Effect::read, treated},
    {Method::get, "/v1/claims/unclaimed/{person}/letter", Permission::people_unmask, Effect::read,
     letter},
};

}  // namespace

std::span<const Route> right_routes() { return kRoutes; }

}  // namespace payung::api
