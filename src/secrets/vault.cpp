#include "secrets/vault.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <array>
#include <cstring>

namespace payung::secrets {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kBlind = 16;
constexpr std::size_t kBlock = 16;
constexpr std::size_t kIdLength = 26;
/// XChaCha20-Poly1305 with the nonce of the header's comment. No base64 has a point in it.
constexpr std::string_view kVersion = "1.";
constexpr std::string_view kBase32 = "abcdefghijklmnopqrstuvwxyz234567";

using Block = std::array<unsigned char, kBlock>;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

/// Every part with its length, so that no two lists of parts have the same bytes.
void keyed_hash(const Key& key, std::initializer_list<std::string_view> parts, unsigned char* out,
                std::size_t size) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.data(), key.size(), size);
  for (const std::string_view part : parts) {
    const std::uint64_t length = part.size();
    std::array<unsigned char, 8> prefix{};
    for (std::size_t i = 0; i < 8; ++i) prefix[i] = static_cast<unsigned char>(length >> (8 * i));
    crypto_generichash_update(&state, prefix.data(), prefix.size());
    crypto_generichash_update(&state, bytes(part), part.size());
  }
  crypto_generichash_final(&state, out, size);
}

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string to_base64(const unsigned char* data, std::size_t size) {
  std::string text(sodium_base64_encoded_len(size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), data, size, kVariant);
  text.pop_back();  // libsodium ends it with a NUL
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string data(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int code = sodium_base642bin(reinterpret_cast<unsigned char*>(data.data()), data.size(),
                                     text.data(), text.size(), nullptr, &size, &end, kVariant);
  if (code != 0 || end != text.data() + text.size()) return std::nullopt;
  data.resize(size);
  return data;
}

/// 128 bits are 25 characters of five bits and three bits over.
std::string to_base32(const Block& block) {
  std::string text;
  unsigned waiting = 0;
  unsigned bits = 0;
  for (const unsigned char byte : block) {
    waiting = waiting << 8U | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += kBase32[waiting >> (bits - 5) & 31U];
  }
  text += kBase32[waiting << (5 - bits) & 31U];
  return text;
}

std::optional<Block> from_base32(std::string_view text) {
  if (text.size() != kIdLength) return std::nullopt;
  Block block{};
  unsigned waiting = 0;
  unsigned bits = 0;
  std::size_t at = 0;
  for (const char c : text) {
    const std::size_t digit = kBase32.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    waiting = waiting << 5U | static_cast<unsigned>(digit);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    block[at++] = static_cast<unsigned char>(waiting >> bits);
  }
  // The bits left over are zero, or two texts would be one id.
  const bool canonical = (waiting & ((1U << bits) - 1)) == 0;
  return canonical ? std::optional(block) : std::nullopt;
}

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

enum class Way : int { back = 0, forth = 1 };

/// One block, so ECB is the block cipher itself.
Block aes(const Key& key, Way way, const Block& in) {
  const std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> context(EVP_CIPHER_CTX_new());
  const int started = EVP_CipherInit_ex(context.get(), EVP_aes_256_ecb(), nullptr, key.data(),
                                        nullptr, static_cast<int>(way));
  PAYUNG_CHECK(started == 1);
  EVP_CIPHER_CTX_set_padding(context.get(), 0);
  Block out{};
  int size = 0;
  const int done = EVP_CipherUpdate(context.get(), out.data(), &size, in.data(), kBlock);
  PAYUNG_CHECK(done == 1 && size == static_cast<int>(kBlock));
  return out;
}

}  // namespace

struct Vault::State {
  Key seal;
  Key nonce;
  Key blind;
  Key public_id;
  Key recognise;

  /// Four bytes of the kind and four zeros: what a guess would have to hit.
  Block head(std::string_view kind) const {
    Block block{};
    keyed_hash(public_id, {kind}, block.data(), kBlock);
    std::memset(block.data() + 4, 0, kBlock - 4);
    return block;
  }
};

Vault::Vault(const Keyring& keyring)
    : state_(std::make_unique<State>(State{
          keyring.key(Purpose::seal), keyring.key(Purpose::nonce), keyring.key(Purpose::blind),
          keyring.key(Purpose::public_id), keyring.key(Purpose::recognise)})) {}
Vault::~Vault() {
  if (state_) sodium_memzero(state_.get(), sizeof(State));
}
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;

std::string Vault::seal(std::string_view place, std::string_view text) const {
  std::string out(kNonce + text.size() + kTag, '\0');
  auto* data = reinterpret_cast<unsigned char*>(out.data());
  keyed_hash(state_->nonce, {place, text}, data, kNonce);
  unsigned long long size = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(data + kNonce, &size, bytes(text), text.size(),
                                             bytes(place), place.size(), nullptr, data,
                                             state_->seal.data());
  return std::string(kVersion) + to_base64(data, out.size());
}

Result<std::string> Vault::open(std::string_view place, std::string_view sealed) const {
  const Error broken{Errc::integrity, "sealed",
                     "it was changed or moved, or this is not the key it was sealed with"};
  if (sealed.starts_with(kVersion)) sealed.remove_prefix(kVersion.size());
  const auto data = from_base64(sealed);
  if (!data || data->size() < kNonce + kTag) return broken;
  std::string text(data->size() - kNonce - kTag, '\0');
  unsigned long long size = 0;
  const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(text.data()), &size, nullptr, bytes(*data) + kNonce,
      data->size() - kNonce, bytes(place), place.size(), bytes(*data), state_->seal.data());
  if (code != 0) return broken;
  return text;
}

std::string Vault::blind(std::string_view kind, std::string_view value) const {
  std::array<unsigned char, kBlind> hash{};
  keyed_hash(state_->blind, {kind, value}, hash.data(), hash.size());
  return to_base64(hash.data(), hash.size());
}

std::string Vault::recognise(std::string_view kind, std::string_view value) const {
  std::array<unsigned char, kBlind> hash{};
  keyed_hash(state_->recognise, {kind, value}, hash.data(), hash.size());
  return to_base64(hash.data(), hash.size());
}

std::string Vault::public_id(std::string_view kind, std::int64_t number) const {
  Block block = state_->head(kind);
  const auto value = static_cast<std::uint64_t>(number);
  for (std::size_t i = 0; i < 8; ++i) block[8 + i] = static_cast<unsigned char>(value >> (8 * i));
  return to_base32(aes(state_->public_id, Way::forth, block));
}

std::optional<std::int64_t> Vault::number_of(std::string_view kind, std::string_view id) const {
  const auto sealed = from_base32(id);
  if (!sealed) return std::nullopt;
  const Block block = aes(state_->public_id, Way::back, *sealed);
  const Block head = state_->head(kind);
  if (sodium_memcmp(block.data(), head.data(), 8) != 0) return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value |= std::uint64_t{block[8 + i]} << (8 * i);
  return static_cast<std::int64_t>(value);
}

}  // namespace payung::secrets
