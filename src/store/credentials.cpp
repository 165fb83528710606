#include "store/credentials.hpp"

namespace payung::store {
namespace {

Status done(const Result<std::int64_t>& touched) {
  return touched ? Status{} : Status{touched.error()};
}

Result<bool> touched_one(const Result<std::int64_t>& touched) {
  if (!touched) return touched.error();
  return *touched == 1;
}

}  // namespace

Result<std::optional<std::string>> password_hash_of(db::Connection& connection,
                                                    std::int64_t account) {
  return connection.word("select hash from credential where account = $1", {account});
}

Status set_password_hash(db::Connection& connection, std::int64_t account, std::string_view hash,
                         std::string_view now) {
  return done(
      connection.run("insert into credential (account, hash, recorded_at) values ($1, $2, $3) "
                     "on conflict (account) do update set hash = excluded.hash, "
                     "recorded_at = excluded.recorded_at",
                     {account, hash, now}));
}

Status drop_password(db::Connection& connection, std::int64_t account) {
  return done(connection.run("delete from credential where account = $1", {account}));
}

Result<std::optional<Totp>> totp_of(db::Connection& connection, std::int64_t account) {
  std::optional<Totp> found;
  const auto status = connection.query(
      "select secret, state, last_step from totp where account = $1", {account},
      [&](const db::Row& row) -> Status {
        found =
            Totp{std::string(row.text(0)),
                 row.text(1) == "active" ? TotpState::active : TotpState::offered, row.integer(2)};
        return {};
      });
  if (!status) return status.error();
  return found;
}

Status set_totp(db::Connection& connection, std::int64_t account, const Totp& totp,
                std::string_view now) {
  const std::string_view state = totp.state == TotpState::active ? "active" : "offered";
  return done(connection.run(
      "insert into totp (account, secret, state, last_step, recorded_at) "
      "values ($1, $2, $3, $4, $5) on conflict (account) do update set secret = excluded.secret, "
      "state = excluded.state, last_step = excluded.last_step, "
      "recorded_at = excluded.recorded_at",
      {account, totp.sealed_secret, state, totp.last_step, now}));
}

Result<bool> use_totp_step(db::Connection& connection, std::int64_t account, std::int64_t step) {
  return touched_one(connection.run(
      "update totp set last_step = $1 where account = $2 and last_step < $1", {step, account}));
}

Status drop_totp(db::Connection& connection, std::int64_t account) {
  return done(connection.run("delete from totp where account = $1", {account}));
}

Status set_recovery_codes(db::Connection& connection, std::int64_t account,
                          const std::vector<std::string>& hashes) {
  auto status = done(connection.run("delete from recovery_code where account = $1", {account}));
  std::int64_t place = 0;
  for (const auto& hash : hashes) {
    if (!status) return status;
    status =
        done(connection.run("insert into recovery_code (account, place, hash) values ($1, $2, $3)",
                            {account, ++place, hash}));
  }
  return status;
}

Result<bool> use_recovery_code(db::Connection& connection, std::int64_t account,
                               std::string_view hash, std::string_view now) {
  return touched_one(connection.run(
      "update recovery_code set used_at = $1 where account = $2 and hash = $3 and used_at is null",
      {now, account, hash}));
}

Result<std::int64_t> recovery_codes_left(db::Connection& connection, std::int64_t account) {
  const auto left = connection.number(
      "select count(*) from recovery_code where account = $1 and used_at is null", {account});
  if (!left) return left.error();
  return left->value_or(0);
}

Status add_link(db::Connection& connection, OneTimeLink& link) {
  if (auto ended = end_links_of(connection, link.account, link.created, "replaced"); !ended) {
    return ended;
  }
  const auto last = connection.number("select max(id) from one_time_link");
  if (!last) return last.error();
  link.id = last->value_or(0) + 1;
  return done(connection.run(
      "insert into one_time_link (id, account, purpose, token_hash, created_s, expires_s) "
      "values ($1, $2, $3, $4, $5, $6)",
      {link.id, link.account, link.purpose, link.token_hash, link.created.seconds,
       link.expires.seconds}));
}

Result<std::optional<OneTimeLink>> link_by_hash(db::Connection& connection,
                                                std::string_view token_hash) {
  std::optional<OneTimeLink> found;
  const auto status = connection.query(
      "select id, account, purpose, token_hash, created_s, expires_s, ended_s from one_time_link "
      "where token_hash = $1",
      {token_hash}, [&](const db::Row& row) -> Status {
        found = OneTimeLink{row.integer(0),
                            row.integer(1),
                            std::string(row.text(2)),
                            std::string(row.text(3)),
                            {row.integer(4)},
                            {row.integer(5)},
                            {}};
        if (!row.is_null(6)) found->ended = Instant{row.integer(6)};
        return {};
      });
  if (!status) return status.error();
  return found;
}

Result<bool> end_link(db::Connection& connection, std::int64_t link, Instant now,
                      std::string_view why) {
  return touched_one(connection.run(
      "update one_time_link set ended_s = $1, ended_why = $2 where id = $3 and ended_s is null",
      {now.seconds, why, link}));
}

Status end_links_of(db::Connection& connection, std::int64_t account, Instant now,
                    std::string_view why) {
  return done(
      connection.run("update one_time_link set ended_s = $1, ended_why = $2 "
                     "where account = $3 and ended_s is null",
                     {now.seconds, why, account}));
}

Status add_code(db::Connection& connection, OneTimeCode& code) {
  const auto last = connection.number("select max(id) from one_time_code");
  if (!last) return last.error();
  code.id = last->value_or(0) + 1;
  return done(connection.run(
      "insert into one_time_code (id, public_id, person, purpose, hash, created_s, expires_s, "
      "tries, phone_hash, address_hash, sent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
      "$11)",
      {code.id, code.public_id, code.person, code.purpose, code.hash, code.created.seconds,
       code.expires.seconds, code.tries, code.phone_hash, code.address_hash,
       std::int64_t{code.sent ? 1 : 0}}));
}

Status end_codes_of(db::Connection& connection, std::int64_t person, std::string_view purpose,
                    Instant now) {
  return done(
      connection.run("update one_time_code set ended_s = $1 "
                     "where person = $2 and purpose = $3 and ended_s is null",
                     {now.seconds, person, purpose}));
}

namespace {

OneTimeCode code_at(const db::Row& row) {
  OneTimeCode code{row.integer(0),           std::string(row.text(1)), row.integer(2),
                   std::string(row.text(3)), std::string(row.text(4)), {row.integer(5)},
                   {row.integer(6)},         row.integer(7),           {}};
  if (!row.is_null(8)) code.ended = Instant{row.integer(8)};
  return code;
}

Result<CodesSent> counted(db::Connection& connection, std::string_view sql,
                          std::initializer_list<db::Param> params) {
  CodesSent sent;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    sent = {row.integer(0), {row.integer(1)}};
    return {};
  });
  if (!status) return status.error();
  return sent;
}

}  // namespace

Result<std::optional<OneTimeCode>> code_by_public_id(db::Connection& connection,
                                                     std::string_view public_id) {
  std::optional<OneTimeCode> found;
  const auto status = connection.query(
      "select id, public_id, person, purpose, hash, created_s, expires_s, tries, ended_s "
      "from one_time_code where public_id = $1",
      {public_id}, [&](const db::Row& row) -> Status {
        found = code_at(row);
        return {};
      });
  if (!status) return status.error();
  return found;
}

Result<std::vector<OneTimeCode>> live_codes(db::Connection& connection, std::int64_t person,
                                            std::string_view purpose, Instant now) {
  std::vector<OneTimeCode> codes;
  const auto status = connection.query(
      "select id, public_id, person, purpose, hash, created_s, expires_s, tries, ended_s "
      "from one_time_code where person = $1 and purpose = $2 and sent = 1 and ended_s is null "
      "and expires_s > $3 order by id",
      {person, purpose, now.seconds}, [&](const db::Row& row) -> Status {
        codes.push_back(code_at(row));
        return {};
      });
  if (!status) return status.error();
  return codes;
}

Status count_code_try(db::Connection& connection, std::int64_t code) {
  return done(connection.run("update one_time_code set tries = tries + 1 where id = $1", {code}));
}

Result<bool> end_code(db::Connection& connection, std::int64_t code, Instant now) {
  return touched_one(
      connection.run("update one_time_code set ended_s = $1 where id = $2 and ended_s is null",
                     {now.seconds, code}));
}

Result<CodesSent> codes_since(db::Connection& connection, std::int64_t person, Instant since) {
  return counted(connection,
                 "select count(*), coalesce(min(created_s), 0) from one_time_code "
                 "where person = $1 and created_s > $2 and sent = 1 and purpose <> "
                 "'worker_session'",
                 {person, since.seconds});
}

Result<CodesSent> codes_to_phone_since(db::Connection& connection, std::string_view phone_hash,
                                       Instant since) {
  return counted(connection,
                 "select count(*), coalesce(min(created_s), 0) from one_time_code "
                 "where phone_hash = $1 and created_s > $2 and sent = 1",
                 {phone_hash, since.seconds});
}

Result<CodesSent> codes_from_address_since(db::Connection& connection, std::int64_t person,
                                           std::string_view address_hash, Instant since) {
  return counted(connection,
                 "select count(*), coalesce(min(created_s), 0) from one_time_code "
                 "where person = $1 and address_hash = $2 and created_s > $3 and sent = 1",
                 {person, address_hash, since.seconds});
}

Result<TurnsGiven> turns_since(db::Connection& connection, std::int64_t person,
                               std::string_view address_hash, Instant since) {
  TurnsGiven given;
  const auto status = connection.query(
      "select count(*), coalesce(sum(case when address_hash = $2 then 1 else 0 end), 0) "
      "from one_time_code where person = $1 and created_s > $3 and sent = 0",
      {person, address_hash, since.seconds}, [&](const db::Row& row) -> Status {
        given = {row.integer(0), row.integer(1)};
        return {};
      });
  if (!status) return status.error();
  return given;
}

std::string_view to_text(AttemptKind kind) {
  switch (kind) {
    case AttemptKind::password: return "password";
    case AttemptKind::second_factor: return "second_factor";
    case AttemptKind::link: return "link";
    case AttemptKind::code: return "code";
    case AttemptKind::provider: return "provider";
  }
  PAYUNG_CHECK(false);
}

Result<std::vector<Instant>> failures_of_subject(db::Connection& connection,
                                                 std::string_view subject, Instant since) {
  std::vector<Instant> failures;
  const auto status = connection.query(
      "select tried_s from sign_in_attempt where subject = $1 and tried_s > $2 "
      "and outcome <> 'right' and id > coalesce((select max(r.id) from sign_in_attempt r "
      "where r.subject = $1 and r.outcome = 'right'), 0) order by id",
      {subject, since.seconds}, [&](const db::Row& row) -> Status {
        failures.push_back({row.integer(0)});
        return {};
      });
  if (!status) return status.error();
  return failures;
}

Result<std::vector<Instant>> failures_of_subject_at(db::Connection& connection,
                                                    std::string_view subject,
                                                    std::string_view address, Instant since) {
  std::vector<Instant> failures;
  const auto status = connection.query(
      "select tried_s from sign_in_attempt where subject = $1 and address = $2 and tried_s > $3 "
      "and outcome <> 'right' and id > coalesce((select max(r.id) from sign_in_attempt r "
      "where r.subject = $1 and r.address = $2 and r.outcome = 'right'), 0) order by id",
      {subject, address, since.seconds}, [&](const db::Row& row) -> Status {
        failures.push_back({row.integer(0)});
        return {};
      });
  if (!status) return status.error();
  return failures;
}

Result<std::vector<Instant>> failures_of_address(db::Connection& connection,
                                                 std::string_view address, Instant since) {
  std::vector<Instant> failures;
  const auto status = connection.query(
      "select tried_s from sign_in_attempt where address = $1 and tried_s > $2 "
      "and outcome <> 'right' order by id",
      {address, since.seconds}, [&](const db::Row& row) -> Status {
        failures.push_back({row.integer(0)});
        return {};
      });
  if (!status) return status.error();
  return failures;
}

Result<std::int64_t> open_attempt(db::Connection& connection, AttemptKind kind,
                                  std::string_view subject, std::string_view address, Instant now,
                                  Instant keep_since) {
  const auto last = connection.number("select max(id) from sign_in_attempt");
  if (!last) return last.error();
  const std::int64_t id = last->value_or(0) + 1;
  auto written = done(
      connection.run("insert into sign_in_attempt (id, kind, subject, address, tried_s, outcome) "
                     "values ($1, $2, $3, $4, $5, 'open')",
                     {id, to_text(kind), subject, address, now.seconds}));
  if (!written) return written.error();
  // The one just written stays, so that numbers go on from it.
  written = done(connection.run("delete from sign_in_attempt where tried_s < $1 and id < $2",
                                {keep_since.seconds, id}));
  if (!written) return written.error();
  return id;
}

Status close_attempt(db::Connection& connection, std::int64_t attempt, Outcome outcome) {
  const std::string_view word = outcome == Outcome::right ? "right" : "wrong";
  return done(
      connection.run("update sign_in_attempt set outcome = $1 where id = $2", {word, attempt}));
}

Status add_provider_attempt(db::Connection& connection, ProviderAttempt& attempt,
                            Instant keep_since) {
  const auto last = connection.number("select max(id) from oidc_attempt");
  if (!last) return last.error();
  attempt.id = last->value_or(0) + 1;
  auto written =
      done(connection.run("insert into oidc_attempt (id, state_hash, nonce, verifier, created_s) "
                          "values ($1, $2, $3, $4, $5)",
                          {attempt.id, attempt.state_hash, attempt.nonce, attempt.sealed_verifier,
                           attempt.created.seconds}));
  if (!written) return written;
  return done(connection.run("delete from oidc_attempt where created_s < $1 and id < $2",
                             {keep_since.seconds, attempt.id}));
}

Result<std::optional<ProviderAttempt>> take_provider_attempt(db::Connection& connection,
                                                             std::string_view state_hash,
                                                             Instant now) {
  std::optional<ProviderAttempt> found;
  const auto status = connection.query(
      "select id, state_hash, nonce, verifier, created_s from oidc_attempt "
      "where state_hash = $1 and used_s is null",
      {state_hash}, [&](const db::Row& row) -> Status {
        found = ProviderAttempt{row.integer(0),
                                std::string(row.text(1)),
                                std::string(row.text(2)),
                                std::string(row.text(3)),
                                {row.integer(4)}};
        return {};
      });
  if (!status) return status.error();
  if (!found) return found;
  const auto taken = touched_one(
      connection.run("update oidc_attempt set used_s = $1 where id = $2 and used_s is null",
                     {now.seconds, found->id}));
  if (!taken) return taken.error();
  if (!*taken) return std::optional<ProviderAttempt>();
  return found;
}

}  // namespace payung::store
