#pragma once

#include <optional>
#include <string>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "identity/instant.hpp"

/// From name and password to a session, in one or two steps.
namespace payung::app {

struct SignInQuery {
  std::string name;
  std::string password;
  std::string address;              ///< the caller's; it is kept hashed and shortened
  std::string previous_token = {};  ///< of a session this browser had: it ends
};

enum class SignInAnswer : std::uint8_t {
  refused,        ///< name, password or code is wrong; which one is not said
  wait,           ///< too many attempts: not before `wait_until`
  second_factor,  ///< the password was right; bring the code with the token of this half session
  signed_in,
};
std::string_view to_text(SignInAnswer answer);

struct SignInResult {
  SignInAnswer answer = SignInAnswer::refused;
  identity::Instant wait_until = {};
  std::string token = {};  ///< for the cookie; always a new one
  std::string csrf_token = {};
  identity::Instant ends = {};  ///< at the latest
};

/// Unknown names, wrong passwords and disabled accounts answer alike and take as long: each counts
/// as an attempt, is compared with one argon2id hash and is written to the trail. What must wait
/// is not hashed. Two transactions with the hash between them; the first one counts the attempt.
/// Audited. Errors: storage; bad_date (now).
Result<SignInResult> sign_in(Environment& environment, const IdentityContext& context,
                             const SignInQuery& query);

struct SecondFactorQuery {
  std::string token;  ///< of the half session
  std::string code;   ///< six figures of the app, or a recovery code
  std::string address;
};

/// The half session becomes a full one with a new token. A code counts once. After the half
/// session ran out: refused. One transaction, audited. Errors: storage; integrity; bad_date.
Result<SignInResult> confirm_second_factor(Environment& environment, const IdentityContext& context,
                                           const SecondFactorQuery& query);

/// Opens a session for an account that proved itself otherwise (app/provider_sign_in); a half one
/// when it has a second factor here. Inside the caller's transaction.
Result<SignInResult> open_session(Environment& environment, const IdentityContext& context,
                                  std::int64_t account, std::string_view means,
                                  std::string_view address);

/// What a write from a browser must bring, made from the session's token.
std::string csrf_token_of(const IdentityContext& context, std::string_view session_token);

}  // namespace payung::app
