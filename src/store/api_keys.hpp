#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "identity/caller.hpp"
#include "identity/instant.hpp"

/// API keys. Writing happens inside the caller's transaction. Errors everywhere: storage;
/// integrity.
namespace payung::store {

struct ApiKey {
  std::int64_t id = 0;
  std::string public_id;
  std::int64_t account = 0;
  std::string name;
  std::string token_hash;
  std::string hint;  ///< the token's first letters, to tell keys apart
  identity::Permissions permissions = {};
  identity::Scope scope = {};  ///< empty: as wide as the account's
  identity::Instant created;
  identity::Instant expires;
  std::optional<identity::Instant> last_used;
  std::optional<identity::Instant> revoked;
};

/// Gives the key its number.
Status add_api_key(db::Connection& connection, ApiKey& key);
Result<std::optional<ApiKey>> api_key_by_hash(db::Connection& connection,
                                              std::string_view token_hash);
Result<std::optional<ApiKey>> api_key_by_number(db::Connection& connection, std::int64_t number);
Result<std::optional<ApiKey>> api_key_by_public_id(db::Connection& connection,
                                                   std::string_view public_id);
/// All of the account, revoked ones too, newest first.
Result<std::vector<ApiKey>> api_keys_of(db::Connection& connection, std::int64_t account);
/// False when it was revoked before.
Result<bool> revoke_api_key(db::Connection& connection, std::int64_t key, identity::Instant now);
Result<std::int64_t> revoke_api_keys_of(db::Connection& connection, std::int64_t account,
                                        identity::Instant now);
Status touch_api_keys(db::Connection& connection, std::span<const std::int64_t> keys,
                      identity::Instant now);

}  // namespace payung::store
