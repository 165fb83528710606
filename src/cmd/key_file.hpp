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

}  // namespace payung::cmd
