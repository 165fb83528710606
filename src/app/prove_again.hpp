#pragma once

#include "app/second_factor.hpp"

/// Who is signed in brings password and second factor again, before a sensitive deed.
namespace payung::app {

/// Password, and the app's code where the account has a second factor; then the session counts as
/// proved from now on (Caller::proved). Who has neither, since he comes by a provider, signs in
/// again instead: refused. Attempts are counted as those of signing in. Two transactions with the
/// hash between them; audited. Whoever calls it clears the CallerCache.
/// Errors: conflict for an API key; storage; integrity; bad_date (now).
Result<FactorResult> prove_again(Environment& environment, const IdentityContext& context,
                                 const identity::Caller& caller, const FactorProof& proof);

}  // namespace payung::app
