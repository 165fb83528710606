#include "api/write_once.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "db/sha256.hpp"
#include "store/idempotency.hpp"

namespace payung::api {
namespace {

constexpr std::size_t kKeyShortest = 8;
constexpr std::size_t kKeyLongest = 128;

/// Sessions of one account share their keys: a retry may come after signing in again.
std::string caller_text(const identity::Caller& caller) {
  if (caller.account != 0) return "account " + std::to_string(caller.account);
  return "session " + std::to_string(caller.session.value_or(0));
}

/// Of what was asked for, not of how it was written: spaces and the order of names do not count
/// for the query.
std::string hash_of(const Call& call, std::string_view operation) {
  db::Sha256 hash;
  const auto add = [&](std::string_view part) {
    hash.add(std::to_string(part.size()));
    hash.add(":");
    hash.add(part);
  };
  add(operation);
  add(call.arguments.dump());
  add(call.body.is_null() ? call.request.body : call.body.dump());
  add(std::to_string(call.request.body_bytes));
  return hash.finish();
}

}  // namespace

std::optional<Problem> key_problem(const http::Request& request) {
  const auto key = request.headers.find("Idempotency-Key");
  const auto printable = [](char c) { return c >= '!' && c <= '~'; };
  if (key && key->size() >= kKeyShortest && key->size() <= kKeyLongest &&
      request.headers.count("Idempotency-Key") == 1 &&
      std::all_of(key->begin(), key->end(), printable)) {
    return std::nullopt;
  }
  return Problem{400, "key_missing", ""};
}

Written write_once(Call& call, std::string_view operation, Handler handler,
                   const Conditions& conditions) {
  db::Connection& database = call.environment.database;
  const std::string key(call.request.headers.find("Idempotency-Key").value_or(""));
  const std::string caller = caller_text(call.caller);
  const std::string hash = hash_of(call, operation);

  auto transaction = db::Transaction::begin(database);
  if (!transaction) return {transaction.error()};
  if (auto gone = conditions.caller()) return {Reply{}, std::move(gone)};
  const auto kept = store::kept_answer(database, caller, key);
  if (!kept) return {kept.error()};
  if (*kept) {
    if ((*kept)->request_hash != hash) {
      return {Reply{}, Problem{422, "key_reused", ""}};
    }
    Reply first;
    first.status = static_cast<int>((*kept)->status);
    first.body = (*kept)->answer;
    return {std::move(first), std::nullopt, true};
  }
  if (auto outdated = conditions.state()) return {Reply{}, std::move(outdated)};
  auto reply = handler(call);
  if (!reply) return {reply.error()};
  const store::KeptAnswer answer{std::string(operation), hash, reply->status, reply->body};
  if (const auto status = store::keep_answer(database, caller, key, answer, call.environment.now);
      !status) {
    return {status.error()};
  }
  if (const auto status = transaction->commit(); !status) return {status.error()};
  return {std::move(reply)};
}

}  // namespace payung::api
