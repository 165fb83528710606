#pragma once

#include <string>
#include <vector>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "identity/caller.hpp"

/// The caller's own second factor: offer, prove, take away. Only for callers with a session.
namespace payung::app {

struct TotpOffer {
  std::string secret;  ///< base 32, to be typed
  std::string uri;     ///< to be shown as a QR
};

/// Makes a new secret; it protects nothing until proved. Errors: conflict when a second factor is
/// active, or for an API key.
Result<TotpOffer> offer_totp(Environment& environment, const IdentityContext& context,
                             const identity::Caller& caller);

enum class FactorAnswer : std::uint8_t { done, refused, wait };

struct FactorProof {
  std::string password;  ///< again: whoever finds a screen unlocked changes nothing
  std::string code;
  std::string address;
};

struct FactorResult {
  FactorAnswer answer = FactorAnswer::refused;
  identity::Instant wait_until = {};
  std::vector<std::string> recovery_codes = {};  ///< shown this once
};

/// Proves the offered secret by a code of the app and the password, makes it count and gives
/// recovery codes; ends the caller's other sessions. Audited. Errors: not_found without an offer;
/// conflict for an API key.
Result<FactorResult> activate_totp(Environment& environment, const IdentityContext& context,
                                   const identity::Caller& caller, const FactorProof& proof);

/// Takes the second factor and its recovery codes away, after password and code.
/// Errors: not_found without one; conflict for an API key.
Result<FactorResult> disable_totp(Environment& environment, const IdentityContext& context,
                                  const identity::Caller& caller, const FactorProof& proof);

/// New recovery codes in place of the old ones, after password and code.
/// Errors: not_found without a second factor; conflict for an API key.
Result<FactorResult> renew_recovery_codes(Environment& environment, const IdentityContext& context,
                                          const identity::Caller& caller, const FactorProof& proof);

}  // namespace payung::app
