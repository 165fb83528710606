#pragma once

#include <string>

#include "app/config.hpp"
#include "base/result.hpp"
#include "secrets/keyring.hpp"

namespace payung::cmd {

/// Where the key of the private text is kept: the setting `key_file`; else beside the SQLite file,
/// or for a server ~/.config/payung/payung.key.
std::string key_file_path(const app::Config& config);

/// Reads the key. Errors: io; unreadable.
Result<secrets::Keyring> read_key_file(const std::string& path);

/// Makes a new key, readable by its owner only; never writes over a file. Errors: io.
Result<secrets::Keyring> make_key_file(const std::string& path);

/// Where the key that takes the place of `path` waits while it does.
std::string next_key_path(const std::string& path);
/// Writes a key there, over one that waited before. Errors: io.
Status keep_next_key(const std::string& path, const secrets::Keyring& keyring);
/// Puts the key that waits in place. The one before stays beside it under its fingerprint, for
/// backups made with it. May be done again after it was cut off. Errors: io.
Status place_next_key(const std::string& path, const std::string& old_fingerprint);

}  // namespace payung::cmd
