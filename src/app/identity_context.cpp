#include "app/identity_context.hpp"

#include <vector>

#include "identity/totp.hpp"

namespace payung::app {
namespace {

constexpr std::size_t kPublicIdBytes = 16;

std::string totp_place(std::int64_t account) { return "totp:" + std::to_string(account); }

}  // namespace

IdentityContext::IdentityContext(const secrets::Keyring& keyring, secrets::RandomSource random,
                                 const secrets::PasswordCost& cost,
                                 const IdentitySettings& settings, identity::CommonPasswords common)
    : random_(std::move(random)),
      hasher_(keyring),
      vault_(keyring),
      cost_(cost),
      settings_(settings),
      common_(std::move(common)),
      nobodys_hash_(secrets::hash_password(secrets::new_token(random_), cost)) {}

std::string IdentityContext::new_token(std::string_view prefix) const {
  return std::string(prefix) + secrets::new_token(random_);
}

std::string IdentityContext::new_public_id() const {
  std::string id = identity::base32(random_bytes(kPublicIdBytes));
  for (char& c : id) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return id;
}

std::string IdentityContext::random_bytes(std::size_t count) const {
  std::vector<unsigned char> bytes(count);
  random_(bytes);
  return {bytes.begin(), bytes.end()};
}

std::string IdentityContext::new_code() const { return secrets::new_code(random_); }

std::string IdentityContext::hash_of(std::string_view purpose, std::string_view text) const {
  return hasher_.hash(purpose, text);
}

std::string IdentityContext::seal_totp(std::int64_t account, std::string_view secret) const {
  return vault_.seal(totp_place(account), secret);
}

Result<std::string> IdentityContext::open_totp(std::int64_t account,
                                               std::string_view sealed) const {
  return vault_.open(totp_place(account), sealed);
}

std::string IdentityContext::seal(std::string_view place, std::string_view plain) const {
  return vault_.seal(place, plain);
}

Result<std::string> IdentityContext::open(std::string_view place, std::string_view sealed) const {
  return vault_.open(place, sealed);
}

std::string IdentityContext::hash_password(std::string_view password) const {
  return secrets::hash_password(password, cost_);
}

bool IdentityContext::is_password(std::string_view hash, std::string_view password) const {
  // Longer ones are nobody's; the work is done all the same.
  const std::string_view tried = password.substr(0, identity::kPasswordBytesMax);
  const bool same = secrets::password_fits(hash.empty() ? nobodys_hash_ : hash, tried);
  return same && !hash.empty() && tried.size() == password.size();
}

Result<identity::Instant> moment(const Environment& environment) {
  return identity::Instant::parse(environment.now);
}

}  // namespace payung::app
