#include "secrets/token.hpp"

#include <sodium.h>

#include <array>

namespace payung::secrets {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::uint32_t kCodes = 1'000'000;

std::string base64(const unsigned char* data, std::size_t size) {
  std::string text(sodium_base64_encoded_len(size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), data, size, kVariant);
  text.pop_back();
  return text;
}

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string new_token(const RandomSource& random) {
  Key secret{};
  random(secret);
  return base64(secret.data(), secret.size());
}

std::string new_code(const RandomSource& random) {
  // Numbers beyond the last whole million are drawn again, or small codes would be likelier.
  constexpr std::uint32_t kFair = 0xFFFFFFFFU / kCodes * kCodes;
  std::uint32_t number = kFair;
  while (number >= kFair) {
    std::array<unsigned char, 4> drawn{};
    random(drawn);
    number = 0;
    for (const unsigned char byte : drawn) number = number << 8U | byte;
  }
  const std::string digits = std::to_string(number % kCodes);
  return std::string(6 - digits.size(), '0') + digits;
}

std::string TokenHasher::hash(std::string_view kind, std::string_view token) const {
  crypto_generichash_state state;
  crypto_generichash_init(&state, key_.data(), key_.size(), 32);
  const std::string prefix = std::to_string(kind.size()) + ":";
  crypto_generichash_update(&state, bytes(prefix), prefix.size());
  crypto_generichash_update(&state, bytes(kind), kind.size());
  crypto_generichash_update(&state, bytes(token), token.size());
  std::array<unsigned char, 32> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  return base64(hash.data(), hash.size());
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes(message), message.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_final(&state, mac.data());
  std::string text(mac.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), mac.data(), mac.size());
  text.pop_back();
  return text;
}

}  // namespace payung::secrets
