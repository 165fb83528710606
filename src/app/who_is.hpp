#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/identity_context.hpp"
#include "db/database.hpp"
#include "identity/caller.hpp"

/// From the token of a request to its caller.
namespace payung::app {

/// Remembers callers for some seconds, so that a request costs no database. What is remembered
/// is found by the keyed hash of the token, never by the token. Safe to use from many threads.
///
/// A change made through this server is seen at once (`forget`); one made through another server
/// on the same database when the entry ends, `keep_s` later at most.
class CallerCache {
 public:
  explicit CallerCache(std::int64_t keep_s = 5, std::size_t entries_max = 100'000);
  CallerCache(const CallerCache&) = delete;
  CallerCache& operator=(const CallerCache&) = delete;

  std::optional<identity::Caller> find(std::string_view token_hash, identity::Instant now);
  /// Keeps it until `now + keep_s`, or until `ends_at` if that is sooner. Not at all when `forget`
  /// was called since `generation` was read: what was looked up before a change is old.
  void keep(std::string_view token_hash, const identity::Caller& caller, identity::Instant now,
            identity::Instant ends_at, std::uint64_t generation);
  std::uint64_t generation() const;
  /// Forgets all: after anything that changes an account, a session or a key. Rare, so all.
  void forget();

  /// Sessions and keys seen since the last call: what `record_use` writes.
  struct Seen {
    std::vector<std::int64_t> sessions;
    std::vector<std::int64_t> api_keys;
  };
  Seen take_seen();

 private:
  struct Entry {
    identity::Caller caller;
    identity::Instant until;
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, Entry> entries;
    std::set<std::int64_t> sessions;
    std::set<std::int64_t> api_keys;
  };
  Shard& shard_of(std::string_view token_hash);

  std::atomic<std::uint64_t> generation_ = 0;
  std::int64_t keep_s_;
  std::size_t entries_max_;
  std::array<Shard, 16> shards_;
};

/// Who has this token: of a session (cookie) or an API key (Authorization: Bearer). Empty when
/// nobody has: unknown, ended, expired, or the account is disabled; all alike. A session that
/// still waits for its second factor is nobody. Asks the database only when the cache does not
/// know. Reads only. Errors: storage; integrity.
Result<std::optional<identity::Caller>> who_is(db::Connection& database,
                                               const IdentityContext& context, CallerCache& cache,
                                               std::string_view token, identity::Instant now);
/// The first half of it, without a database: only what the cache knows. A server asks this first
/// and takes a connection only when it is empty.
std::optional<identity::Caller> who_is_cached(const IdentityContext& context, CallerCache& cache,
                                              std::string_view token, identity::Instant now);

/// The same for who was let in a while ago and still listens: asks the database alone, so that what
/// another server changed counts at once, and is no use that would keep a session alive.
Result<std::optional<identity::Caller>> who_is_still(db::Connection& database,
                                                     const IdentityContext& context,
                                                     std::string_view token, identity::Instant now);

/// Who this API key (by number) is now; empty when it was revoked, ended, or its account is
/// disabled. For work that goes on after the request: what its key may not any more is not done.
Result<std::optional<identity::Caller>> caller_of_key(db::Connection& database, std::int64_t key,
                                                      identity::Instant now);

/// Writes when sessions and keys were last seen; a server calls it every few seconds. One
/// transaction, none when nobody was seen; not audited. Errors: storage.
Status record_use(db::Connection& database, CallerCache& cache, identity::Instant now);

}  // namespace payung::app
