#pragma once

#include <cstdint>
#include <string_view>

#include "db/database.hpp"

namespace payung::store {

/// Whether a key was ever used with this database. Errors: storage.
Result<bool> has_vault_key(db::Connection& connection);

/// The fingerprint of this database's key; empty before one was used. Errors: storage.
Result<std::string> vault_key(db::Connection& connection);

/// Makes sure that `fingerprint` is the key of this database; the first one ever given is taken.
/// Errors: integrity when another key is; storage.
Status claim_vault_key(db::Connection& connection, std::string_view fingerprint,
                       std::string_view now);

/// Who works with private text holds it together with others; who replaces its key holds it alone.
enum class VaultUse : std::uint8_t { together, alone };
/// On PostgreSQL for as long as this connection lives; SQLite has one owner anyway. Errors:
/// conflict when the other kind holds it; storage.
Status hold_vault(db::Connection& connection, VaultUse use);

}  // namespace payung::store
