#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Passwords are kept as argon2id (RFC 9106) only.
namespace payung::secrets {

/// What one hash costs. OWASP's password storage sheet: 19 MiB and two passes at least; a machine
/// of two cores does some fifty a second, which is what sign-in is limited to anyway.
struct PasswordCost {
  std::uint64_t passes = 2;
  std::size_t memory_bytes = std::size_t{19} * 1024 * 1024;
};

/// The standard text form with its own salt and cost: "$argon2id$v=19$m=...". Takes some 20 ms.
std::string hash_password(std::string_view password, const PasswordCost& cost = {});
bool password_fits(std::string_view hash, std::string_view password);
/// Made with another cost than today's: hash anew at the next sign-in.
bool needs_rehash(std::string_view hash, const PasswordCost& cost = {});

}  // namespace payung::secrets
