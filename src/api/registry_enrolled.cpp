// Who is in which programme, asked and told (Integrated Beneficiary Registry).
#include <algorithm>
#include <set>

#include "api/registry_parts.hpp"
#include "api/registry_query.hpp"

namespace payung::api {
namespace {

/// The first text found on one of the ways into a beneficiary's record.
std::string first_text(const Json& record, std::initializer_list<const char*> pointers) {
  for (const char* pointer : pointers) {
    const Json::json_pointer at(pointer);
    if (record.contains(at) && record[at].is_string()) return record[at].get<std::string>();
  }
  return {};
}

/// Every identifier of a record, wherever the standard's examples put it.
void collect_identifiers(const Json& value, std::vector<std::string>& found, int depth) {
  if (depth > 8 || found.size() > 20) return;
  if (value.is_array()) {
    for (const Json& one : value) collect_identifiers(one, found, depth + 1);
  }
  if (!value.is_object()) return;
  for (const auto& [name, one] : value.items()) {
    const bool own = name == "identifier_value" || name == "member_identifier";
    if (own && one.is_string()) found.push_back(one.get<std::string>());
    if (name != "related_person" && name != "related_member") {
      collect_identifiers(one, found, depth + 1);
    }
  }
}

Result<std::optional<std::int64_t>> one_in_scope(const RegistryDesk& desk, app::Environment& env,
                                                 const identity::Caller& caller,
                                                 const std::vector<std::string>& identifiers) {
  for (const std::string& identifier : identifiers) {
    const auto test = app::registry_test("identifier", app::Compare::eq, std::vector{identifier});
    if (!test) continue;
    app::RegistryQuestion question;
    question.where = *test;
    question.scope = caller.scope;
    const auto found = app::registry_search(env, desk.people.index, desk.people.ids, question);
    if (!found) return found.error();
    if (found->total == 1) {
      return std::optional<std::int64_t>(found->records.front().facts.person);
    }
  }
  return std::optional<std::int64_t>();
}

Status take_beneficiary(const RegistryDesk& desk, app::Environment& env,
                        const identity::Caller& caller, const Json& record, Json& made) {
  std::vector<std::string> identifiers;
  collect_identifiers(record, identifiers, 0);
  store::OutsideEnrolment one;
  one.account = caller.account;
  one.programme_code =
      first_text(record, {"/member/programme_identifier/programme/programme_identifier",
                          "/programme_identifier/programme/programme_identifier",
                          "/programme_identifier/0/programme_code", "/programme_identifier"});
  one.programme_name = first_text(record, {"/member/programme_identifier/programme/programme_name",
                                           "/programme_identifier/programme/programme_name",
                                           "/programme_identifier/0/programme_name"});
  one.status = first_text(record, {"/member/programme_identifier/enrolment_status",
                                   "/programme_identifier/enrolment_status", "/enrolment_status",
                                   "/enrollment_status"});
  one.enrolled_on = first_text(
      record, {"/member/programme_identifier/enrolment_date",
               "/programme_identifier/enrolment_date", "/enrolment_date", "/enrollment_date"});
  one.changed_on =
      first_text(record, {"/member/programme_identifier/status_change_date",
                          "/programme_identifier/status_change_date", "/status_change_date"});
  const bool long_one = one.programme_code.size() > 100 || one.programme_name.size() > 200 ||
                        one.status.size() > 50 || one.enrolled_on.size() > 40 ||
                        one.changed_on.size() > 40;
  if (identifiers.empty() || one.programme_code.empty() || long_one) {
    made["status"] = "rjct";
    made["status_reason_message"] =
        "an identifier_value of the person and a programme_identifier are needed";
    return {};
  }
  if (one.status.empty()) one.status = "Active";
  const auto person = one_in_scope(desk, env, caller, identifiers);
  if (!person) return person.error();
  // Said alike whether the person is known here or not.
  if (!*person) return {};
  one.person = **person;
  const auto known = store::outside_enrolments(env.database, one.person);
  if (!known) return known.error();
  if (std::ranges::find(*known, one) != known->end()) return {};
  return store::add_outside_enrolment(env.database, one, env.now);
}

}  // namespace

Result<DciAnswer> answer_enrolled(const RegistryDesk& desk, app::Environment& env,
                                  const identity::Caller& caller, const Heard& heard) {
  DciAnswer answer;
  Json made = part(heard.transaction_id, env.now, "succ");
  made["enrolled_status"] = "no";
  const Json& criteria = heard.message["enrolled_criteria"];
  auto where = read_enrolled_query(criteria.value("query", Json()));
  if (where && !goes_by(*where, app::RegistryField::identifier)) {
    where = Error{Errc::bad_value, "query", "name one person: person_identifier"};
  }
  if (!where) {
    made["status"] = "rjct";
    made["status_reason_message"] = rejection_of(where.error(), "").words;
  } else {
    app::RegistryQuestion question;
    question.where = *std::move(where);
    question.scope = caller.scope;
    question.unit = app::RegistryUnit::beneficiaries;
    const auto found = app::registry_search(env, desk.people.index, desk.people.ids, question);
    if (!found) return found.error();
    std::set<std::int64_t> seen;
    for (const app::RegistryPerson& person : found->records) {
      if (person.enrolments.front().status != "Ended") made["enrolled_status"] = "yes";
      if (!seen.insert(person.facts.person).second) continue;
      const auto written =
          desk.people.access.add(entry_of(env, caller, heard, person.facts.person));
      if (!written) return written.error();
    }
  }
  answer.outcome.push_back(outcome_of(made));
  answer.result = result_of(Json::array({made}));
  answer.message = envelope(heard, "enrolled_response", Json::array({std::move(made)}));
  return answer;
}

Result<DciAnswer> answer_enrolment_updates(const RegistryDesk& desk, app::Environment& env,
                                           const identity::Caller& caller, const Heard& heard) {
  DciAnswer answer;
  Json parts = Json::array();
  std::int64_t number = 0;
  for (const Json& record :
       heard.message["enrolled_updates"].value("beneficiaries", Json::array())) {
    std::string reference = field_text(record, "@id").substr(0, 200);
    ++number;
    if (reference.empty()) reference = std::to_string(number);
    Json made = part(reference, env.now, "succ");
    if (auto done = take_beneficiary(desk, env, caller, record, made); !done) return done.error();
    answer.outcome.push_back(outcome_of(made));
    parts.push_back(std::move(made));
  }
  answer.result = result_of(parts);
  answer.message = envelope(heard, "enrolled_response", std::move(parts));
  return answer;
}

}  // namespace payung::api
