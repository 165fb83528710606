#include "store/sessions.hpp"

namespace payung::store {
namespace {

/// Columns: id, public_id, account, token_hash, standing, means, address, created_s, last_seen_s,
/// ended_s, proved_s.
UserSession session_at(const db::Row& row) {
  UserSession session;
  session.id = row.integer(0);
  session.public_id = row.text(1);
  session.account = row.integer(2);
  session.token_hash = row.text(3);
  session.standing = row.text(4) == "full" ? identity::Standing::full : identity::Standing::half;
  session.means = row.text(5);
  session.address = row.text(6);
  session.created = {row.integer(7)};
  session.last_seen = {row.integer(8)};
  if (!row.is_null(9)) session.ended = identity::Instant{row.integer(9)};
  session.proved = {row.is_null(10) ? row.integer(7) : row.integer(10)};
  return session;
}

}  // namespace

Status add_session(db::Connection& connection, UserSession& session) {
  const auto last = connection.number("select max(id) from user_session");
  if (!last) return last.error();
  session.id = last->value_or(0) + 1;
  const std::string_view standing = session.standing == identity::Standing::full ? "full" : "half";
  const auto added = connection.run(
      "insert into user_session (id, public_id, account, token_hash, standing, means, address, "
      "created_s, last_seen_s) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {session.id, session.public_id, session.account, session.token_hash, standing, session.means,
       session.address, session.created.seconds, session.last_seen.seconds});
  return added ? Status{} : Status{added.error()};
}

Result<std::optional<UserSession>> session_by_hash(db::Connection& connection,
                                                   std::string_view token_hash) {
  std::optional<UserSession> found;
  const auto status = connection.query(
      "select id, public_id, account, token_hash, standing, means, address, created_s, "
      "last_seen_s, ended_s, proved_s from user_session where token_hash = $1",
      {token_hash}, [&](const db::Row& row) -> Status {
        found = session_at(row);
        return {};
      });
  if (!status) return status.error();
  return found;
}

Result<std::vector<UserSession>> sessions_of(db::Connection& connection, std::int64_t account) {
  std::vector<UserSession> all;
  const auto status = connection.query(
      "select id, public_id, account, token_hash, standing, means, address, created_s, "
      "last_seen_s, ended_s, proved_s from user_session where account = $1 and ended_s is null "
      "order by id desc",
      {account}, [&](const db::Row& row) -> Status {
        all.push_back(session_at(row));
        return {};
      });
  if (!status) return status.error();
  return all;
}

Status prove_session(db::Connection& connection, std::int64_t session, identity::Instant now) {
  const auto proved =
      connection.run("update user_session set proved_s = $1 where id = $2", {now.seconds, session});
  return proved ? Status{} : Status{proved.error()};
}

Result<std::optional<identity::Instant>> first_session_of(db::Connection& connection,
                                                          std::int64_t account) {
  const auto first = connection.number(
      "select min(created_s) from user_session where account = $1 and standing = 'full'",
      {account});
  if (!first) return first.error();
  if (!*first) return std::optional<identity::Instant>();
  return std::optional(identity::Instant{**first});
}

Result<bool> end_session(db::Connection& connection, std::int64_t session, identity::Instant now,
                         std::string_view why) {
  const auto ended = connection.run(
      "update user_session set ended_s = $1, ended_why = $2 where id = $3 and ended_s is null",
      {now.seconds, why, session});
  if (!ended) return ended.error();
  return *ended == 1;
}

Result<bool> signed_in_from(db::Connection& connection, std::int64_t account,
                            std::string_view address, identity::Instant since) {
  const auto one = connection.number(
      "select 1 from user_session where account = $1 and address = $2 and standing = 'full' "
      "and created_s > $3 limit 1",
      {account, address, since.seconds});
  if (!one) return one.error();
  return one->has_value();
}

Result<std::int64_t> end_sessions_of(db::Connection& connection, std::int64_t account,
                                     std::optional<std::int64_t> except, identity::Instant now,
                                     std::string_view why) {
  return connection.run(
      "update user_session set ended_s = $1, ended_why = $2 "
      "where account = $3 and id <> $4 and ended_s is null",
      {now.seconds, why, account, except.value_or(0)});
}

Status touch_sessions(db::Connection& connection, std::span<const std::int64_t> sessions,
                      identity::Instant now) {
  for (const std::int64_t session : sessions) {
    const auto touched = connection.run(
        "update user_session set last_seen_s = $1 where id = $2 and last_seen_s < $1",
        {now.seconds, session});
    if (!touched) return touched.error();
  }
  return {};
}

}  // namespace payung::store
