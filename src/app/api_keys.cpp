#include "app/api_keys.hpp"

#include <algorithm>

#include "app/accounts_shared.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

using identity::Caller;
using identity::Permission;

constexpr std::size_t kNameBytesMax = 100;
constexpr std::int64_t kDaySeconds = 86'400;
/// Of the token, after its prefix: enough to tell keys apart, nothing to guess the rest from.
constexpr std::size_t kHintLetters = 8;

/// Accounts are managed for the whole country or not at all.
bool manages_others(const Caller& caller) {
  return caller.may(Permission::accounts_manage) && caller.scope == identity::Scope::everything();
}

Status check(const IdentityContext& context, const NewApiKey& asked) {
  const bool line = std::none_of(asked.name.begin(), asked.name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (asked.name.empty() || asked.name.size() > kNameBytesMax || !line ||
      !db::check_text(asked.name)) {
    return Error{Errc::bad_value, "name", "1 to 100 bytes on one line"};
  }
  const std::int64_t most = context.settings().api_key_days_max;
  if (asked.days < 1 || asked.days > most) {
    return Error{Errc::bad_value, "days", "1 to " + std::to_string(most)};
  }
  if (asked.permissions.empty()) {
    return Error{Errc::bad_value, "permissions", "at least one"};
  }
  return {};
}

/// Whose key it will be.
Result<store::Account> owner_of(Environment& env, const Caller& caller, const NewApiKey& asked) {
  if (!asked.account || *asked.account == caller.account_id) {
    return account_named(env.database, caller.account_id);
  }
  if (!manages_others(caller)) return Error{Errc::not_found, "account"};
  auto account = account_named(env.database, *asked.account);
  if (account && account->role != identity::Role::machine) {
    return Error{Errc::conflict, "account", "people make their own keys"};
  }
  return account;
}

Status fits(const Caller& caller, const NewApiKey& asked, const store::Account& owner) {
  if (owner.state != store::AccountState::active) {
    return Error{Errc::conflict, "account", "it is not active"};
  }
  if (!asked.permissions.within(identity::Permissions(identity::permissions_of(owner.role)))) {
    return Error{Errc::bad_value, "permissions", "only those of the account's role"};
  }
  // Who may do less now (an API key, or a second factor that is owed) gives no key that does more.
  if (owner.id == caller.account && !asked.permissions.within(caller.permissions)) {
    return Error{Errc::bad_value, "permissions", "only those that you have now"};
  }
  if (!identity::within(asked.scope, owner.scope)) {
    return Error{Errc::bad_value, "scope", "only inside the account's"};
  }
  return {};
}

Result<MadeApiKey> made(Environment& env, const IdentityContext& context, const Caller& caller,
                        const NewApiKey& asked, identity::Instant now) {
  const auto owner = owner_of(env, caller, asked);
  if (!owner) return owner.error();
  if (const auto sound = fits(caller, asked, *owner); !sound) return sound.error();
  MadeApiKey key;
  key.token = context.new_token("pyk_");
  key.key.public_id = context.new_public_id();
  key.key.account = owner->id;
  key.key.name = asked.name;
  key.key.token_hash = context.hash_of("api key", key.token);
  key.key.hint = key.token.substr(0, 4 + kHintLetters);
  key.key.permissions = asked.permissions;
  key.key.scope = asked.scope;
  key.key.created = now;
  key.key.expires = now.plus(asked.days * kDaySeconds);
  if (const auto added = store::add_api_key(env.database, key.key); !added) return added.error();
  const auto told = store::audit(
      env.database,
      {env.now, env.actor, "create_api_key", "account " + std::to_string(owner->id),
       "key=" + std::to_string(key.key.id) + " permissions=[" + asked.permissions.text() +
           "] scope=[" + (asked.scope.empty() ? "the account's" : identity::to_text(asked.scope)) +
           "] until=" + key.key.expires.text()});
  if (!told) return told.error();
  return key;
}

}  // namespace

Result<MadeApiKey> create_api_key(Environment& env, const IdentityContext& context,
                                  const Caller& caller, const NewApiKey& asked) {
  if (!caller.session) return Error{Errc::conflict, "api key", "sign in to make a key"};
  if (const auto sound = check(context, asked); !sound) return sound.error();
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto key = made(env, context, caller, asked, *now);
  if (!key) return key;
  if (const auto done = transaction->commit(); !done) return done.error();
  return key;
}

Result<std::vector<store::ApiKey>> list_api_keys(Environment& env, const Caller& caller,
                                                 std::optional<std::string_view> account) {
  if (!account || *account == caller.account_id) {
    return store::api_keys_of(env.database, caller.account);
  }
  if (!manages_others(caller)) return Error{Errc::not_found, "account"};
  const auto owner = account_named(env.database, *account);
  if (!owner) return owner.error();
  return store::api_keys_of(env.database, owner->id);
}

Status revoke_api_key(Environment& env, const Caller& caller, std::string_view public_id) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  if (!db::check_text(public_id)) return Error{Errc::not_found, "api key"};
  const auto key = store::api_key_by_public_id(env.database, public_id);
  if (!key) return key.error();
  const bool mine = *key && (*key)->account == caller.account;
  if (!*key || !(mine || manages_others(caller))) {
    return Error{Errc::not_found, "api key"};
  }
  const auto revoked = store::revoke_api_key(env.database, (*key)->id, *now);
  if (!revoked) return revoked.error();
  if (!*revoked) return Error{Errc::nothing_done, "api key", "it was revoked before"};
  auto told = store::audit(env.database, {env.now, env.actor, "revoke_api_key",
                                          "account " + std::to_string((*key)->account),
                                          "key=" + std::to_string((*key)->id)});
  if (!told) return told;
  return transaction->commit();
}

}  // namespace payung::app
