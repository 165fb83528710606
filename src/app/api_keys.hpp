#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "identity/caller.hpp"
#include "store/api_keys.hpp"

/// Keys for programs. A key never reaches further than its account does now: what it may is cut
/// down again whenever it is used.
namespace payung::app {

struct NewApiKey {
  /// Whose key: empty for the caller's own; an administrator makes keys of machines, never of
  /// other people: with such a key he would act as them.
  std::optional<std::string> account = {};  ///< public id
  std::string name;                         ///< 1 to 100 bytes, to tell keys apart
  identity::Permissions permissions;        ///< some of the account's; never empty
  identity::Scope scope = {};               ///< inside the account's; empty: as wide
  std::int64_t days = 90;                   ///< life, up to the settings' most
};

struct MadeApiKey {
  store::ApiKey key;
  std::string token;  ///< shown this once
};

/// One transaction, audited. Errors: bad_value (naming the field); not_found (account); conflict
/// for a caller who comes by an API key himself, or asks for another person.
Result<MadeApiKey> create_api_key(Environment& environment, const IdentityContext& context,
                                  const identity::Caller& caller, const NewApiKey& asked);

/// The caller's own, or those of `account` (public id) for whoever manages accounts. Reads only.
/// Errors: not_found.
Result<std::vector<store::ApiKey>> list_api_keys(Environment& environment,
                                                 const identity::Caller& caller,
                                                 std::optional<std::string_view> account);

/// Revokes one's own key, or any for whoever manages accounts. Audited. Errors: not_found for
/// those of others too; nothing_done when it was revoked before.
Status revoke_api_key(Environment& environment, const identity::Caller& caller,
                      std::string_view public_id);

}  // namespace payung::app
