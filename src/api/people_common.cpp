#include "api/people_common.hpp"

namespace payung::api {

Result<PeopleParts*> people_parts(Call& call) {
  PeopleParts* parts = call.service.parts().people;
  if (parts == nullptr) return Error{Errc::unsupported, "people", "not served here"};
  return parts;
}

std::string person_id(const PeopleParts& parts, std::int64_t person) {
  return parts.ids.public_id("person", person);
}

Result<std::int64_t> person_of_path(Call& call, const PeopleParts& parts) {
  const auto person = parts.ids.number_of("person", text_of(call.arguments, "person"));
  if (!person) return Error{Errc::not_found, "person"};
  return *person;
}

Result<std::int64_t> person_in_scope(Call& call, const PeopleParts& parts) {
  const auto person = person_of_path(call, parts);
  if (!person) return person.error();
  const auto reached =
      app::reaches_person(call.environment, parts.index, call.caller.scope, *person);
  if (!reached) return reached.error();
  if (!*reached) return Error{Errc::not_found, "person"};
  return *person;
}

Result<Json> shown_name(Call& call, const PeopleParts& parts, std::int64_t person) {
  if (!call.caller.may(identity::Permission::people_read)) return Json(nullptr);
  const auto reached =
      app::reaches_person(call.environment, parts.index, call.caller.scope, person);
  if (!reached) return reached.error();
  const auto state = parts.index.state();
  const auto known = *reached && state ? state->people.card(person) : std::nullopt;
  return known && !known->name.empty() ? Json(known->name) : Json(nullptr);
}

store::AccessEntry look(const Call& call, std::optional<std::int64_t> person, store::Seen seen,
                        std::string purpose, std::string subject) {
  return {call.environment.now,
          call.caller.name,
          identity::to_text(call.caller.scope),
          person,
          seen,
          std::move(purpose),
          std::move(subject),
          call.request.id};
}

Status tell(Call& call, PeopleParts& parts, store::AccessEntry entry) {
  call.looks.push_back(entry);
  return parts.access.add(std::move(entry));
}

Json identity_json(const app::IdentityAnswer& answer) {
  return {
      {"known", answer.known},
      {"member", answer.member},
      {"covered", coverage::to_text(answer.covered)},
      {"covered_until", answer.covered_until ? Json(answer.covered_until->text()) : Json(nullptr)},
      {"payer", answer.payer ? Json(answer.payer->name) : Json(nullptr)},
      {"reason", answer.reason},
      {"citations", answer.citations},
      {"due_rupiah", answer.due.amount()}};
}

Json history_json(const PeopleParts& parts, const app::PersonHistory& history) {
  Json events = Json::array();
  for (const store::HistoryEvent& event : history.events) {
    Json facts = Json::object();
    for (const auto& [name, value] : event.facts) facts[name] = value;
    events.push_back({{"at", event.at},
                      {"kind", store::to_text(event.kind)},
                      {"reference", event.reference},
                      {"facts", std::move(facts)}});
  }
  return {{"person", person_id(parts, history.person)},
          {"on", history.on.text()},
          {"events", std::move(events)}};
}

Json looks_json(const PeopleParts& parts, const std::vector<store::StoredAccess>& looks) {
  Json items = Json::array();
  for (const auto& [id, entry] : looks) {
    items.push_back({{"number", id},
                     {"at", entry.at},
                     {"account", entry.account},
                     {"organisation", entry.organisation},
                     {"person", entry.person ? Json(person_id(parts, *entry.person)) : Json()},
                     {"seen", store::to_text(entry.seen)},
                     {"purpose", entry.purpose},
                     {"subject", entry.subject}});
  }
  return {{"items", std::move(items)},
          {"next_before", looks.empty() ? Json(nullptr) : Json(looks.back().id)}};
}

std::string text_of(const Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace payung::api
