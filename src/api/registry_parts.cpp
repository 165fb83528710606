#include "api/registry_parts.hpp"

#include <algorithm>

namespace payung::api {
namespace {

constexpr std::size_t kWordsMax = 999;

}  // namespace

Rejection rejection_of(const Error& error, std::string_view code) {
  if (error.code == Errc::unsafe) return {"rjct.search.too_many_records_found", error.detail};
  std::string words = error.where + ": " + error.detail;
  if (words.size() > kWordsMax) words.resize(kWordsMax);
  return {std::string(code), std::move(words)};
}

Json part(const std::string& reference, std::string_view now, std::string_view status) {
  return {{"reference_id", reference}, {"timestamp", now}, {"status", status}};
}

void reject(Json& made, const Rejection& why) {
  made["status"] = "rjct";
  made["status_reason_code"] = why.code;
  made["status_reason_message"] = why.words;
}

Json outcome_of(const Json& made) {
  Json told{{"reference_id", made["reference_id"]}, {"status", made["status"]}};
  for (const char* name : {"status_reason_code", "status_reason_message"}) {
    if (made.contains(name)) told[name] = made[name];
  }
  if (made.contains("pagination")) told["pagination"] = made["pagination"];
  return told;
}

DciResult result_of(const Json& parts) {
  DciResult result;
  result.total = static_cast<std::int64_t>(parts.size());
  result.completed = result.total;
  const bool all_rejected = !parts.empty() && std::ranges::all_of(parts, [](const Json& one) {
    return one["status"] == "rjct";
  });
  result.status = all_rejected ? "rjct" : "succ";
  return result;
}

store::AccessEntry entry_of(const app::Environment& env, const identity::Caller& caller,
                            const Heard& heard, std::int64_t person) {
  return {
      env.now,
      caller.name,
      identity::to_text(caller.scope),
      person,
      store::Seen::registry,
      "registry_query",
      "dci " + std::string(to_text(heard.registry)) + " " + std::string(kept_name(heard.action)),
      heard.correlation_id};
}

Json envelope(const Heard& heard, const char* name, Json parts) {
  return {{"transaction_id", heard.transaction_id},
          {"correlation_id", heard.correlation_id},
          {name, std::move(parts)}};
}

bool goes_by(const app::RegistryCondition& where, app::RegistryField field) {
  using Kind = app::RegistryCondition::Kind;
  const auto part_does = [&](const app::RegistryCondition& part) { return goes_by(part, field); };
  switch (where.kind) {
    case Kind::test: return where.field == field;
    case Kind::none: return false;
    case Kind::any: return !where.parts.empty() && std::ranges::all_of(where.parts, part_does);
    case Kind::all: return std::ranges::any_of(where.parts, part_does);
  }
  return false;
}

}  // namespace payung::api
