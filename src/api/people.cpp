// Finding people, one person's card and history, unmasking with a reason, the identity check.
#include "store/people.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "api/people_common.hpp"
#include "store/membership.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;
using store::Seen;

/// The best that were found, in the order that the caller names; equal ones stay best first.
void sort_found(std::vector<app::FoundPerson>& people, std::string_view order) {
  const bool down = order.starts_with('-');
  if (down) order.remove_prefix(1);
  const auto by = [&](const auto& key) {
    std::stable_sort(people.begin(), people.end(), [&](const auto& a, const auto& b) {
      return down ? key(b) < key(a) : key(a) < key(b);
    });
  };
  using app::FoundPerson;
  if (order == "name") by([](const FoundPerson& one) { return std::string_view(one.name); });
  if (order == "birth_year") by([](const FoundPerson& one) { return one.birth_year; });
  if (order == "region") by([](const FoundPerson& one) { return one.region; });
}

Result<Reply> search(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  app::PeopleQuestion question{text_of(call.body, "q"), call.caller.scope, {}, 20};
  question.most = call.body.value("limit", std::size_t{20});
  if (const std::string area = text_of(call.body, "area"); !area.empty()) {
    const auto region = RegionCode::parse(area);
    if (!region) return region.error();
    question.area = *region;
  }
  auto found = app::search_people(call.environment, (*parts)->index, question);
  if (!found) return found.error();
  sort_found(found->people, text_of(call.body, "sort"));
  Json items = Json::array();
  for (const app::FoundPerson& one : found->people) {
    items.push_back({{"id", person_id(**parts, one.person)},
                     {"found_by", search::to_text(one.found)},
                     {"name", one.name},
                     {"nik", one.masked_nik},
                     {"birth_year", one.birth_year == 0 ? Json(nullptr) : Json(one.birth_year)},
                     {"region", one.region.text()},
                     {"region_name", one.region_name},
                     {"sector", one.sector ? Json(to_text(*one.sector)) : Json(nullptr)},
                     {"covered", coverage::to_text(one.covered)}});
  }
  return reply({{"items", std::move(items)},
                {"more", found->more},
                {"not_all_looked_at", found->cut},
                {"covered_on", found->covered_on ? Json(found->covered_on->text()) : Json()}});
}

Result<Reply> card(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_in_scope(call, **parts);
  if (!person) return person.error();
  const auto told = app::identity_of_person(call.environment, *person, call.environment.today);
  if (!told) return told.error();
  const auto state = (*parts)->index.state();
  const auto known = state ? state->people.card(*person) : std::optional<search::Card>();
  const bool opened = text_of(call.arguments, "from") == "search";
  const auto recorded = tell(
      call, **parts, look(call, *person, opened ? Seen::search_hit : Seen::card, "people_read"));
  if (!recorded) return recorded.error();
  Json body{{"id", person_id(**parts, *person)}, {"identity", identity_json(*told)}};
  if (known) {
    const auto nik = Nik::parse(known->nik);
    body["name"] = known->name;
    body["nik"] = nik ? nik->masked() : std::string();
    body["birth_year"] = known->birth_year == 0 ? Json(nullptr) : Json(known->birth_year);
    body["region"] = known->region.text();
  }
  return reply(body);
}

Result<Reply> history(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_in_scope(call, **parts);
  if (!person) return person.error();
  const auto all = app::person_history(call.environment, *person, call.environment.today);
  if (!all) return all.error();
  const auto recorded = tell(call, **parts, look(call, *person, Seen::history, "people_read"));
  if (!recorded) return recorded.error();
  return reply(history_json(**parts, *all));
}

/// The look is written in the same transaction, before anything is shown.
Result<Reply> unmask(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_in_scope(call, **parts);
  if (!person) return person.error();
  auto& database = call.environment.database;
  const auto recorded = app::record_access_now(
      database, look(call, *person, Seen::unmasked, text_of(call.body, "reason")));
  if (!recorded) return recorded.error();
  const auto rows = store::rows_of_person_now(database, *person);
  if (!rows) return rows.error();
  Json items = Json::array();
  for (const std::int64_t row : *rows) {
    const auto one = store::row_card(database, row);
    if (!one) return one.error();
    items.push_back({{"row", row},
                     {"sender", one->sender},
                     {"nik", one->nik},
                     {"name", one->name},
                     {"birth_date", one->birth_date},
                     {"mother_name", one->mother_name},
                     {"address", one->address},
                     {"phone", one->phone}});
  }
  return reply({{"person", person_id(**parts, *person)}, {"rows", std::move(items)}});
}

/// Asks for nobody too, so that it takes as long where there is none.
Result<std::vector<std::int64_t>> those_in_scope(Call& call, const PeopleParts& parts,
                                                 const std::vector<std::int64_t>& persons) {
  constexpr std::int64_t kNobody = 0;
  std::vector<std::int64_t> reached;
  const auto first = app::reaches_person(call.environment, parts.index, call.caller.scope, kNobody);
  if (!first) return first.error();
  for (const std::int64_t person : persons) {
    const auto one = app::reaches_person(call.environment, parts.index, call.caller.scope, person);
    if (!one) return one.error();
    if (*one) reached.push_back(person);
  }
  return reached;
}

/// What a caller of a part of the country is told of nobody takes this long, well above what
/// finding out takes, so that time does not tell somebody of another part from nobody at all.
constexpr std::chrono::milliseconds kNobodyAfter{5};

/// Somebody outside the caller's scope is answered like somebody unknown: nothing of his is looked
/// up.
Result<Reply> identity_check(Call& call) {
  const auto begun = std::chrono::steady_clock::now();
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto nik = Nik::parse(text_of(call.body, "nik"));
  if (!nik) return nik.error();
  Date on = call.environment.today;
  if (const std::string asked = text_of(call.body, "on"); !asked.empty()) {
    const auto day = Date::parse(asked);
    if (!day) return day.error();
    on = *day;
  }
  const auto persons = store::persons_of_nik(call.environment.database, *nik);
  if (!persons) return persons.error();
  const auto reached = those_in_scope(call, **parts, *persons);
  if (!reached) return reached.error();
  if (reached->empty() && call.caller.scope != identity::Scope::everything()) {
    std::this_thread::sleep_until(begun + kNobodyAfter);
  }
  const auto told = app::identity_of_all(call.environment, *reached, on);
  if (!told) return told.error();
  for (const std::int64_t person : *reached) {
    const auto recorded =
        tell(call, **parts, look(call, person, Seen::identity_check, "people_read"));
    if (!recorded) return recorded.error();
  }
  Json body = identity_json(*told);
  body["on"] = on.text();
  body["people"] = Json::array();
  for (const std::int64_t person : told->persons) {
    body["people"].push_back(person_id(**parts, person));
  }
  return reply(body);
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/people/searches", Permission::people_read, Effect::read, search,
     Pace::quick},
    kept({Method::get, "/v1/people/{person}", Permission::people_read, Effect::read, card,
          Pace::quick}),
    kept({Method::get, "/v1/people/{person}/history", Permission::people_read, Effect::read,
          history}),
    {Method::post, "/v1/people/{person}/unmask", Permission::people_unmask, Effect::sign, unmask},
    {Method::post, "/v1/identity-checks", Permission::people_read, Effect::read, identity_check},
};

}  // namespace

std::span<const Route> people_routes() { return kRoutes; }

}  // namespace payung::api
