#pragma once

#include <string>
#include <string_view>

#include "secrets/keyring.hpp"

/// Tokens that prove something by being known: sessions, API keys, links, codes.
namespace payung::secrets {

/// 256 random bits as 43 characters (base64url).
std::string new_token(const RandomSource& random);
/// Six digits, each sequence as likely as another.
std::string new_code(const RandomSource& random);

/// What is stored of them: a keyed hash, so that who reads the database has no token, and short
/// codes cannot be tried out against it.
class TokenHasher {
 public:
  explicit TokenHasher(const Keyring& keyring) : key_(keyring.key(Purpose::token)) {}
  /// `kind` keeps a code of one sort from serving as one of another. 43 characters.
  std::string hash(std::string_view kind, std::string_view token) const;

 private:
  Key key_;
};

/// Takes as long for every wrong text of the same length.
bool same_secret(std::string_view a, std::string_view b);

/// HMAC-SHA-256 (RFC 2104) as 64 hex digits: signs webhooks.
std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace payung::secrets
