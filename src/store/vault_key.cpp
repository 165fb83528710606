#include "store/vault_key.hpp"

namespace payung::store {

Result<bool> has_vault_key(db::Connection& connection) {
  const auto count = connection.number("select count(*) from vault_key");
  if (!count) return count.error();
  return count->value_or(0) > 0;
}

Result<std::string> vault_key(db::Connection& connection) {
  auto known = connection.word("select fingerprint from vault_key");
  if (!known) return known.error();
  return known->value_or("");
}

Status claim_vault_key(db::Connection& connection, std::string_view fingerprint,
                       std::string_view now) {
  const auto known = connection.word("select fingerprint from vault_key");
  if (!known) return known.error();
  if (*known) {
    if (**known == fingerprint) return {};
    return Error{Errc::integrity, "key_file",
                 "this database was sealed with key " + **known + ", the file holds key " +
                     std::string(fingerprint) + "; restore the right file from its backup"};
  }
  const auto written = connection.run(
      "insert into vault_key (fingerprint, recorded_at) values ($1, $2)", {fingerprint, now});
  return written ? Status{} : Status{written.error()};
}

Status hold_vault(db::Connection& connection, VaultUse use) {
  if (connection.engine() == db::Engine::sqlite) return {};
  const bool alone = use == VaultUse::alone;
  const auto held = connection.number(
      alone ? "select pg_try_advisory_lock(1601251408, hashtext(current_schema()))::int"
            : "select pg_try_advisory_lock_shared(1601251408, hashtext(current_schema()))::int");
  if (!held) return held.error();
  if (held->value_or(0) == 1) return {};
  return Error{Errc::conflict, "key_file",
               alone ? "servers or commands work with this database; stop them first"
                     : "the key is being replaced; try again when that is done"};
}

}  // namespace payung::store
