#pragma once

#include <optional>
#include <string>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "app/sign_in.hpp"

/// Signing in through an OpenID provider, as far as our own house goes. The talk with the provider
/// is adapters/oidc; the door brings both together.
namespace payung::app {

/// What belongs to one sign-in on its way. `state` also goes into a cookie of the browser, and
/// what comes back must match it: so nobody is signed in under another one's name.
struct ProviderPass {
  std::string state;
  std::string nonce;
  std::string verifier;
};

/// One transaction. Errors: storage; bad_date.
Result<ProviderPass> begin_provider_sign_in(Environment& environment,
                                            const IdentityContext& context);

/// Takes the pass of a state that came back: once, within ten minutes; else empty.
Result<std::optional<ProviderPass>> take_provider_pass(Environment& environment,
                                                       const IdentityContext& context,
                                                       std::string_view state);

/// Whom the provider vouches for; its token was checked.
struct ProvedPerson {
  std::string issuer;
  std::string subject;
  std::optional<std::string> verified_mail = {};
};

/// Signs in the account that is linked to (issuer, subject). The first time: the one whose mail an
/// administrator set to the verified one, unless another subject of this issuer has it; then they
/// are linked, and an invited account becomes active. Unknown people get no account: refused, as
/// are disabled accounts and machines. With a second factor here, a half session.
/// One transaction, audited. Errors: storage; bad_date.
Result<SignInResult> finish_provider_sign_in(Environment& environment,
                                             const IdentityContext& context,
                                             const ProvedPerson& person,
                                             const std::string& address);

}  // namespace payung::app
