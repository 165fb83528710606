#include "secrets/public_key.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sodium.h>

#include <array>

namespace payung::secrets {
namespace {

constexpr std::size_t kPemMax = 4'000;
constexpr int kRsaBitsMin = 2048;
constexpr int kRsaBitsMax = 8192;
constexpr std::string_view kEdDsa = "EdDSA";
constexpr std::string_view kRs256 = "RS256";
constexpr std::string_view kEs256 = "ES256";

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Error not_a_key() {
  return {Errc::bad_value, "public_key",
          "Ed25519 in base64url, or PEM of Ed25519, RSA (2048 bits or more) or P-256"};
}

EVP_PKEY* from_raw(std::string_view text) {
  std::array<unsigned char, 32> raw{};
  std::size_t size = 0;
  const char* end = nullptr;
  const int got = sodium_base642bin(raw.data(), raw.size(), text.data(), text.size(), nullptr,
                                    &size, &end, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  if (got != 0 || size != raw.size() || end != text.data() + text.size()) return nullptr;
  return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw.data(), raw.size());
}

EVP_PKEY* from_pem(std::string_view text) {
  if (text.size() > kPemMax) return nullptr;
  const std::unique_ptr<BIO, decltype(&BIO_free)> source(
      BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free);
  if (!source) return nullptr;
  return PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr);
}

bool is_p256(const EVP_PKEY* key) {
  std::array<char, 32> name{};
  std::size_t size = 0;
  return EVP_PKEY_get_group_name(key, name.data(), name.size(), &size) == 1 &&
         std::string_view(name.data(), size) == "prime256v1";
}

/// Empty for a key that is not taken.
std::string_view algorithm_of(const EVP_PKEY* key) {
  const int bits = EVP_PKEY_get_bits(key);
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_ED25519: return kEdDsa;
    case EVP_PKEY_RSA: return bits >= kRsaBitsMin && bits <= kRsaBitsMax ? kRs256 : "";
    case EVP_PKEY_EC: return is_p256(key) ? kEs256 : "";
    default: return "";
  }
}

/// r and s one after the other (RFC 7518, 3.4) in the form that OpenSSL reads; empty: they are not.
std::string der_of(std::string_view signature) {
  constexpr int kHalf = 32;
  if (signature.size() != std::size_t{2} * kHalf) return {};
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
  BIGNUM* r = BN_bin2bn(bytes(signature), kHalf, nullptr);
  BIGNUM* s = BN_bin2bn(bytes(signature) + kHalf, kHalf, nullptr);
  if (!pair || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
    BN_free(r);
    BN_free(s);
    return {};
  }
  unsigned char* made = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &made);
  if (size <= 0) return {};
  std::string der(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
  OPENSSL_free(made);
  return der;
}

}  // namespace

void PublicKey::Free::operator()(evp_pkey_st* key) const { EVP_PKEY_free(key); }

Result<PublicKey> PublicKey::parse(std::string_view text) {
  const bool pem = text.starts_with("-----BEGIN PUBLIC KEY-----");
  Key key(pem ? from_pem(text) : from_raw(text));
  ERR_clear_error();  // what OpenSSL noted of a text that is no key concerns nobody else
  if (!key) return not_a_key();
  const std::string_view algorithm = algorithm_of(key.get());
  if (algorithm.empty()) return not_a_key();
  return PublicKey(std::move(key), algorithm);
}

bool PublicKey::fits(std::string_view message, std::string_view signature) const {
  const std::string der = algorithm_ == kEs256 ? der_of(signature) : std::string(signature);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  const EVP_MD* digest = algorithm_ == kEdDsa ? nullptr : EVP_sha256();
  const bool held =
      context && !der.empty() &&
      EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), bytes(der), der.size(), bytes(message), message.size()) == 1;
  ERR_clear_error();
  return held;
}

}  // namespace payung::secrets
