#pragma once

#include <memory>

#include "db/field_cipher.hpp"
#include "secrets/vault.hpp"

namespace payung::db {

/// The vault as a connection takes it.
// shared: by all connections of a process, and the server that keeps the vault too
std::shared_ptr<const FieldCipher> cipher_of(      // shared: as said
    std::shared_ptr<const secrets::Vault> vault);  // shared: as said

}  // namespace payung::db
