#pragma once

#include <memory>

#include "db/field_cipher.hpp"
#include "secrets/vault.hpp"

namespace payung::db {

/// The vault as a connection takes it.
std::shared_ptr<const FieldCipher> cipher_of(std::shared_ptr<const secrets::Vault> vault);

}  // namespace payung::db
