// Members: who is one, what happens to them, whether they are covered.
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "api/reach.hpp"
#include "app/enrol_person.hpp"
#include "app/record_event.hpp"
#include "app/status_of_person.hpp"
#include "views/money.hpp"
#include "views/programme.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// A member as lists show him, with today's cover where it is asked for. Errors: storage.
Result<Json> listed(Call& call, PeopleParts& parts, const app::ListedMember& one) {
  const std::int64_t person = one.member.person;
  auto name = shown_name(call, parts, person);
  if (!name) return name.error();
  Json json = views::member_json(one, ids_of(call), views::Shown::masked);
  json["name"] = *std::move(name);
  if (text_of(call.arguments, "with") != "cover") return json;
  const auto cover = app::identity_of_person(call.environment, person, call.environment.today);
  if (!cover) return cover.error();
  json["covered"] = coverage::to_text(cover->covered);
  json["covered_until"] = cover->covered_until ? Json(cover->covered_until->text()) : Json(nullptr);
  return json;
}

/// Those of the page whom the caller reaches and who are members in that month. A page may hold
/// fewer than asked; `next` says whether there is more.
Result<Reply> list(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto after = cursor_of(call, "person", "after");
  if (!after) return after.error();
  Month month = call.environment.today.month_of();
  if (const auto text = text_of(call.arguments, "month"); !text.empty()) {
    const auto parsed = Month::parse(text);
    if (!parsed) return parsed.error();
    month = *parsed;
  }
  const auto limit = call.arguments.at("limit").get<std::int64_t>();
  const std::string payer = text_of(call.arguments, "payer");
  const auto persons = member_page(call, {payer, text_of(call.arguments, "sort"), *after, limit});
  if (!persons) return persons.error();
  Json items = Json::array();
  for (const std::int64_t person : *persons) {
    const auto one = member_in_reach(call, **parts, person, month, payer);
    if (!one) return one.error();
    if (!*one) continue;
    const auto told = tell(call, **parts, look(call, person, store::Seen::card, "people_read"));
    if (!told) return told.error();
    auto json = listed(call, **parts, **one);
    if (!json) return json.error();
    items.push_back(*std::move(json));
  }
  const bool more = static_cast<std::int64_t>(persons->size()) == limit;
  return reply({{"month", month.text()},
                {"items", std::move(items)},
                {"next", more ? Json(id_of(call, "person", persons->back())) : Json(nullptr)}});
}

Result<Reply> coverage(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_in_scope(call, **parts);
  if (!person) return person.error();
  Date on = call.environment.today;
  if (const auto text = text_of(call.arguments, "on"); !text.empty()) {
    const auto day = Date::parse(text);
    if (!day) return day.error();
    on = *day;
  }
  const auto status = app::status_of_one(call.environment, *person, on);
  if (!status) return status.error();
  const auto told = tell(call, **parts, look(call, *person, store::Seen::card, "people_read"));
  if (!told) return told.error();
  Json json{{"on", on.text()}};
  json.update(views::status_json(*status, ids_of(call)));
  return reply(json);
}

Result<Reply> enrol(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = number_in_body(call, "person", "person");
  if (!person) return person.error();
  const auto reached =
      app::reaches_person(call.environment, (*parts)->index, call.caller.scope, *person);
  if (!reached) return reached.error();
  if (!*reached) return Error{Errc::not_found, "person"};
  const std::string scheme = text_of(call.body, "scheme");
  const std::string budget = text_of(call.body, "budget");
  const auto programme = app::stored_programme(call.environment, scheme);
  if (!programme) return Error{Errc::not_found, "scheme"};
  if (!touches(call.caller.scope, programme->version.area)) {
    return Error{Errc::not_found, "scheme"};
  }
  for (const auto& one : programme->file.funding.budgets) {
    if (one.code != budget) continue;
    for (const auto& payer : programme->file.funding.payers) {
      if (payer.id != one.payer) continue;
      // A village does not spend the regency's money.
      if (const auto mine = payer_in_reach(call, payer.code); !mine) return mine.error();
    }
  }
  const auto report =
      app::enrol_person(call.environment, *programme, {*person, budget, text_of(call.body, "key")});
  if (!report) return report.error();
  return reply({{"effect", views::effect_text(report->effect)},
                {"event", id_of(call, "membership_event", report->event.id)},
                {"person", id_of(call, "person", *person)},
                {"kpj", report->kpj.masked()},
                {"start", report->event.on.text()},
                {"first_month", report->event.effective.text()},
                {"citation", report->start_citation}},
               report->effect == app::Effect::done ? 201 : 200);
}

Result<app::EventQuery> event_query(Call& call, std::int64_t person) {
  const auto kind = enrolment::parse_event_kind(text_of(call.body, "kind"));
  if (!kind) return kind.error();
  app::EventQuery query{.person = person, .kind = *kind};
  if (const auto text = text_of(call.body, "on"); !text.empty()) {
    const auto day = Date::parse(text);
    if (!day) return day.error();
    query.on = *day;
  }
  query.payer = text_of(call.body, "payer");
  if (const auto text = text_of(call.body, "sector"); !text.empty()) {
    const auto sector = parse_sector(text);
    if (!sector) return sector.error();
    query.sector = *sector;
  }
  if (const auto text = text_of(call.body, "programmes"); !text.empty()) {
    const auto programmes = ProgrammeSet::parse(text);
    if (!programmes) return programmes.error();
    query.programmes = *programmes;
  }
  if (call.body.contains("withdraws")) {
    const auto event = number_in_body(call, "membership_event", "withdraws");
    if (!event) return event.error();
    query.withdraws = *event;
  }
  query.reason = text_of(call.body, "reason");
  query.key = text_of(call.body, "key");
  return query;
}

Result<Reply> record(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_in_scope(call, **parts);
  if (!person) return person.error();
  const auto query = event_query(call, *person);
  if (!query) return query.error();
  if (!query->payer.empty()) {
    if (const auto mine = payer_in_reach(call, query->payer); !mine) return mine.error();
  }
  const auto report = app::record_event(call.environment, *query);
  if (!report) return report.error();
  return reply(views::event_json(*report, ids_of(call)),
               report->effect == app::Effect::done ? 201 : 200);
}

constexpr Route kRoutes[] = {
    kept({Method::get, "/v1/members", Permission::people_read, Effect::read, list}),
    {Method::post, "/v1/members", Permission::events_write, Effect::write, enrol},
    kept({Method::get, "/v1/people/{person}/coverage", Permission::people_read, Effect::read,
          coverage}),
    {Method::post, "/v1/people/{person}/events", Permission::events_write, Effect::write, record},
};

}  // namespace

std::span<const Route> member_routes() { return kRoutes; }

}  // namespace payung::api
