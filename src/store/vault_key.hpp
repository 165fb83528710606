#pragma once

#include <string_view>

#include "db/database.hpp"

namespace payung::store {

/// Whether a key was ever used with this database. Errors: storage.
Result<bool> has_vault_key(db::Connection& connection);

/// Makes sure that `fingerprint` is the key of this database; the first one ever given is taken.
/// Errors: integrity when another key is; storage.
Status claim_vault_key(db::Connection& connection, std::string_view fingerprint,
                       std::string_view now);

}  // namespace payung::store
