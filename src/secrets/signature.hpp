#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "secrets/keyring.hpp"

/// Ed25519 (RFC 8032): anyone with the public key can check offline what this office signed.
namespace payung::secrets {

class Signer {
 public:
  explicit Signer(const Keyring& keyring);
  /// From a 32-byte seed, as the published test vectors give it.
  explicit Signer(const Key& seed);

  /// 86 characters (base64url).
  std::string sign(std::string_view message) const;
  /// 43 characters (base64url).
  std::string public_key() const;

 private:
  std::array<unsigned char, 64> secret_{};
  std::array<unsigned char, 32> public_{};
};

/// Whether `signature` of `message` is that of `public_key`; false for texts that are none.
bool signature_fits(std::string_view public_key, std::string_view message,
                    std::string_view signature);

}  // namespace payung::secrets
