#include "app/one_time_code.hpp"

#include "app/attempt.hpp"
#include "store/audit.hpp"
#include "store/credentials.hpp"

namespace payung::app {
namespace {

using identity::Instant;

constexpr std::int64_t kHourSeconds = 3'600;

/// Bound to its id, so that equal codes of two people have other hashes.
std::string hash_of(const IdentityContext& context, std::string_view id, std::string_view code) {
  return context.hash_of("one-time code", std::string(id) + " " + std::string(code));
}

/// 0812..., +62 812... and 812... are one phone. Empty for none.
std::string hash_of_phone(const IdentityContext& context, std::string_view phone) {
  std::string digits;
  for (const char c : phone) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.starts_with("62")) digits.erase(0, 2);
  digits.erase(0, digits.find_first_not_of('0'));
  return digits.empty() ? std::string() : context.hash_of("code phone", digits);
}

Result<CodeResult> checked(Environment& env, const IdentityContext& context, const CodeQuery& query,
                           Instant now) {
  const auto attempt =
      begin_attempt(env, context, store::AttemptKind::code, query.id, query.address, now);
  if (!attempt) return attempt.error();
  if (!attempt->verdict.allowed) {
    return CodeResult{.answer = CodeAnswer::wait, .wait_until = attempt->verdict.wait_until};
  }
  // Made and compared also when there is nothing to compare with.
  const std::string brought = hash_of(context, query.id, query.code);
  const std::string id = db::check_text(query.id) ? query.id : std::string();
  const auto code = store::code_by_public_id(env.database, id);
  if (!code) return code.error();
  const bool lives = *code && !(*code)->ended && now < (*code)->expires &&
                     (*code)->tries < context.settings().code_tries &&
                     (*code)->purpose == query.purpose;
  const bool right = lives && secrets::same_secret(brought, (*code)->hash);
  auto status = store::count_code_try(env.database, *code ? (*code)->id : 0);
  if (status && right) {
    const auto ended = store::end_code(env.database, (*code)->id, now);
    if (!ended) return ended.error();
  }
  if (status) {
    status = store::close_attempt(env.database, attempt->number,
                                  right ? store::Outcome::right : store::Outcome::wrong);
  }
  if (status) {
    status = store::audit(
        env.database,
        {env.now, env.actor, right ? "one_time_code_right" : "one_time_code_refused",
         right ? "person " + std::to_string((*code)->person) : std::string("person unknown"),
         "attempt=" + std::to_string(attempt->number)});
  }
  if (!status) return status.error();
  return right ? CodeResult{.answer = CodeAnswer::right, .person = (*code)->person} : CodeResult{};
}

}  // namespace

Result<SentCode> make_code(Environment& env, const IdentityContext& context, std::int64_t person,
                           std::string_view purpose, std::string_view phone) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto sent = store::codes_since(env.database, person, now->plus(-kHourSeconds));
  if (!sent) return sent.error();
  if (*sent >= context.settings().codes_per_hour) {
    return Error{Errc::conflict, "one-time code", "too many within the hour"};
  }
  const std::string phone_hash = hash_of_phone(context, phone);
  if (!phone_hash.empty()) {
    const auto there =
        store::codes_to_phone_since(env.database, phone_hash, now->plus(-kHourSeconds));
    if (!there) return there.error();
    if (*there >= context.settings().codes_per_hour) {
      return Error{Errc::conflict, "one-time code", "too many to this phone within the hour"};
    }
  }
  SentCode code{context.new_public_id(), context.new_code(), now->plus(context.settings().code_s)};
  store::OneTimeCode stored;
  stored.public_id = code.id;
  stored.person = person;
  stored.purpose = purpose;
  stored.hash = hash_of(context, code.id, code.code);
  stored.created = *now;
  stored.expires = code.expires;
  stored.phone_hash = phone_hash;
  auto status = store::add_code(env.database, stored);
  if (status) {
    status = store::audit(
        env.database, {env.now, env.actor, "one_time_code_sent", "person " + std::to_string(person),
                       "purpose=" + std::string(purpose)});
  }
  if (!status) return status.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return code;
}

Result<CodeResult> check_code(Environment& env, const IdentityContext& context,
                              const CodeQuery& query) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto result = checked(env, context, query, *now);
  if (!result) return result;
  if (const auto done = transaction->commit(); !done) return done.error();
  return result;
}

}  // namespace payung::app
