#include "store/quiet_tables.hpp"

#include <array>

namespace payung::store {

std::span<const std::string_view> quiet_tables() {
  static constexpr std::array<std::string_view, 15> kTables{
      "access_batch",  "access_entry",       "api_key",
      "audit",         "idempotent_request", "job",
      "oidc_attempt",  "one_time_code",      "one_time_link",
      "recovery_code", "registry_message",   "sign_in_attempt",
      "totp",          "user_session",       "webhook_delivery"};
  return kTables;
}

std::span<const db::LoudColumn> ends_of_callers() {
  static constexpr std::array<db::LoudColumn, 2> kEnds{
      {{"api_key", "revoked_s"}, {"user_session", "ended_s"}}};
  return kEnds;
}

}  // namespace payung::store
