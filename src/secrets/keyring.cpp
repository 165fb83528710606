#include "secrets/keyring.hpp"

#include <sodium.h>

#include <algorithm>

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

struct KeptKey {
  std::string_view name;
  Purpose purpose;
};
/// What may stand in a key file besides the master key, in this order.
constexpr std::array<KeptKey, 4> kKept{{{"public_id", Purpose::public_id},
                                        {"token", Purpose::token},
                                        {"signature", Purpose::signature},
                                        {"recognise", Purpose::recognise}}};

bool read_hex(std::string_view text, Key& key) {
  std::size_t length = 0;
  const int code =
      sodium_hex2bin(key.data(), key.size(), text.data(), text.size(), nullptr, &length, nullptr);
  return code == 0 && length == key.size() && text.size() == key.size() * 2;
}

/// Takes the first line off `rest`, without its end.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  while (line.ends_with('\r')) line.remove_suffix(1);
  return line;
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
  const Error broken{Errc::unreadable, "key_file", "64 hex digits; restore it from its backup"};
  std::string_view rest = text;
  Key master{};
  if (!read_hex(next_line(rest), master)) return broken;
  Keyring keyring(master);
  while (!rest.empty()) {
    const std::string_view line = next_line(rest);
    if (line.empty() && rest.empty()) break;
    const std::size_t space = line.find(' ');
    const auto kept = std::find_if(kKept.begin(), kKept.end(), [&](const KeptKey& one) {
      return one.name == line.substr(0, space);
    });
    Key key{};
    const bool read = space != std::string_view::npos && kept != kKept.end() &&
                      read_hex(line.substr(space + 1), key) &&
                      keyring.kept_.emplace(kept->purpose, key).second;
    if (!read) return broken;
  }
  return keyring;
}

std::string Keyring::text() const {
  std::string text = hex(master_) + "\n";
  for (const KeptKey& one : kKept) {
    const auto kept = kept_.find(one.purpose);
    if (kept != kept_.end()) text += std::string(one.name) + " " + hex(kept->second) + "\n";
  }
  return text;
}

Keyring Keyring::successor(const RandomSource& random, Replace replace) const {
  Keyring next = generate(random);
  if (replace == Replace::everything) return next;
  for (const KeptKey& one : kKept) next.kept_.emplace(one.purpose, key(one.purpose));
  return next;
}

Key Keyring::derived(Purpose purpose) const {
  Key key{};
  const int code = crypto_kdf_derive_from_key(
      key.data(), key.size(), static_cast<std::uint64_t>(purpose), kContext, master_.data());
  PAYUNG_CHECK(code == 0);
  return key;
}

Key Keyring::key(Purpose purpose) const {
  if (const auto kept = kept_.find(purpose); kept != kept_.end()) return kept->second;
  // Databases of before know one key for both kinds of index.
  return derived(purpose == Purpose::recognise ? Purpose::blind : purpose);
}

std::string Keyring::fingerprint() const {
  Key key = derived(Purpose::fingerprint);
  if (!kept_.empty()) {
    // A file that lost its further lines is another key too.
    const std::string whole = text();
    const Key keyed = key;
    const int code = crypto_generichash(key.data(), key.size(),
                                        reinterpret_cast<const unsigned char*>(whole.data()),
                                        whole.size(), keyed.data(), keyed.size());
    PAYUNG_CHECK(code == 0);
  }
  return hex(std::span(key).first<8>());
}

}  // namespace payung::secrets
