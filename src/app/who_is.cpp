#include "app/who_is.hpp"

#include <algorithm>
#include <functional>

#include "app/sign_in.hpp"
#include "store/accounts.hpp"
#include "store/api_keys.hpp"
#include "store/credentials.hpp"
#include "store/sessions.hpp"

namespace payung::app {
namespace {

using identity::Caller;
using identity::Instant;

constexpr std::string_view kSessionPrefix = "pys_";
constexpr std::string_view kKeyPrefix = "pyk_";
/// No token of ours is longer; longer ones are not even hashed.
constexpr std::size_t kTokenBytesMax = 100;

/// A caller and the moment at which he is none any more.
struct Found {
  Caller caller;
  Instant ends;
};

Caller caller_of(const store::Account& account) {
  Caller caller;
  caller.account = account.id;
  caller.account_id = account.public_id;
  caller.name = account.name;
  caller.role = account.role;
  caller.permissions = identity::Permissions(identity::permissions_of(account.role));
  caller.scope = account.scope;
  return caller;
}

/// Once permissions and scope are what they stay.
std::string sight_of(const Caller& caller) {
  std::string sight = std::to_string(caller.permissions.number());
  for (const auto& [kind, value] : identity::limits_of(caller.scope)) {
    sight += '\n';
    sight += kind;
    sight += ' ';
    sight += value;
  }
  return sight;
}

Result<std::optional<store::Account>> active_account(db::Connection& database,
                                                     std::int64_t number) {
  auto account = store::account_by_number(database, number);
  if (!account) return account.error();
  if (*account && (*account)->state != store::AccountState::active) account->reset();
  return account;
}

/// Until when an account of a role that must have a second factor may go without one: some days
/// from its first session on. Empty: it need not, or it has one.
Result<std::optional<Instant>> second_factor_by(db::Connection& database,
                                                const IdentityContext& context,
                                                const Caller& caller, Instant now) {
  const IdentitySettings& settings = context.settings();
  if (!settings.second_factor_roles.contains(caller.role)) return std::optional<Instant>();
  const auto totp = store::totp_of(database, caller.account);
  if (!totp) return totp.error();
  if (*totp && (*totp)->state == store::TotpState::active) return std::optional<Instant>();
  const auto first = store::first_session_of(database, caller.account);
  if (!first) return first.error();
  constexpr std::int64_t kDay_s = 86'400;
  return std::optional(first->value_or(now).plus(settings.second_factor_days * kDay_s));
}

/// Who owes his second factor may do nothing but set one up.
Status cut_who_owes(db::Connection& database, const IdentityContext& context, Caller& caller,
                    Instant now) {
  const auto by = second_factor_by(database, context, caller, now);
  if (!by) return by.error();
  caller.second_factor_by = *by;
  if (*by && **by <= now) {
    caller.permissions =
        caller.permissions.both({identity::Permission::open, identity::Permission::self});
  }
  return {};
}

Result<std::optional<Found>> by_session(db::Connection& database, const IdentityContext& context,
                                        std::string_view hash, std::string_view token,
                                        Instant now) {
  const auto session = store::session_by_hash(database, hash);
  if (!session) return session.error();
  if (!*session || (*session)->ended || (*session)->standing != identity::Standing::full) {
    return std::optional<Found>();
  }
  const Instant ends = identity::ends_at(context.settings().session, (*session)->standing,
                                         (*session)->created, (*session)->last_seen);
  if (ends <= now) return std::optional<Found>();
  const auto account = active_account(database, (*session)->account);
  if (!account) return account.error();
  if (!*account) return std::optional<Found>();
  Found found{caller_of(**account), ends};
  found.caller.session = (*session)->id;
  found.caller.csrf_token = csrf_token_of(context, token);
  found.caller.proved = (*session)->proved;
  const auto cut = cut_who_owes(database, context, found.caller, now);
  if (!cut) return cut.error();
  found.caller.sight = sight_of(found.caller);
  return std::optional(std::move(found));
}

Result<std::optional<Found>> by_key(db::Connection& database,
                                    const Result<std::optional<store::ApiKey>>& key, Instant now) {
  if (!key) return key.error();
  if (!*key || (*key)->revoked || (*key)->expires <= now) return std::optional<Found>();
  const auto account = active_account(database, (*key)->account);
  if (!account) return account.error();
  if (!*account) return std::optional<Found>();
  Found found{caller_of(**account), (*key)->expires};
  found.caller.api_key = (*key)->id;
  found.caller.permissions = found.caller.permissions.both((*key)->permissions);
  found.caller.permissions.add(identity::Permission::open);
  if (!(*key)->scope.empty()) {
    found.caller.scope = identity::both(found.caller.scope, (*key)->scope);
  }
  found.caller.sight = sight_of(found.caller);
  return std::optional(std::move(found));
}

Result<std::optional<Found>> looked_up(db::Connection& database, const IdentityContext& context,
                                       std::string_view hash, std::string_view token, Instant now) {
  return token.starts_with(kSessionPrefix)
             ? by_session(database, context, hash, token, now)
             : by_key(database, store::api_key_by_hash(database, hash), now);
}

/// Empty: this is no token of ours.
std::string token_hash(const IdentityContext& context, std::string_view token) {
  if (token.size() > kTokenBytesMax) return {};
  if (token.starts_with(kSessionPrefix)) return context.hash_of("session", token);
  if (token.starts_with(kKeyPrefix)) return context.hash_of("api key", token);
  return {};
}

}  // namespace

CallerCache::CallerCache(std::int64_t keep_s, std::size_t entries_max)
    : keep_s_(keep_s),
      entries_max_(std::max<std::size_t>(1, entries_max / std::tuple_size_v<decltype(shards_)>)) {}

CallerCache::Shard& CallerCache::shard_of(std::string_view hash) {
  return shards_[std::hash<std::string_view>()(hash) % shards_.size()];
}

std::optional<Caller> CallerCache::find(std::string_view hash, Instant now) {
  Shard& shard = shard_of(hash);
  const std::lock_guard lock(shard.mutex);
  const auto found = shard.entries.find(std::string(hash));
  if (found == shard.entries.end()) return std::nullopt;
  if (found->second.until <= now) {
    shard.entries.erase(found);
    return std::nullopt;
  }
  const Caller& caller = found->second.caller;
  if (caller.session) shard.sessions.insert(*caller.session);
  if (caller.api_key) shard.api_keys.insert(*caller.api_key);
  return caller;
}

std::uint64_t CallerCache::generation() const { return generation_.load(); }

void CallerCache::keep(std::string_view hash, const Caller& caller, Instant now, Instant ends_at,
                       std::uint64_t generation) {
  Shard& shard = shard_of(hash);
  const std::lock_guard lock(shard.mutex);
  if (caller.session) shard.sessions.insert(*caller.session);
  if (caller.api_key) shard.api_keys.insert(*caller.api_key);
  if (generation != generation_.load()) return;
  // Full of callers who may be gone: start again; those who are here come back with one look-up.
  if (shard.entries.size() >= entries_max_) shard.entries.clear();
  shard.entries.insert_or_assign(std::string(hash),
                                 Entry{caller, std::min(now.plus(keep_s_), ends_at)});
}

void CallerCache::forget() {
  ++generation_;
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    shard.entries.clear();
  }
}

CallerCache::Seen CallerCache::take_seen() {
  Seen seen;
  for (Shard& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    seen.sessions.insert(seen.sessions.end(), shard.sessions.begin(), shard.sessions.end());
    seen.api_keys.insert(seen.api_keys.end(), shard.api_keys.begin(), shard.api_keys.end());
    shard.sessions.clear();
    shard.api_keys.clear();
  }
  return seen;
}

std::optional<Caller> who_is_cached(const IdentityContext& context, CallerCache& cache,
                                    std::string_view token, Instant now) {
  const std::string hash = token_hash(context, token);
  return hash.empty() ? std::nullopt : cache.find(hash, now);
}

Result<std::optional<Caller>> who_is(db::Connection& database, const IdentityContext& context,
                                     CallerCache& cache, std::string_view token, Instant now) {
  const std::string hash = token_hash(context, token);
  if (hash.empty()) return std::optional<Caller>();
  if (auto known = cache.find(hash, now)) return known;
  const auto generation = cache.generation();
  const auto found = looked_up(database, context, hash, token, now);
  if (!found) return found.error();
  if (!*found) return std::optional<Caller>();
  cache.keep(hash, (*found)->caller, now, (*found)->ends, generation);
  return std::optional((*found)->caller);
}

Result<std::optional<Caller>> who_is_still(db::Connection& database, const IdentityContext& context,
                                           std::string_view token, Instant now) {
  const std::string hash = token_hash(context, token);
  if (hash.empty()) return std::optional<Caller>();
  const auto found = looked_up(database, context, hash, token, now);
  if (!found) return found.error();
  if (!*found) return std::optional<Caller>();
  return std::optional((*found)->caller);
}

Result<std::optional<Caller>> caller_of_key(db::Connection& database, std::int64_t key,
                                            Instant now) {
  const auto found = by_key(database, store::api_key_by_number(database, key), now);
  if (!found) return found.error();
  if (!*found) return std::optional<Caller>();
  return std::optional((*found)->caller);
}

Status record_use(db::Connection& database, CallerCache& cache, Instant now) {
  const auto seen = cache.take_seen();
  if (seen.sessions.empty() && seen.api_keys.empty()) return {};
  auto transaction = db::Transaction::begin(database);
  if (!transaction) return transaction.error();
  if (auto status = store::touch_sessions(database, seen.sessions, now); !status) return status;
  if (auto status = store::touch_api_keys(database, seen.api_keys, now); !status) return status;
  return transaction->commit();
}

}  // namespace payung::app
