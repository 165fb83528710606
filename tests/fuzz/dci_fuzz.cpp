// links: base identity secrets db/sha256.cpp adapters/http/message.cpp adapters/text/catalogue.cpp
// and: app/registry_condition.cpp api/json_schema.cpp api/registry_graphql.cpp
// and: api/registry_query.cpp api/registry_forms.cpp api/registry_signature.cpp
// and: with re2 libsodium openssl
// Whatever another registry posts: it is no JSON, or refused in the standard's words, or taken; the
// questions in it are trees of tests or refused naming what would do; an unsigned or foreign
// signature never holds; what is answered is JSON again.
// The first byte chooses which of the standard's messages it is said to be.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "adapters/assets/assets.hpp"
#include "api/registry_forms.hpp"
#include "api/registry_query.hpp"
#include "api/registry_signature.hpp"
#include "check.hpp"

/// The binary carries its files; here they are read from the project.
namespace payung::assets {

std::optional<std::string_view> find(std::string_view path) {
  static const std::string contract = [] {
    std::ifstream file(PAYUNG_FUZZ_PROJECT "/web/api/registry.json", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  if (path != "web/api/registry.json") return std::nullopt;
  return contract;
}

std::vector<Asset> under(std::string_view) { return {}; }

}  // namespace payung::assets

namespace {

namespace api = payung::api;
namespace app = payung::app;
using api::DciAction;
using api::Json;

constexpr std::string_view kNow = "2025-01-01T00:00:00Z";
constexpr payung::identity::Instant kInstant{1'735'689'600};
/// RFC 8037, A.2; nobody who feeds the fuzzer has the other half.
constexpr std::string_view kKey = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

std::size_t tests_in(const app::RegistryCondition& where) {
  if (where.kind == app::RegistryCondition::Kind::test) {
    FUZZ_CHECK(where.parts.empty());
    FUZZ_CHECK(!where.values.empty());
    return 1;
  }
  std::size_t tests = 0;
  for (const auto& part : where.parts) tests += tests_in(part);
  return tests;
}

void ask(const Json& criteria, std::size_t bytes) {
  if (!criteria.is_object()) return;
  const std::string type = api::field_text(criteria, "query_type");
  const Json query = criteria.value("query", Json());
  if (api::is_graphql(type, query)) {
    const auto read = api::read_graphql_query(query);
    if (!read) return;
    FUZZ_CHECK(tests_in(read->where) <= bytes);
    FUZZ_CHECK(read->limit >= 0 && read->offset >= 0);
    return;
  }
  for (const auto& read : {api::read_query(type, query), api::read_enrolled_query(query)}) {
    if (read) {
      // No short message becomes a long question.
      FUZZ_CHECK(tests_in(*read) <= bytes);
    } else {
      FUZZ_CHECK(read.error().code == payung::Errc::bad_value);
      FUZZ_CHECK(!read.error().where.empty());
    }
  }
}

void answer(const Json& body, const std::optional<api::DciRefusal>& refusal) {
  const Json told = refusal ? api::refused(kNow, "c", *refusal) : api::acknowledged(kNow, "c");
  FUZZ_CHECK(api::parse_json(api::dumped(told)).ok());
  const Json header = api::answer_header("on-search", api::field_text(body, "message_id"), kNow,
                                         "payung", api::field_text(body, "sender_id"), {});
  FUZZ_CHECK(api::parse_json(api::dumped(header)).ok());
}

void hear(DciAction action, const Json& sent) {
  const Json body = api::usual_form(action, sent);
  FUZZ_CHECK(api::usual_form(action, body) == body);
  const auto refusal = api::check_form(action, body);
  answer(body, refusal);
  if (refusal) {
    FUZZ_CHECK(refusal->code.starts_with("err."));
    FUZZ_CHECK(refusal->reason.empty() || refusal->reason.starts_with("rjct."));
    FUZZ_CHECK(!refusal->words.empty());
    return;
  }
  // What was taken has these; the handlers read them without asking again.
  const Json& header = body.at("header");
  FUZZ_CHECK(!api::field_text(header, "message_id").empty());
  FUZZ_CHECK(body.at("message").is_object());
  const std::string signature = api::field_text(body, "signature");
  if (!api::is_unsigned(signature)) {
    FUZZ_CHECK(!api::signature_holds(kKey, api::field_text(header, "sender_id"), signature, header,
                                     body["message"], kInstant));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr int kActions = static_cast<int>(DciAction::notify) + 1;
  const auto action = static_cast<DciAction>(data[0] % kActions);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto sent = api::parse_json(text);
  if (!sent) return 0;
  hear(action, *sent);
  // Questions are read by handlers of several messages: here from wherever one may stand, whether
  // or not the envelope around it was taken.
  ask(*sent, size);
  const Json message = sent->is_object() ? sent->value("message", Json()) : Json();
  if (!message.is_object()) return 0;
  ask(message.value("enrolled_criteria", Json()), size);
  for (const char* list : {"search_request", "subscribe_request"}) {
    const Json requests = message.value(list, Json());
    if (!requests.is_array()) continue;
    for (const auto& one : requests) {
      if (!one.is_object()) continue;
      ask(one.value("search_criteria", Json()), size);
      ask(one.value("subscribe_criteria", Json()), size);
    }
  }
  return 0;
}
