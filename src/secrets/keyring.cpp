#include "secrets/keyring.hpp"

#include <sodium.h>

namespace payung::secrets {
namespace {

static_assert(crypto_kdf_KEYBYTES == sizeof(Key));
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "payung01";

void ready() {
  const int code = sodium_init();  // safe to call again and from many threads
  PAYUNG_CHECK(code >= 0);
}

std::string hex(std::span<const unsigned char> bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

}  // namespace

RandomSource machine_random() {
  ready();
  return [](std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); };
}

Keyring Keyring::generate(const RandomSource& random) {
  ready();
  Key master{};
  random(master);
  return Keyring(master);
}

Result<Keyring> Keyring::parse(std::string_view text) {
  ready();
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  Key master{};
  std::size_t length = 0;
  const bool read = sodium_hex2bin(master.data(), master.size(), text.data(), text.size(), nullptr,
                                   &length, nullptr) == 0;
  if (!read || length != master.size() || text.size() != master.size() * 2) {
    return Error{Errc::unreadable, "key_file", "64 hex digits; restore it from its backup"};
  }
  return Keyring(master);
}

std::string Keyring::text() const { return hex(master_) + "\n"; }

Key Keyring::key(Purpose purpose) const {
  Key key{};
  const int code = crypto_kdf_derive_from_key(
      key.data(), key.size(), static_cast<std::uint64_t>(purpose), kContext, master_.data());
  PAYUNG_CHECK(code == 0);
  return key;
}

std::string Keyring::fingerprint() const {
  const Key key = this->key(Purpose::fingerprint);
  return hex(std::span(key).first<8>());
}

}  // namespace payung::secrets
