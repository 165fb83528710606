#include "app/worker_door.hpp"

#include <algorithm>

#include "app/attempt.hpp"
#include "app/one_time_code.hpp"
#include "store/credentials.hpp"
#include "store/history.hpp"
#include "store/membership.hpp"
#include "store/people.hpp"

namespace payung::app {
namespace {

using identity::Instant;

constexpr std::string_view kPurpose = "worker_door";
constexpr std::string_view kSession = "worker_session";
constexpr std::string_view kTokenStart = "pyw_";
constexpr std::size_t kTyped = 40;  ///< more is no NIK

std::string digits_of(std::string_view typed) {
  std::string digits;
  for (const char c : typed.substr(0, kTyped)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

/// Whom NIK and birth date fit, if it is exactly one person of whom a list says that date.
/// Somebody of whom no list has a date proves himself by the one in his NIK.
Result<std::optional<std::int64_t>> person_who_fits(Environment& env, const DoorQuery& query) {
  const auto nik = Nik::parse(digits_of(query.nik));
  const auto birth = Date::parse(query.birth_date);
  if (!nik || !birth) return std::optional<std::int64_t>();
  const auto persons = store::persons_of_nik(env.database, *nik);
  if (!persons) return persons.error();
  std::optional<std::int64_t> fits;
  for (const std::int64_t person : *persons) {
    const auto rows = store::rows_of_person_now(env.database, person);
    if (!rows) return rows.error();
    bool dated = false;
    bool same = false;
    for (const std::int64_t row : *rows) {
      const auto card = store::row_card(env.database, row);
      if (!card) return card.error();
      dated |= !card->birth_date.empty();
      same |= card->birth_date == birth->text();
    }
    if (!(dated ? same : nik->agrees_with(*birth))) continue;
    if (fits) return std::optional<std::int64_t>();  // two: nobody may see the other's cover
    fits = person;
  }
  return fits;
}

struct Knock {
  identity::Verdict verdict;
  std::optional<std::int64_t> person;
};

/// Counts the try, looks, and closes it. Inside the caller's transaction.
Result<Knock> knock(Environment& env, const IdentityContext& context, const DoorQuery& query) {
  const auto now = moment(env);
  if (!now) return now.error();
  const auto attempt =
      begin_attempt(env, context, store::AttemptKind::code, "door " + digits_of(query.nik),
                    query.address, *now, FromElsewhere::leaves_a_first_try);
  if (!attempt) return attempt.error();
  if (!attempt->verdict.allowed) return Knock{attempt->verdict, {}};
  const auto person = person_who_fits(env, query);
  if (!person) return person.error();
  const auto closed = store::close_attempt(env.database, attempt->number,
                                           *person ? store::Outcome::right : store::Outcome::wrong);
  if (!closed) return closed.error();
  return Knock{{}, *person};
}

/// The phone of the newest row that has one.
Result<std::string> phone_of(Environment& env, std::int64_t person) {
  const auto rows = store::rows_of_person_now(env.database, person);
  if (!rows) return rows.error();
  std::string phone;
  for (const std::int64_t row : *rows) {
    const auto card = store::row_card(env.database, row);
    if (!card) return card.error();
    if (!card->phone.empty()) phone = card->phone;
  }
  return phone;
}

struct TokenParts {
  std::string id;
  std::string secret;
};

TokenParts parts_of(std::string_view token) {
  if (!token.starts_with(kTokenStart)) return {};
  token.remove_prefix(kTokenStart.size());
  const auto dot = token.find('.');
  if (dot == std::string_view::npos || !db::check_text(token)) return {};
  return {std::string(token.substr(0, dot)), std::string(token.substr(dot + 1))};
}

std::string session_hash(const IdentityContext& context, const TokenParts& parts) {
  return context.hash_of("worker session", parts.id + " " + parts.secret);
}

Result<std::optional<store::OneTimeCode>> session_of(Environment& env,
                                                     const IdentityContext& context,
                                                     std::string_view token) {
  const auto now = moment(env);
  if (!now) return now.error();
  const TokenParts parts = parts_of(token);
  const std::string hash = session_hash(context, parts);
  auto stored = store::code_by_public_id(env.database, parts.id);
  if (!stored) return stored;
  const bool lives = *stored && (*stored)->purpose == kSession && !(*stored)->ended &&
                     *now < (*stored)->expires && (*stored)->hash == hash;
  if (!lives) return std::optional<store::OneTimeCode>();
  return stored;
}

}  // namespace

Result<DoorAnswer> ask_at_door(Environment& env, const IdentityContext& context,
                               const DoorQuery& query, Date on) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto found = knock(env, context, query);
  if (!found) return found.error();
  DoorAnswer answer;
  if (!found->verdict.allowed) {
    answer.verdict = DoorVerdict::wait;
    answer.wait_until = found->verdict.wait_until;
  }
  // Person 0 is nobody's number: the same questions are asked for who does not fit.
  const auto status = status_of_one(env, found->person.value_or(0), on);
  if (!status) return status.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  if (!found->person) return answer;
  const auto told = identity_of_person(env, *found->person, on);
  if (!told) return told.error();
  answer.verdict = DoorVerdict::open;
  answer.person = *found->person;
  answer.member = told->member;
  answer.covered = told->covered;
  answer.covered_until = told->covered_until;
  if (told->payer) answer.payer = told->payer->name;
  answer.reason = told->reason;
  return answer;
}

Result<CodeSent> send_worker_code(Environment& env, const IdentityContext& context,
                                  const DoorQuery& query, MessageGateway& gateway,
                                  const std::function<std::string(std::string_view)>& text_of) {
  CodeSent sent;
  sent.id = context.new_public_id();
  std::string phone;
  std::string code;
  {
    auto transaction = db::Transaction::begin(env.database);
    if (!transaction) return transaction.error();
    const auto found = knock(env, context, query);
    if (!found) return found.error();
    if (!found->verdict.allowed) {
      sent.verdict = DoorVerdict::wait;
      sent.wait_until = found->verdict.wait_until;
    }
    if (found->person) {
      const auto his = phone_of(env, *found->person);
      if (!his) return his.error();
      phone = *his;
    }
    if (const auto done = transaction->commit(); !done) return done.error();
    if (!phone.empty()) {
      const auto made =
          make_code(env, context, {*found->person, std::string(kPurpose), phone, query.address});
      if (!made && made.error().code != Errc::conflict) return made.error();
      if (made) {
        sent.id = made->id;
        code = made->code;
      }
    }
  }
  if (code.empty()) return sent;
  sent.delivered = gateway.send(phone, text_of(code));
  return sent;
}

Result<WorkerSession> open_worker_session(Environment& env, const IdentityContext& context,
                                          std::string_view code_id, std::string_view code,
                                          std::string_view address) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto checked = check_code(
      env, context,
      {std::string(code_id), std::string(code), std::string(kPurpose), std::string(address)});
  if (!checked) return checked.error();
  WorkerSession session;
  if (checked->answer == CodeAnswer::wait) {
    session.verdict = DoorVerdict::wait;
    session.wait_until = checked->wait_until;
  } else if (checked->answer == CodeAnswer::right) {
    const TokenParts parts{context.new_public_id(), context.new_token("")};
    store::OneTimeCode stored;
    stored.public_id = parts.id;
    stored.person = checked->person;
    stored.purpose = kSession;
    stored.hash = session_hash(context, parts);
    stored.created = *now;
    stored.expires = now->plus(kWorkerSessionSeconds);
    auto added = store::end_codes_of(env.database, stored.person, kSession, *now);
    if (added) added = store::add_code(env.database, stored);
    if (!added) return added.error();
    session = {DoorVerdict::open,
               {},
               std::string(kTokenStart) + parts.id + "." + parts.secret,
               stored.expires,
               checked->person};
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return session;
}

Result<std::optional<std::int64_t>> person_of_session(Environment& env,
                                                      const IdentityContext& context,
                                                      std::string_view token) {
  const auto session = session_of(env, context, token);
  if (!session) return session.error();
  if (!*session) return std::optional<std::int64_t>();
  return std::optional((*session)->person);
}

Status end_worker_session(Environment& env, const IdentityContext& context,
                          std::string_view token) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto session = session_of(env, context, token);
  if (!session) return session.error();
  if (*session) {
    const auto ended = store::end_code(env.database, (*session)->id, *now);
    if (!ended) return ended.error();
  }
  return transaction->commit();
}

}  // namespace payung::app
