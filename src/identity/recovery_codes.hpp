#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Codes on paper for whoever loses the phone: each counts once.
namespace payung::identity {

inline constexpr std::size_t kRecoveryCodes = 10;
/// Per code: 80 bits, so that a plain keyed hash keeps them safe.
inline constexpr std::size_t kRecoveryCodeBytes = 10;

/// Ten codes "ABCD-EFGH-JKMN-PQRS" from kRecoveryCodes * kRecoveryCodeBytes random bytes, in
/// Crockford's base 32: no I, L, O, U. Errors: bad_value for another count of bytes.
Result<std::vector<std::string>> recovery_codes(std::string_view random_bytes);

/// What a person typed, in the one form that is hashed: upper case, without dashes and blanks, with
/// O read as 0, I and L as 1. Errors: bad_value when it is no such code.
Result<std::string> normal_recovery_code(std::string_view typed);

}  // namespace payung::identity
