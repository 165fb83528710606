#pragma once

#include <memory>
#include <string_view>
#include <utility>

#include "base/result.hpp"

struct evp_pkey_st;  // OpenSSL's EVP_PKEY

/// The public key of somebody else, for checking what he signed. OpenSSL behind it.
namespace payung::secrets {

class PublicKey {
 public:
  /// `text`: 43 characters of base64url (Ed25519, the x of its JWK), or PEM "PUBLIC KEY"
  /// (RFC 7468): Ed25519, RSA of 2048 to 8192 bits, P-256. Errors: bad_value for anything else.
  static Result<PublicKey> parse(std::string_view text);

  /// "EdDSA", "RS256" or "ES256" (RFC 7518, RFC 8037): the one way in which this key signs here.
  std::string_view algorithm() const { return algorithm_; }

  /// Whether `signature` (bytes; r and s one after the other for ES256) is this key's of `message`.
  bool fits(std::string_view message, std::string_view signature) const;

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const;
  };
  using Key = std::unique_ptr<evp_pkey_st, Free>;
  PublicKey(Key key, std::string_view algorithm) : key_(std::move(key)), algorithm_(algorithm) {}

  Key key_;
  std::string_view algorithm_;
};

}  // namespace payung::secrets
