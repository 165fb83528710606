#include "app/one_time_code.hpp"

#include <algorithm>

#include "app/attempt.hpp"
#include "identity/address.hpp"
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

/// The number of the live code of that person that was brought; 0 for none. Person 0 has none, and
/// is compared all the same.
Result<std::int64_t> matching(Environment& env, const IdentityContext& context, std::int64_t person,
                              const CodeQuery& query, Instant now) {
  const auto codes = store::live_codes(env.database, person, query.purpose, now);
  if (!codes) return codes.error();
  std::int64_t found = 0;
  for (const auto& one : *codes) {
    const bool same = secrets::same_secret(hash_of(context, one.public_id, query.code), one.hash);
    if (same) found = one.id;
  }
  if (codes->empty()) hash_of(context, query.id, query.code);
  return found;
}

/// The limits that a code falls under: whether they have room, and until when it must live that its
/// owner is never without one.
struct Room {
  bool free = true;
  Instant next;  ///< when the limits that this code uses up have room again
};

void count_in(Room& room, const store::CodesSent& sent, std::int64_t most, Instant now) {
  if (sent.count >= most) room.free = false;
  if (sent.count + 1 < most) return;
  const Instant first = sent.count == 0 ? now : sent.first;
  room.next = std::max(room.next, first.plus(kHourSeconds));
}

Result<Room> room_for(Environment& env, const IdentityContext& context,
                      const store::OneTimeCode& code, Instant now) {
  const Instant since = now.plus(-kHourSeconds);
  const auto& settings = context.settings();
  Room room;
  const auto sent = store::codes_since(env.database, code.person, since);
  if (!sent) return sent.error();
  count_in(room, *sent, settings.codes_per_hour, now);
  if (!code.phone_hash.empty()) {
    const auto there = store::codes_to_phone_since(env.database, code.phone_hash, since);
    if (!there) return there.error();
    count_in(room, *there, settings.codes_per_hour, now);
  }
  if (!code.address_hash.empty()) {
    const auto here =
        store::codes_from_address_since(env.database, code.person, code.address_hash, since);
    if (!here) return here.error();
    count_in(room, *here, settings.codes_per_hour_here, now);
  }
  return room;
}

/// Whether one more may have a turn without a new code. Errors: conflict.
Status may_have_turn(Environment& env, const IdentityContext& context,
                     const store::OneTimeCode& code, Instant now) {
  const auto given =
      store::turns_since(env.database, code.person, code.address_hash, now.plus(-kHourSeconds));
  if (!given) return given.error();
  const auto& settings = context.settings();
  if (code.address_hash.empty() || given->here >= settings.codes_per_hour_here ||
      given->all >= settings.code_turns_per_hour) {
    return Error{Errc::conflict, "one-time code", "too many within the hour"};
  }
  return {};
}

Result<CodeResult> checked(Environment& env, const IdentityContext& context, const CodeQuery& query,
                           Instant now) {
  const auto attempt =
      begin_attempt(env, context, store::AttemptKind::code, query.id, query.address, now);
  if (!attempt) return attempt.error();
  if (!attempt->verdict.allowed) {
    return CodeResult{.answer = CodeAnswer::wait, .wait_until = attempt->verdict.wait_until};
  }
  const std::string id = db::check_text(query.id) ? query.id : std::string();
  const auto code = store::code_by_public_id(env.database, id);
  if (!code) return code.error();
  const bool lives = *code && !(*code)->ended && now < (*code)->expires &&
                     (*code)->tries < context.settings().code_tries &&
                     (*code)->purpose == query.purpose;
  const auto matched = matching(env, context, lives ? (*code)->person : 0, query, now);
  if (!matched) return matched.error();
  const bool right = lives && *matched != 0;
  auto status = store::count_code_try(env.database, *code ? (*code)->id : 0);
  if (status && right) {
    for (const std::int64_t used : {*matched, (*code)->id}) {
      const auto ended = store::end_code(env.database, used, now);
      if (!ended) return ended.error();
    }
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

Result<SentCode> make_code(Environment& env, const IdentityContext& context, const CodeWish& wish) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  SentCode code{context.new_public_id(), context.new_code(), now->plus(context.settings().code_s)};
  store::OneTimeCode stored;
  stored.public_id = code.id;
  stored.person = wish.person;
  stored.purpose = wish.purpose;
  stored.created = *now;
  stored.phone_hash = hash_of_phone(context, wish.phone);
  if (!wish.address.empty()) {
    stored.address_hash = context.hash_of("code address", identity::counted_address(wish.address));
  }
  const auto room = room_for(env, context, stored, *now);
  if (!room) return room.error();
  if (!room->free) {
    if (auto status = may_have_turn(env, context, stored, *now); !status) return status.error();
    code.code.clear();
    stored.sent = false;
    stored.phone_hash.clear();
  } else {
    code.expires = std::max(code.expires, room->next);
  }
  // Of a turn the hash is that of no code: longer than any.
  stored.hash = hash_of(context, code.id, stored.sent ? code.code : context.new_token(""));
  stored.expires = code.expires;
  auto status = store::add_code(env.database, stored);
  if (status) {
    status = store::audit(
        env.database,
        {env.now, env.actor, stored.sent ? "one_time_code_sent" : "one_time_code_again",
         "person " + std::to_string(wish.person), "purpose=" + wish.purpose});
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
