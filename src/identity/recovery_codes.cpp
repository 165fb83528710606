#include "identity/recovery_codes.hpp"

#include <cstdint>

namespace payung::identity {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeLength = kRecoveryCodeBytes * 8 / 5;

std::string code_of(std::string_view bytes) {
  std::string code;
  std::uint32_t held = 0;
  unsigned bits = 0;
  std::size_t digits = 0;
  for (const char c : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      if (digits > 0 && digits % 4 == 0) code += '-';
      code += kDigits[(held >> bits) & 31U];
      ++digits;
    }
  }
  return code;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

}  // namespace

Result<std::vector<std::string>> recovery_codes(std::string_view random_bytes) {
  if (random_bytes.size() != kRecoveryCodes * kRecoveryCodeBytes) {
    return Error{Errc::bad_value, "recovery codes", "100 random bytes"};
  }
  std::vector<std::string> codes;
  codes.reserve(kRecoveryCodes);
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(code_of(random_bytes.substr(i * kRecoveryCodeBytes, kRecoveryCodeBytes)));
  }
  return codes;
}

Result<std::string> normal_recovery_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    char letter = upper(c);
    if (letter == 'O') letter = '0';
    if (letter == 'I' || letter == 'L') letter = '1';
    if (letter == '\0' || kDigits.find(letter) == std::string_view::npos ||
        code.size() == kCodeLength) {
      return Error{Errc::bad_value, "recovery code", "16 letters and figures"};
    }
    code += letter;
  }
  if (code.size() != kCodeLength) {
    return Error{Errc::bad_value, "recovery code", "16 letters and figures"};
  }
  return code;
}

}  // namespace payung::identity
