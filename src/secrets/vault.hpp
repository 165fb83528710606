#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "secrets/keyring.hpp"

/// Private text at rest: sealed so that only the key opens it, and found again by a blind index.
/// All texts that come out are printable and may be stored as text. Safe from many threads.
namespace payung::secrets {

class Vault {
 public:
  explicit Vault(const Keyring& keyring);
  ~Vault();
  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;

  /// XChaCha20-Poly1305 (libsodium). `place` says where it is kept ("list_row:17"): moved to
  /// another place it does not open. The nonce is a keyed hash of place and text, as in a
  /// synthetic-IV scheme (RFC 5297): the same text in the same place gives the same bytes, so
  /// databases can be compared, and the same NIK in two rows looks different. The text begins with
  /// the version of all this, "1."; one without is of the time before versions were written.
  std::string seal(std::string_view place, std::string_view text) const;
  /// Errors: integrity when it was changed, moved, or sealed with another key.
  Result<std::string> open(std::string_view place, std::string_view sealed) const;

  /// Keyed BLAKE2b of kind and value, 128 bits as 22 characters: equal values have equal indexes,
  /// and without the key nothing can be learnt or guessed from one.
  std::string blind(std::string_view kind, std::string_view value) const;

  /// The same for what is not stored itself (a request that came before), and so cannot be written
  /// anew when the key is replaced: it goes on with the key it had.
  std::string recognise(std::string_view kind, std::string_view value) const;

  /// An id that leaves the house: 26 characters (RFC 4648 base32 in lower case), one AES-256 block
  /// over kind, a check of zeros and the number. Nobody can make one or step to the next.
  std::string public_id(std::string_view kind, std::int64_t number) const;
  /// The number again; empty when it is no id of this kind.
  std::optional<std::int64_t> number_of(std::string_view kind, std::string_view id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace payung::secrets
