#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "identity/session_policy.hpp"

/// Sessions of people. Writing happens inside the caller's transaction.
/// Errors everywhere: storage; integrity.
namespace payung::store {

struct UserSession {
  std::int64_t id = 0;
  std::string public_id;
  std::int64_t account = 0;
  std::string token_hash;
  identity::Standing standing = identity::Standing::half;
  std::string means;    ///< "password", "password totp", "password recovery", "provider"
  std::string address;  ///< its prefix
  identity::Instant created;
  identity::Instant last_seen;
  std::optional<identity::Instant> ended;
  identity::Instant proved = {};  ///< when it last brought the password; first: when it was created
};

/// Gives the session its number.
Status add_session(db::Connection& connection, UserSession& session);
Result<std::optional<UserSession>> session_by_hash(db::Connection& connection,
                                                   std::string_view token_hash);
/// Those that nobody ended, newest first; whether they ran out is the policy's to say.
Result<std::vector<UserSession>> sessions_of(db::Connection& connection, std::int64_t account);
/// It brought the password (and second factor) again.
Status prove_session(db::Connection& connection, std::int64_t session, identity::Instant now);
/// When the account was first signed in; empty: never.
Result<std::optional<identity::Instant>> first_session_of(db::Connection& connection,
                                                          std::int64_t account);
/// Whether it was signed in, with all proofs, from that address (as a session keeps it) after
/// `since`.
Result<bool> signed_in_from(db::Connection& connection, std::int64_t account,
                            std::string_view address, identity::Instant since);
/// False when it had ended before.
Result<bool> end_session(db::Connection& connection, std::int64_t session, identity::Instant now,
                         std::string_view why);
/// Ends all of the account but `except`; how many.
Result<std::int64_t> end_sessions_of(db::Connection& connection, std::int64_t account,
                                     std::optional<std::int64_t> except, identity::Instant now,
                                     std::string_view why);
Status touch_sessions(db::Connection& connection, std::span<const std::int64_t> sessions,
                      identity::Instant now);

}  // namespace payung::store
