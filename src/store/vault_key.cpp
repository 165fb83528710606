#include "store/vault_key.hpp"

namespace payung::store {

Result<bool> has_vault_key(db::Connection& connection) {
  const auto count = connection.number("select count(*) from vault_key");
  if (!count) return count.error();
  return count->value_or(0) > 0;
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

}  // namespace payung::store
