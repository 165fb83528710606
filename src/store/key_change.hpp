#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "secrets/vault.hpp"

/// The replacement of the master key: everything sealed, and every blind index, written anew.
namespace payung::store {

struct KeyChange {
  std::int64_t id = 0;
  std::string old_key;  ///< fingerprint
  std::string new_key;
  bool everything = false;  ///< also what is in others' hands (secrets::Replace)
  std::string reason;
};

/// The change that has no end yet. Errors: storage.
Result<std::optional<KeyChange>> key_change_under_way(db::Connection& connection);
/// Gives it its number. Inside a transaction.
Status begin_key_change(db::Connection& connection, KeyChange& change, std::string_view now);
/// From now on the database is of the new key. Inside a transaction.
Status end_key_change(db::Connection& connection, const KeyChange& change, std::string_view now);

/// The tables that hold something sealed or a blind index, in the order in which they are done.
std::span<const std::string_view> sealed_tables();

struct SealingKeys {
  const secrets::Vault& from;
  const secrets::Vault& to;
};

struct SealedPortion {
  std::int64_t rows = 0;
  bool last = false;                    ///< nothing of this table is left
  std::vector<std::string> unopenable;  ///< open with neither key, and stay as they are
};

/// Seals the next rows of a table anew and notes how far it came. What is of the new key already
/// stays. Inside a transaction, while the change is under way. Errors: storage.
Result<SealedPortion> seal_portion(db::Connection& connection, const KeyChange& change,
                                   std::string_view table, const SealingKeys& keys);

/// With a key that is replaced altogether nothing that was proved by it holds any more: ends
/// sessions, API keys, links and codes, and forgets answers to earlier requests. Inside a
/// transaction. Errors: storage.
Status end_all_proofs(db::Connection& connection, std::int64_t now_s, std::string_view now);

}  // namespace payung::store
