#include "secrets/password.hpp"

#include <sodium.h>

#include <array>
#include <cstring>

#include "base/check.hpp"

namespace payung::secrets {

std::string hash_password(std::string_view password, const PasswordCost& cost) {
  PAYUNG_CHECK(sodium_init() >= 0);
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const int code = crypto_pwhash_str_alg(text.data(), password.data(), password.size(), cost.passes,
                                         cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
  PAYUNG_CHECK(code == 0);  // only when the memory cannot be had
  return text.data();
}

bool password_fits(std::string_view hash, std::string_view password) {
  PAYUNG_CHECK(sodium_init() >= 0);
  return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, const PasswordCost& cost) {
  return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), cost.passes,
                                        cost.memory_bytes) != 0;
}

}  // namespace payung::secrets
