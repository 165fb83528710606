#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

/// Which passwords are taken. Length is what counts (NIST SP 800-63B 5.1.1.2, OWASP ASVS 5 V6.2):
/// no composition rules, no forced change; refused are only those that somebody tries first.
namespace payung::identity {

inline constexpr std::size_t kPasswordCharactersMin = 12;
/// In bytes: hashing must not be handed megabytes.
inline constexpr std::size_t kPasswordBytesMax = 128;

/// Why a password is refused.
enum class PasswordFault : std::uint8_t {
  none,
  too_short,
  too_long,
  no_text,     ///< not UTF-8, or with control characters
  own_name,    ///< built on the account's own name or mail
  too_common,  ///< a common word or row of keys, alone, repeated or with figures around it
};
std::string_view to_text(PasswordFault fault);

/// The words of data/common_passwords.txt: one per line, lower case, lines with # are comments.
class CommonPasswords {
 public:
  static CommonPasswords parse(std::string_view text);
  bool has(std::string_view word) const { return words_.find(word) != words_.end(); }
  std::size_t size() const { return words_.size(); }

 private:
  std::set<std::string, std::less<>> words_;
};

/// `own`: names by which the account is known: sign-in name, mail, shown name.
PasswordFault check_password(std::string_view password, std::span<const std::string_view> own,
                             const CommonPasswords& common);

}  // namespace payung::identity
