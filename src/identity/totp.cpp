#include "identity/totp.hpp"
#include "base/percent.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace payung::identity {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  PAYUNG_CHECK(digits >= 6 && digits <= 8);
  std::array<unsigned char, 8> counter{};
  auto rest = static_cast<std::uint64_t>(step);
  for (std::size_t i = counter.size(); i-- > 0; rest >>= 8U) {
    counter[i] = static_cast<unsigned char>(rest & 0xFFU);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int length = 0;
  const auto* made = HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()),
                          counter.data(), counter.size(), mac.data(), &length);
  PAYUNG_CHECK(made != nullptr && length == 20);
  // Dynamic truncation, RFC 4226, section 5.3.
  const std::size_t at = mac[19] & 0x0FU;
  const std::uint32_t number = (static_cast<std::uint32_t>(mac[at] & 0x7FU) << 24U) |
                               (static_cast<std::uint32_t>(mac[at + 1]) << 16U) |
                               (static_cast<std::uint32_t>(mac[at + 2]) << 8U) |
                               static_cast<std::uint32_t>(mac[at + 3]);
  std::string code(static_cast<std::size_t>(digits), '0');
  std::uint32_t left = number;
  for (std::size_t i = code.size(); i-- > 0; left /= 10) {
    code[i] = static_cast<char>('0' + left % 10);
  }
  return code;
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now,
                                      std::int64_t last_step) {
  if (code.size() != static_cast<std::size_t>(kTotpDigits)) return std::nullopt;
  const std::int64_t present = now.seconds / kTotpStepSeconds;
  std::optional<std::int64_t> found;
  for (std::int64_t step = present - 1; step <= present + 1; ++step) {
    const std::string right = totp_code(secret, step);
    const bool same = CRYPTO_memcmp(right.data(), code.data(), right.size()) == 0;
    if (same && step > last_step) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const char c : bytes) {
    held = (held << 8U) | static_cast<unsigned char>(c);
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += kBase32[(held >> bits) & 31U];
    }
  }
  if (bits > 0) text += kBase32[(held << (5U - bits)) & 31U];
  return text;
}

std::string totp_uri(std::string_view secret, std::string_view account_name) {
  return "otpauth://totp/Payung:" + percent_encoded(account_name) + "?secret=" + base32(secret) +
         "&issuer=Payung";
}

}  // namespace payung::identity
