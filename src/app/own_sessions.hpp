#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "identity/caller.hpp"
#include "store/sessions.hpp"

/// The caller's own sessions. Whoever changes something here clears the CallerCache.
namespace payung::app {

/// Those that live, newest first. Reads only. Errors: storage; bad_date.
Result<std::vector<store::UserSession>> list_sessions(Environment& environment,
                                                      const IdentityContext& context,
                                                      const identity::Caller& caller);

/// Ends the session of this token, half or full; an unknown or ended one is fine too.
/// One transaction, audited. Errors: storage; bad_date.
Status sign_out(Environment& environment, const IdentityContext& context, std::string_view token);

/// Ends one of the caller's own, as the list shows it. Errors: not_found for those of others too.
Status end_own_session(Environment& environment, const IdentityContext& context,
                       const identity::Caller& caller, std::string_view public_id);

/// Ends all of the caller's but the one he asks with; how many. Errors: storage; bad_date.
Result<std::int64_t> end_other_sessions(Environment& environment, const identity::Caller& caller);

}  // namespace payung::app
