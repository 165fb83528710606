#include "store/api_keys.hpp"

namespace payung::store {
namespace {

Error misread(const Error& error) { return {Errc::integrity, "api_key", error.where}; }

/// Columns: id, public_id, account, name, token_hash, hint, permissions, created_s, expires_s,
/// last_used_s, revoked_s.
Result<ApiKey> key_at(const db::Row& row) {
  const auto permissions = identity::Permissions::parse(row.text(6));
  if (!permissions) return misread(permissions.error());
  ApiKey key;
  key.id = row.integer(0);
  key.public_id = row.text(1);
  key.account = row.integer(2);
  key.name = row.text(3);
  key.token_hash = row.text(4);
  key.hint = row.text(5);
  key.permissions = *permissions;
  key.created = {row.integer(7)};
  key.expires = {row.integer(8)};
  if (!row.is_null(9)) key.last_used = identity::Instant{row.integer(9)};
  if (!row.is_null(10)) key.revoked = identity::Instant{row.integer(10)};
  return key;
}

Result<std::vector<ApiKey>> keys(db::Connection& connection, std::string_view sql,
                                 std::initializer_list<db::Param> params) {
  std::vector<ApiKey> all;
  auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto key = key_at(row);
    if (!key) return key.error();
    all.push_back(*std::move(key));
    return {};
  });
  for (ApiKey& key : all) {
    if (!status) break;
    status = connection.query(
        "select kind, value from api_key_scope where api_key = $1 order by place", {key.id},
        [&](const db::Row& row) -> Status {
          const auto added = identity::add_limit(key.scope, row.text(0), row.text(1));
          return added ? Status{} : Status{misread(added.error())};
        });
  }
  if (!status) return status.error();
  return all;
}

Result<std::optional<ApiKey>> one_key(Result<std::vector<ApiKey>> found) {
  if (!found) return found.error();
  if (found->empty()) return std::optional<ApiKey>();
  return std::optional(std::move(found->front()));
}

}  // namespace

Status add_api_key(db::Connection& connection, ApiKey& key) {
  const auto last = connection.number("select max(id) from api_key");
  if (!last) return last.error();
  key.id = last->value_or(0) + 1;
  const std::string permissions = key.permissions.text();
  const auto added = connection.run(
      "insert into api_key (id, public_id, account, name, token_hash, hint, permissions, "
      "created_s, expires_s) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {key.id, key.public_id, key.account, key.name, key.token_hash, key.hint, permissions,
       key.created.seconds, key.expires.seconds});
  if (!added) return added.error();
  std::int64_t place = 0;
  for (const auto& [kind, value] : identity::limits_of(key.scope)) {
    const auto limit = connection.run(
        "insert into api_key_scope (api_key, place, kind, value) values ($1, $2, $3, $4)",
        {key.id, ++place, kind, value});
    if (!limit) return limit.error();
  }
  return {};
}

Result<std::optional<ApiKey>> api_key_by_hash(db::Connection& connection,
                                              std::string_view token_hash) {
  return one_key(keys(connection,
                      "select id, public_id, account, name, token_hash, hint, permissions, "
                      "created_s, expires_s, last_used_s, revoked_s from api_key "
                      "where token_hash = $1",
                      {token_hash}));
}

Result<std::optional<ApiKey>> api_key_by_number(db::Connection& connection, std::int64_t number) {
  return one_key(keys(connection,
                      "select id, public_id, account, name, token_hash, hint, permissions, "
                      "created_s, expires_s, last_used_s, revoked_s from api_key "
                      "where id = $1",
                      {number}));
}

Result<std::optional<ApiKey>> api_key_by_public_id(db::Connection& connection,
                                                   std::string_view public_id) {
  return one_key(keys(connection,
                      "select id, public_id, account, name, token_hash, hint, permissions, "
                      "created_s, expires_s, last_used_s, revoked_s from api_key "
                      "where public_id = $1",
                      {public_id}));
}

Result<std::vector<ApiKey>> api_keys_of(db::Connection& connection, std::int64_t account) {
  return keys(connection,
              "select id, public_id, account, name, token_hash, hint, permissions, created_s, "
              "expires_s, last_used_s, revoked_s from api_key where account = $1 order by id desc",
              {account});
}

Result<bool> revoke_api_key(db::Connection& connection, std::int64_t key, identity::Instant now) {
  const auto revoked = connection.run(
      "update api_key set revoked_s = $1 where id = $2 and revoked_s is null", {now.seconds, key});
  if (!revoked) return revoked.error();
  return *revoked == 1;
}

Result<std::int64_t> revoke_api_keys_of(db::Connection& connection, std::int64_t account,
                                        identity::Instant now) {
  return connection.run(
      "update api_key set revoked_s = $1 where account = $2 and revoked_s is null",
      {now.seconds, account});
}

Status touch_api_keys(db::Connection& connection, std::span<const std::int64_t> keys_used,
                      identity::Instant now) {
  for (const std::int64_t key : keys_used) {
    const auto touched =
        connection.run("update api_key set last_used_s = $1 where id = $2", {now.seconds, key});
    if (!touched) return touched.error();
  }
  return {};
}

}  // namespace payung::store
