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
  /// Seals a file of this key with the key of `next`, in its place, piece by piece: nothing of it
  /// lies readable on the disk. Errors: integrity when it is not of this key, or damaged; io.
  Status seal_anew(std::string_view place, const std::filesystem::path& sealed,
                   const FileSealer& next) const;
  /// Whether the head and the first piece are of this key.
  bool is_of_this_key(std::string_view place, const std::filesystem::path& sealed) const;

 private:
  Key key_;
};

}  // namespace payung::secrets
