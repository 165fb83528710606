#include "secrets/signature.hpp"

#include <sodium.h>

namespace payung::secrets {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t Size>
std::string base64(const std::array<unsigned char, Size>& data) {
  std::string text(sodium_base64_encoded_len(Size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), data.data(), Size, kVariant);
  text.pop_back();
  return text;
}

template <std::size_t Size>
bool from_base64(std::string_view text, std::array<unsigned char, Size>& data) {
  std::size_t size = 0;
  const char* end = nullptr;
  return sodium_base642bin(data.data(), Size, text.data(), text.size(), nullptr, &size, &end,
                           kVariant) == 0 &&
         size == Size && end == text.data() + text.size();
}

}  // namespace

Signer::Signer(const Keyring& keyring) : Signer(keyring.key(Purpose::signature)) {}

Signer::Signer(const Key& seed) {
  crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data());
}

std::string Signer::sign(std::string_view message) const {
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes(message), message.size(), secret_.data());
  return base64(signature);
}

std::string Signer::public_key() const { return base64(public_); }

bool signature_fits(std::string_view public_key, std::string_view message,
                    std::string_view signature) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  std::array<unsigned char, crypto_sign_BYTES> signed_bytes{};
  if (!from_base64(public_key, key) || !from_base64(signature, signed_bytes)) return false;
  return crypto_sign_verify_detached(signed_bytes.data(), bytes(message), message.size(),
                                     key.data()) == 0;
}

}  // namespace payung::secrets
