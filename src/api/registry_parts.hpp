#pragma once

#include "api/registry_answers.hpp"

/// What the answers to SP-DCI messages are put together from.
namespace payung::api {

/// Why one part is not done: one of the standard's status reason codes, and words.
struct Rejection {
  std::string code;
  std::string words;
};
Rejection rejection_of(const Error& error, std::string_view code);

/// {"reference_id", "timestamp", "status"}
Json part(const std::string& reference, std::string_view now, std::string_view status);
void reject(Json& made, const Rejection& why);
/// The part without anybody's data.
Json outcome_of(const Json& made);
/// succ as soon as one part is; so a batch of which all are rejected says rjct.
DciResult result_of(const Json& parts);
/// {"transaction_id", "correlation_id", name: parts}
Json envelope(const Heard& heard, const char* name, Json parts);

/// Whether every way to fit it goes through a test of that field, so that few people are looked at.
bool goes_by(const app::RegistryCondition& where, app::RegistryField field);

store::AccessEntry entry_of(const app::Environment& environment, const identity::Caller& caller,
                            const Heard& heard, std::int64_t person);

}  // namespace payung::api
