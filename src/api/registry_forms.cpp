#include "api/registry_forms.hpp"

#include <array>
#include <map>

#include "adapters/assets/assets.hpp"

namespace payung::api {
namespace {

constexpr std::size_t kWordsMax = 999;  // what the standard allows for an error's message

std::string_view schema_name(DciAction action) {
  switch (action) {
    case DciAction::search: return "DciSearch";
    case DciAction::subscribe: return "DciSubscribe";
    case DciAction::unsubscribe: return "DciUnsubscribe";
    case DciAction::txn_status: return "DciTxnStatus";
    case DciAction::enrolled: return "DciEnrolled";
    case DciAction::enrolment_updates: return "DciEnrollmentUpdates";
    case DciAction::on_search: return "DciOnSearch";
    case DciAction::on_subscribe: return "DciOnSubscribe";
    case DciAction::on_unsubscribe: return "DciOnUnsubscribe";
    case DciAction::txn_on_status: return "DciTxnOnStatus";
    case DciAction::notify: return "DciNotify";
  }
  PAYUNG_CHECK(false);
}

/// The schemas stand in the contract, so that what is served and what is checked is one.
std::map<std::string_view, Schema> compiled_schemas() {
  const auto text = assets::find("web/api/registry.json");
  PAYUNG_CHECK(text.has_value());
  Json document;
  document["components"]["schemas"] = Json::parse(*text)["schemas"];
  std::map<std::string_view, Schema> all;
  for (int i = 0; i <= static_cast<int>(DciAction::notify); ++i) {
    const std::string_view name = schema_name(static_cast<DciAction>(i));
    auto made = Schema::compile(document["components"]["schemas"][std::string(name)], document);
    PAYUNG_CHECK(made.ok());
    all.emplace(name, *std::move(made));
  }
  return all;
}

struct PlaceReason {
  std::string_view part;
  std::string_view code;
  std::string_view reason;
};

/// By what stands in the pointer of the first thing that is wrong; the first line that fits.
constexpr PlaceReason kReasons[] = {
    {"/header/version", "err.version.not_supported", "rjct.version.invalid"},
    {"/header/message_ts", "err.request.bad", "rjct.message_ts.invalid"},
    {"/header/action", "err.request.bad", "rjct.action.invalid"},
    {"/header/total_count", "err.request.bad", "rjct.total_count.invalid"},
    {"/header/sender_id", "err.sender_id.invalid", ""},
    {"/header/sender_uri", "err.sender_uri.invalid", ""},
    {"/header/receiver_id", "err.receiver_id.invalid", ""},
    {"/signature", "err.signature.invalid", ""},
    {"/pagination", "err.request.bad", "rjct.pagination.invalid"},
    {"/sort", "err.request.bad", "rjct.sort.invalid"},
    {"/search_criteria", "err.request.bad", "rjct.search_criteria.invalid"},
    {"/reg_event_type", "err.request.bad", "rjct.notify_types.invalid"},
    {"/subscribe_criteria", "err.request.bad", "rjct.notify_details.invalid"},
    {"/subscription_codes", "err.request.bad", "rjct.subscription_code.invalid"},
    {"/timestamp", "err.request.bad", "rjct.timestamp.invalid"},
    {"/reference_id", "err.request.bad", "rjct.reference_id.invalid"},
};

/// "required" names the missing field, which belongs to the place.
std::string full_pointer(const Violation& violation) {
  if (violation.keyword != "required") return violation.pointer;
  return violation.pointer + "/" + violation.expected;
}

DciRefusal refusal_of(const Violation& violation) {
  const std::string pointer = full_pointer(violation);
  DciRefusal refusal{"err.request.bad", "", ""};
  for (const PlaceReason& one : kReasons) {
    if (pointer.find(one.part) == std::string::npos) continue;
    refusal.code = one.code;
    refusal.reason = one.reason;
    break;
  }
  refusal.words = (pointer.empty() ? std::string("the message") : pointer) + ": " +
                  violation.keyword + " " + violation.expected;
  return refusal;
}

std::string_view error_code(int status) {
  switch (status) {
    case 401: return "err.request.unauthorized";
    case 403: return "err.request.forbidden";
    case 404: return "err.request.not_found";
    case 408: return "err.request.timeout";
    case 429: return "err.request.too_many_requests";
    default: return status >= 500 ? "err.service.unavailable" : "err.request.bad";
  }
}

}  // namespace

std::string_view to_text(Registry registry) {
  switch (registry) {
    case Registry::social: return "social";
    case Registry::ibr: return "ibr";
  }
  PAYUNG_CHECK(false);
}

std::string_view to_text(DciAction action) {
  switch (action) {
    case DciAction::search:
    case DciAction::enrolled: return "search";
    case DciAction::subscribe: return "subscribe";
    case DciAction::unsubscribe: return "unsubscribe";
    case DciAction::txn_status: return "txn-status";
    case DciAction::on_search: return "on-search";
    case DciAction::on_subscribe: return "on-subscribe";
    case DciAction::on_unsubscribe: return "on-unsubscribe";
    case DciAction::txn_on_status: return "txn-on-status";
    case DciAction::enrolment_updates:
    case DciAction::notify: return "notify";
  }
  PAYUNG_CHECK(false);
}

std::string_view kept_name(DciAction action) {
  if (action == DciAction::enrolled) return "enrolled";
  if (action == DciAction::enrolment_updates) return "enrollment-updates";
  return to_text(action);
}

std::string_view answer_action(DciAction action) {
  switch (action) {
    case DciAction::search:
    case DciAction::enrolled: return "on-search";
    case DciAction::subscribe: return "on-subscribe";
    case DciAction::unsubscribe: return "on-unsubscribe";
    case DciAction::txn_status: return "txn-on-status";
    case DciAction::enrolment_updates:
    case DciAction::on_search:
    case DciAction::on_subscribe:
    case DciAction::on_unsubscribe:
    case DciAction::txn_on_status:
    case DciAction::notify: return to_text(action);
  }
  PAYUNG_CHECK(false);
}

Json usual_form(DciAction action, const Json& body) {
  Json made = body;
  if (!made.is_object() || !made.value("header", Json()).is_object() ||
      !made.value("message", Json()).is_object()) {
    return made;
  }
  Json& message = made["message"];
  if (action == DciAction::unsubscribe && !message.contains("subscription_codes") &&
      message.contains("subscription_code")) {
    const Json& one = message["subscription_code"];
    message["subscription_codes"] = one.is_array() ? one : Json::array({one});
  }
  if (action != DciAction::txn_status) return made;
  if (made["header"].value("action", Json()) == "txn_status")
    made["header"]["action"] = "txn-status";
  if (!message.value("txnstatus_request", Json()).is_object()) return made;
  Json& request = message["txnstatus_request"];
  if (!request.contains("txn_type")) request["txn_type"] = "search";
  if (request.value("attribute_type", Json()) == "reference_id") {
    request["attribute_type"] = "reference_id_list";
    if (request.value("attribute_value", Json()).is_string()) {
      request["attribute_value"] = Json::array({request["attribute_value"]});
    }
  }
  return made;
}

std::optional<DciRefusal> check_form(DciAction action, const Json& body) {
  static const auto schemas = compiled_schemas();  // read-only once made
  if (!body.is_object()) {
    return DciRefusal{"err.request.bad", "", "send an object with header and message"};
  }
  const Json header = body.value("header", Json());
  const Json message = body.value("message", Json());
  const bool encrypted = header.is_object() && header.value("is_msg_encrypted", Json()) == true;
  if (encrypted || (message.is_object() && message.contains("ciphertext"))) {
    return DciRefusal{"err.encryption.invalid", "",
                      "send the message plain over TLS; no key for encryption is published here"};
  }
  const auto found = schemas.at(schema_name(action)).check(body);
  if (!found.empty()) return refusal_of(found.front());
  const std::string version = field_text(header, "version");
  if (!version.empty() && !version.starts_with("1.")) {
    return DciRefusal{"err.version.not_supported", "rjct.version.invalid", "version 1.0.0"};
  }
  return std::nullopt;
}

Json acknowledged(std::string_view now, std::string_view correlation_id) {
  return {
      {"message", {{"ack_status", "ACK"}, {"timestamp", now}, {"correlation_id", correlation_id}}}};
}

Json refused(std::string_view now, std::string_view correlation_id, const DciRefusal& refusal) {
  std::string words =
      refusal.reason.empty() ? refusal.words : refusal.reason + ": " + refusal.words;
  if (words.size() > kWordsMax) words.resize(kWordsMax);
  return {{"message",
           {{"ack_status", "ERR"},
            {"timestamp", now},
            {"correlation_id", correlation_id},
            {"error", {{"code", refusal.code}, {"message", std::move(words)}}}}}};
}

Json answer_header(std::string_view action, std::string_view message_id, std::string_view now,
                   std::string_view our_id, std::string_view receiver, const DciResult& result) {
  Json header{{"version", "1.0.0"},
              {"message_id", message_id},
              {"message_ts", now},
              {"action", action},
              {"status", result.status}};
  if (!result.reason.empty()) header["status_reason_code"] = result.reason;
  if (!result.words.empty()) header["status_reason_message"] = result.words.substr(0, kWordsMax);
  header["total_count"] = result.total;
  header["completed_count"] = result.completed;
  header["sender_id"] = our_id;
  header["receiver_id"] = receiver;
  header["is_msg_encrypted"] = false;
  return header;
}

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string field_text(const Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

http::Response dci_problem(const Problem& problem, const text::Catalogue& words,
                           const http::RequestHead& head, std::string_view now) {
  std::string told = problem.detail;
  if (told.empty() && words.has("problem." + problem.code)) {
    told = words.text("problem." + problem.code);
  }
  if (told.empty()) told = words.text("problem." + std::to_string(problem.status));
  const std::string code(error_code(problem.status));
  Json body = refused(now, head.id, {code, "", told});
  body["errors"] = Json::array({{{"code", code}, {"message", told}}});
  http::Response response;
  response.status = problem.status;
  response.headers.set("Content-Type", "application/json");
  for (const auto& [name, value] : problem.headers) response.headers.add(name, value);
  response.body = dumped(body);
  return response;
}

}  // namespace payung::api
