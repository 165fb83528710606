#pragma once

#include <string>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "identity/caller.hpp"
#include "identity/password_policy.hpp"

/// Setting and changing passwords.
namespace payung::app {

enum class PasswordAnswer : std::uint8_t {
  set,
  refused,   ///< the link or the old password does not hold; which way is not said
  wait,      ///< too many attempts
  unsuited,  ///< the new password breaks the policy: `fault`
};
std::string_view to_text(PasswordAnswer answer);

struct PasswordResult {
  PasswordAnswer answer = PasswordAnswer::refused;
  identity::PasswordFault fault = identity::PasswordFault::none;
  identity::Instant wait_until = {};
};

struct InvitationQuery {
  std::string token;  ///< of the link
  std::string password;
  std::string address;
};

/// Sets the password of an invited account or after a reset, ends the link and all sessions. Links
/// that are unknown, used, replaced or expired are refused alike. Nobody is signed in by it.
/// The hash is made between two transactions, only for a link that holds. Audited.
/// Errors: storage; bad_date.
Result<PasswordResult> accept_invitation(Environment& environment, const IdentityContext& context,
                                         const InvitationQuery& query);

struct PasswordChange {
  std::string old_password;
  std::string new_password;
  std::string address;
};

/// Changes the caller's own password and ends his other sessions. A wrong old one counts as an
/// attempt. Audited. Errors: conflict for a caller with an API key; storage; bad_date.
Result<PasswordResult> change_password(Environment& environment, const IdentityContext& context,
                                       const identity::Caller& caller,
                                       const PasswordChange& change);

}  // namespace payung::app
