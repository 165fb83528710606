#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "identity/instant.hpp"

/// One-time passwords from an authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds,
/// which is what every such app speaks.
namespace payung::identity {

inline constexpr std::int64_t kTotpStepSeconds = 30;
inline constexpr int kTotpDigits = 6;
/// 160 bits (RFC 4226, section 4, R6).
inline constexpr std::size_t kTotpSecretBytes = 20;

/// The code of one step; `digits` 6 to 8 (the RFC's vectors have 8). `secret`: raw bytes.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = kTotpDigits);

/// The step whose code this is, of the present one and one to either side (RFC 6238, section 5.2:
/// clocks and typing). Empty when none fits, and when the step is not after `last_step`: a code
/// counts once. Takes as long for a wrong code as for a right one.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, Instant now,
                                      std::int64_t last_step);

/// RFC 4648 without padding: how the secret is typed into an app.
std::string base32(std::string_view bytes);
/// What the app reads from the QR: "otpauth://totp/Payung:siti?secret=...&issuer=Payung".
std::string totp_uri(std::string_view secret, std::string_view account_name);

}  // namespace payung::identity
