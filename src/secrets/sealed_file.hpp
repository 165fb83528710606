#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"
#include "secrets/keyring.hpp"

/// Files at rest: the lists that senders gave us, as they came. Sealed piece by piece
/// (libsodium's secretstream, XChaCha20-Poly1305), so that a file of any size needs little memory,
/// and no piece can be changed, moved, left out or cut off unseen.
namespace payung::secrets {

class FileSealer {
 public:
  explicit FileSealer(const Keyring& keyring) : key_(keyring.key(Purpose::file)) {}

  /// `place` says what it is ("upload:12"): under another name it does not open. `sealed` appears
  /// when it is whole and not at all otherwise. Errors: io.
  Status seal(std::string_view place, const std::filesystem::path& plain,
              const std::filesystem::path& sealed) const;
  /// The other way round; `plain` can be read by its owner only. Errors: not_found when there is no
  /// such file; io; integrity.
  Status open(std::string_view place, const std::filesystem::path& sealed,
              const std::filesystem::path& plain) const;

 private:
  Key key_;
};

}  // namespace payung::secrets
