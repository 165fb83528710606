#include "api/registry_answers.hpp"

#include <algorithm>
#include <set>

#include "api/people_common.hpp"
#include "api/registry_parts.hpp"
#include "api/registry_query.hpp"

namespace payung::api {
namespace {

constexpr std::int64_t kPageMax = 2'000;
constexpr std::size_t kSubscriptionsMax = 1'000;
/// Parts of one message that ask for nobody in particular; each of them may look at thousands.
constexpr int kBroadMax = 5;

std::string_view registry_type(Registry registry) {
  return registry == Registry::social ? "ns:org:RegistryType:Social" : "ns:org:RegistryType:IBR";
}

/// Faults of ours go up; what the asker can mend stands in the answer.
bool is_fault(const Error& error) {
  return error.code == Errc::storage || error.code == Errc::integrity || error.code == Errc::io;
}

/// "2025-01-31T15:15:00.5+07:00" -> "2025-01-31T08:15:00Z"; empty for what is none.
std::string utc_of(const std::string& text) {
  if (text.size() < 20) return {};
  const auto whole = identity::Instant::parse(text.substr(0, 19) + "Z");
  if (!whole) return {};
  const auto zone = text.find_first_of("Zz+-", 19);
  if (zone == std::string::npos || text[zone] == 'Z' || text[zone] == 'z') return whole->text();
  if (text.size() != zone + 6) return {};
  const auto figures = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
  const std::int64_t minutes = figures(zone + 1) * 60 + figures(zone + 4);
  return whole->plus((text[zone] == '+' ? -60 : 60) * minutes).text();
}

std::optional<app::RegistryField> sort_field(const std::string& name) {
  const auto field = app::registry_field(name);
  // A name is one here, by whichever of its parts it is sorted elsewhere.
  if (field == app::RegistryField::first_name || field == app::RegistryField::last_name) {
    return app::RegistryField::name;
  }
  if (field == app::RegistryField::name || field == app::RegistryField::birth_date ||
      field == app::RegistryField::registration_date) {
    return field;
  }
  return std::nullopt;
}

struct Asked {
  app::RegistryQuestion question;
  std::string record_type;
  std::optional<GraphqlQuestion> graphql = {};

  /// OpenG2P's importer reads registrants by name, not records.
  bool registrants() const { return graphql && graphql->query.root == "getRegistrants"; }
};

/// Whom, and how many of them.
Status read_question(const Json& criteria, Asked& asked) {
  const std::string type = field_text(criteria, "query_type");
  if (!is_graphql(type, criteria["query"])) {
    auto where = read_query(type, criteria["query"]);
    if (!where) return where.error();
    asked.question.where = *std::move(where);
    return {};
  }
  auto read = read_graphql_query(criteria["query"]);
  if (!read) return read.error();
  asked.question.where = read->where;
  asked.question.page_size = read->limit > 0 ? read->limit : app::kRegistryCandidatesMax;
  asked.question.page_size = std::min(asked.question.page_size, app::kRegistryCandidatesMax);
  asked.question.skip = read->offset;
  asked.graphql = *std::move(read);
  return {};
}

/// From one part of a search. Errors: bad_value; `code` says of what.
Result<Asked> question_of(const Heard& heard, const identity::Caller& caller, const Json& item,
                          std::string& code) {
  const Json& criteria = item["search_criteria"];
  code = "rjct.search_criteria.invalid";
  if (field_text(criteria, "response_entity") == "Group") {
    return Error{Errc::bad_value, "response_entity", "Member; no groups are kept here"};
  }
  Asked asked;
  if (auto read = read_question(criteria, asked); !read) return read.error();
  asked.question.scope = caller.scope;
  asked.record_type = field_text(criteria, "reg_record_type");
  if (heard.registry == Registry::ibr) asked.question.unit = app::RegistryUnit::beneficiaries;
  code = "rjct.sort.invalid";
  for (const Json& one : criteria.value("sort", Json::array())) {
    const std::string name = field_text(one, "attribute_name");
    const auto field = sort_field(name);
    if (!field) return Error{Errc::bad_value, "sort", "name, birth_date or registration_date"};
    asked.question.sort.emplace_back(*field, field_text(one, "sort_order") == "desc");
  }
  // Some clients put the pages beside the criteria.
  const Json* pages = criteria.contains("pagination") ? &criteria["pagination"] : nullptr;
  if (pages == nullptr && item.contains("pagination")) pages = &item["pagination"];
  if (pages != nullptr) {
    asked.question.page_size = std::min(pages->value("page_size", std::int64_t{100}), kPageMax);
    asked.question.page_number = pages->value("page_number", std::int64_t{1});
  }
  return asked;
}

Json empty_data(const Heard& heard, const Json& criteria) {
  std::string asked = field_text(criteria, "reg_type");
  if (asked.empty()) asked = registry_type(heard.registry);
  return {{"version", "1.0.0"},
          {"reg_type", std::move(asked)},
          {"reg_record_type", record_name(heard.registry, field_text(criteria, "reg_record_type"))},
          {"reg_records", Json::array()}};
}

bool is_broad(const app::RegistryCondition& where) {
  return !goes_by(where, app::RegistryField::identifier) &&
         !goes_by(where, app::RegistryField::phone);
}

Status search_part(const RegistryDesk& desk, app::Environment& env, const identity::Caller& caller,
                   const Heard& heard, const Json& item, int& broad, Json& made) {
  made["data"] = empty_data(heard, item["search_criteria"]);
  std::string code;
  const auto asked = question_of(heard, caller, item, code);
  if (!asked) {
    reject(made, rejection_of(asked.error(), code));
    return {};
  }
  if (is_broad(asked->question.where) && ++broad > kBroadMax) {
    reject(made, {"rjct.search.too_many_records_found",
                  "at most 5 parts of a message may ask for nobody in particular"});
    return {};
  }
  // No groups are kept; whoever asks for them gets none.
  const bool nobody = asked->graphql && asked->graphql->groups;
  const auto found =
      nobody ? Result<app::RegistryAnswer>(app::RegistryAnswer{})
             : app::registry_search(env, desk.people.index, desk.people.ids, asked->question);
  if (!found) {
    if (is_fault(found.error())) return found.error();
    reject(made, rejection_of(found.error(), "rjct.search_criteria.invalid"));
    return {};
  }
  Json records = Json::array();
  for (const app::RegistryPerson& person : found->records) {
    records.push_back(asked->registrants()
                          ? select_fields(registrant_record(person), asked->graphql->query.fields)
                          : registry_record(heard.registry, asked->record_type, person));
    const auto written = desk.people.access.add(entry_of(env, caller, heard, person.facts.person));
    if (!written) return written;
  }
  Json& place = made["data"]["reg_records"];
  if (asked->registrants()) {
    place = {{"getRegistrants", std::move(records)}, {"totalRegistrantCount", found->total}};
  } else {
    place = std::move(records);
  }
  made["pagination"] = {{"page_size", asked->question.page_size},
                        {"page_number", asked->question.page_number},
                        {"total_count", found->total}};
  return {};
}

/// The parts that say each reference id once; the later ones of a double are rejected.
class References {
 public:
  bool is_new(const std::string& reference) { return seen_.insert(reference).second; }

 private:
  std::set<std::string> seen_;
};

void add_locale(const Json& item, Json& made) {
  if (item.contains("locale")) made["locale"] = item["locale"];
}

Json subscription_json(const store::RegistrySubscription& one, const Json& criteria) {
  Json made{{"version", "1.0.0"},
            {"code", one.code},
            {"status", "subscribe"},
            {"timestamp", one.created_at}};
  for (const char* name :
       {"reg_type", "reg_event_type", "frequency", "filter_type", "filter", "notify_record_type"}) {
    if (criteria.contains(name)) made[name] = criteria[name];
  }
  return made;
}

struct SubscribeWork {
  const RegistryDesk& desk;
  app::Environment& env;
  const identity::Caller& caller;
  const Heard& heard;
  std::vector<store::RegistrySubscription>& known;
};

Status subscribe_part(const SubscribeWork& work, const Json& item, Json& made) {
  const Json& criteria = item["subscribe_criteria"];
  store::RegistrySubscription one;
  one.event_type = field_text(criteria, "reg_event_type");
  if (const auto heard = hears_of(one.event_type); !heard) {
    reject(made, rejection_of(heard.error(), "rjct.notify_types.invalid"));
    return {};
  }
  const Json filter{{"type", field_text(criteria, "filter_type")}, {"query", criteria["filter"]}};
  if (const auto where = read_query(field_text(criteria, "filter_type"), criteria["filter"]);
      !where) {
    reject(made, rejection_of(where.error(), "rjct.notify_details.invalid"));
    return {};
  }
  one.filter = dumped(filter);
  for (const store::RegistrySubscription& other : work.known) {
    if (other.filter == one.filter && other.event_type == one.event_type &&
        other.registry == to_text(work.heard.registry)) {
      reject(made, {"rjct.event.already_subscribed", "code " + other.code});
      return {};
    }
  }
  if (work.known.size() >= kSubscriptionsMax) {
    reject(made, {"rjct.notify_details.invalid", "at most 1000 subscriptions; end some first"});
    return {};
  }
  if (work.heard.callback_uri.empty()) {
    reject(made,
           {"rjct.notify_details.invalid", "sender_uri: say where notifications are to be sent"});
    return {};
  }
  const auto last = store::last_membership_event(work.env.database);
  if (!last) return last.error();
  const Json frequency = criteria.value("frequency", Json::object());
  one.code = work.desk.identity.new_public_id();
  one.registry = to_text(work.heard.registry);
  one.sender = work.heard.sender;
  one.account = work.caller.account;
  one.api_key = work.caller.api_key.value_or(0);
  one.reference_id = field_text(item, "reference_id");
  one.record_type = field_text(criteria, "notify_record_type");
  one.callback_uri = work.heard.callback_uri;
  one.starts_at = utc_of(field_text(frequency, "start_time"));
  one.ends_at = utc_of(field_text(frequency, "end_time"));
  one.heard = *last;
  one.created_at = work.env.now;
  if (auto added = store::add_registry_subscription(work.env.database, one); !added) return added;
  made["subscriptions"] = Json::array({subscription_json(one, criteria)});
  work.known.push_back(std::move(one));
  return {};
}

/// What became of one kept message, as parts of a search response.
void add_status_parts(const store::RegistryMessage& message, const std::set<std::string>& wanted,
                      Json& parts) {
  const auto kept = parse_json(message.payload);
  if (!kept || !kept->is_object()) return;
  const bool waiting = message.state == store::RegistryState::waiting;
  for (const Json& one : kept->value("outcome", Json::array())) {
    const std::string reference = field_text(one, "reference_id");
    if (!wanted.empty() && !wanted.contains(reference)) continue;
    Json made = part(reference, message.ended_at.empty() ? message.received_at : message.ended_at,
                     waiting ? "pdng" : field_text(one, "status"));
    for (const char* name : {"status_reason_code", "status_reason_message", "pagination"}) {
      if (!waiting && one.contains(name)) made[name] = one[name];
    }
    // Of the reasons only those of a search belong into this form.
    const std::string code = field_text(made, "status_reason_code");
    if (code.starts_with("rjct.notify") || code.starts_with("rjct.event") ||
        code.starts_with("rjct.subscription") || code.starts_with("rjct.person")) {
      made.erase("status_reason_code");
    }
    parts.push_back(std::move(made));
  }
}

std::vector<std::string> asked_ids(const Json& request) {
  std::vector<std::string> ids;
  const Json& value = request["attribute_value"];
  if (value.is_string()) ids.push_back(value.get<std::string>());
  if (!value.is_array()) return ids;
  for (const Json& one : value) {
    if (one.is_string()) ids.push_back(one.get<std::string>());
  }
  return ids;
}

}  // namespace

Result<DciAnswer> answer_search(const RegistryDesk& desk, app::Environment& env,
                                const identity::Caller& caller, const Heard& heard) {
  DciAnswer answer;
  Json parts = Json::array();
  References references;
  int broad = 0;
  for (const Json& item : heard.message["search_request"]) {
    const std::string reference = field_text(item, "reference_id");
    Json made = part(reference, env.now, "succ");
    if (!references.is_new(reference)) {
      made["data"] = empty_data(heard, item["search_criteria"]);
      reject(made, {"rjct.reference_id.duplicate", "each part needs a reference id of its own"});
    } else if (auto done = search_part(desk, env, caller, heard, item, broad, made); !done) {
      return done.error();
    }
    add_locale(item, made);
    answer.outcome.push_back(outcome_of(made));
    parts.push_back(std::move(made));
  }
  answer.result = result_of(parts);
  answer.message = envelope(heard, "search_response", std::move(parts));
  return answer;
}

Result<DciAnswer> answer_subscribe(const RegistryDesk& desk, app::Environment& env,
                                   const identity::Caller& caller, const Heard& heard) {
  auto known = store::registry_subscriptions(env.database, caller.account);
  if (!known) return known.error();
  const SubscribeWork work{desk, env, caller, heard, *known};
  DciAnswer answer;
  Json parts = Json::array();
  References references;
  for (const Json& item : heard.message["subscribe_request"]) {
    const std::string reference = field_text(item, "reference_id");
    Json made = part(reference, env.now, "succ");
    if (!references.is_new(reference)) {
      reject(made, {"rjct.reference_id.duplicate", "each part needs a reference id of its own"});
    } else if (auto done = subscribe_part(work, item, made); !done) {
      return done.error();
    }
    add_locale(item, made);
    answer.outcome.push_back(outcome_of(made));
    parts.push_back(std::move(made));
  }
  answer.result = result_of(parts);
  answer.message = envelope(heard, "subscribe_response", std::move(parts));
  return answer;
}

Result<DciAnswer> answer_unsubscribe(app::Environment& env, const identity::Caller& caller,
                                     const Heard& heard) {
  Json ended = Json::array();
  std::int64_t unknown = 0;
  for (const Json& code : heard.message["subscription_codes"]) {
    const auto one = store::end_registry_subscription(env.database, caller.account,
                                                      code.get<std::string>(), env.now);
    if (!one) return one.error();
    if (!*one) {
      ++unknown;
      continue;
    }
    ended.push_back({{"code", code}, {"status", "unsubscribe"}});
  }
  DciAnswer answer;
  const bool all_unknown = ended.empty();
  answer.result.status = all_unknown ? "rjct" : "succ";
  answer.message = {{"transaction_id", heard.transaction_id},
                    {"correlation_id", heard.correlation_id},
                    {"timestamp", env.now},
                    {"status", answer.result.status}};
  if (unknown > 0) {
    answer.message["status_reason_code"] = "rjct.subscription_code.invalid";
    answer.message["status_reason_message"] =
        std::to_string(unknown) + " of the codes stand for no subscription in force";
  }
  answer.message["subscription_status"] = std::move(ended);
  answer.outcome.push_back(
      {{"reference_id", heard.transaction_id}, {"status", answer.result.status}});
  return answer;
}

Result<DciAnswer> answer_status(app::Environment& env, const identity::Caller& caller,
                                const Heard& heard) {
  const Json& request = heard.message["txnstatus_request"];
  const std::string type = field_text(request, "attribute_type");
  const auto ids = asked_ids(request);
  std::set<std::string> references;
  std::vector<std::string> keys = ids;
  if (type == "reference_id_list") {
    references.insert(ids.begin(), ids.end());
    keys = {heard.transaction_id};
  }
  Json parts = Json::array();
  std::string transaction = keys.empty() ? heard.transaction_id : keys.front();
  std::string correlation = heard.correlation_id;
  for (const std::string& key : keys) {
    const auto kept = store::registry_messages_of(env.database, caller.account, key);
    if (!kept) return kept.error();
    for (const store::RegistryMessage& message : *kept) {
      if (message.registry != to_text(heard.registry) || message.action.ends_with("txn-status")) {
        continue;
      }
      add_status_parts(message, references, parts);
      transaction = message.transaction_id;
      correlation = message.correlation_id;
    }
  }
  const std::string txn_type = field_text(request, "txn_type");
  Json status{{"transaction_id", transaction}};
  if (txn_type == "receipt") {
    status["receipt_information"] = {{"beneficiaries", Json::array()}};
  } else {
    status["correlation_id"] = correlation;
    status["search_response"] = std::move(parts);
  }
  DciAnswer answer;
  answer.message = envelope(heard, "txnstatus_response",
                            {{"txn_type", txn_type}, {"txn_status", std::move(status)}});
  answer.outcome.push_back(
      {{"reference_id", field_text(request, "reference_id")}, {"status", "succ"}});
  return answer;
}

Json refused_answer(DciAction action, std::string_view now, const std::string& transaction_id,
                    const std::string& correlation_id, const DciRefusal& refusal) {
  Json message = refused(now, correlation_id, refusal)["message"];
  const bool enrolled = action == DciAction::enrolled || action == DciAction::enrolment_updates;
  // Their acknowledgement is read by itself; the other reading stands beside the message.
  if (enrolled) return message;
  Json made = part(transaction_id, now, "rjct");
  made["status_reason_code"] =
      refusal.reason.starts_with("rjct.") ? refusal.reason : "rjct.search_criteria.invalid";
  made["status_reason_message"] = message["error"]["message"];
  const std::string code = field_text(made, "status_reason_code");
  static const std::set<std::string> known{
      "rjct.reference_id.invalid", "rjct.reference_id.duplicate",
      "rjct.timestamp.invalid",    "rjct.search_criteria.invalid",
      "rjct.filter.invalid",       "rjct.sort.invalid",
      "rjct.pagination.invalid",   "rjct.search.too_many_records_found"};
  if (!known.contains(code)) made["status_reason_code"] = "rjct.search_criteria.invalid";
  message["transaction_id"] = transaction_id;
  if (action == DciAction::search) {
    made["data"] = {{"reg_records", Json::array()}};
    message["search_response"] = Json::array({std::move(made)});
    return message;
  }
  message["txnstatus_response"] = {{"txn_type", "search"},
                                   {"txn_status",
                                    {{"transaction_id", transaction_id},
                                     {"correlation_id", correlation_id},
                                     {"search_response", Json::array({std::move(made)})}}}};
  return message;
}

}  // namespace payung::api
