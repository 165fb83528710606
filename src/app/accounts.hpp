#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "identity/scope.hpp"
#include "store/accounts.hpp"

/// Accounts: made, changed, disabled; always with a trail of before and after. An administrator
/// makes the account and hands over a one-time link; only its owner ever knows the password.
namespace payung::app {

/// Who does it: an account's number; empty for whoever sits at the machine's own console.
using Doer = std::optional<std::int64_t>;

/// A one-time link as it is handed over, once: `<where the service is>/invitation#<token>`. The
/// token stands behind the # so that no server writes it into a log.
struct Invitation {
  store::Account account;
  std::string token;
  identity::Instant expires;
};

/// When there is no account at all: makes the administrator "admin" without a password, reaching
/// the whole country, and the link to set one. While nobody has used a link yet, a new one takes
/// its place, so that a lost one locks nobody out. Empty when an administrator is active.
/// One transaction, audited. Errors: storage; bad_date.
Result<std::optional<Invitation>> first_start(Environment& environment,
                                              const IdentityContext& context);

struct NewAccount {
  std::string name;        ///< 2 to 64 of a-z, 0-9, dot, dash, underscore; first a letter
  std::string shown_name;  ///< 1 to 100 characters
  std::optional<std::string> mail = {};
  std::optional<std::string> organisation = {};  ///< code
  identity::Role role = identity::Role::worker;
  identity::Scope scope = {};
};

/// One transaction, audited. A machine gets no link (the token is empty): it has keys.
/// Errors: bad_value (naming the field), not_found (organisation), already_there (name or mail).
Result<Invitation> create_account(Environment& environment, const IdentityContext& context,
                                  const NewAccount& account);

/// What is to change; what is empty stays.
struct AccountChange {
  std::optional<std::string> shown_name = {};
  std::optional<std::string> mail = {};  ///< "" takes it away
  std::optional<identity::Role> role = {};
  std::optional<identity::Scope> scope = {};
  std::string reason = {};
};

/// Changes the account, ends its sessions when role or scope changed, and takes its API keys with
/// a new role. One transaction, audited with before and after. Errors: not_found; bad_value;
/// already_there (mail); conflict when somebody changes his own role or scope, or when no
/// administrator would be left; nothing_done.
Result<store::Account> change_account(Environment& environment, Doer doer,
                                      std::string_view public_id, const AccountChange& change);

/// Nobody signs in any more; sessions, keys and links end. Errors: not_found; conflict for one's
/// own account and for the last administrator; nothing_done when it was disabled before.
Result<store::Account> disable_account(Environment& environment, Doer doer,
                                       std::string_view public_id, std::string_view reason);
/// Lets a disabled account in again, by a new link: the old password stays gone.
/// Errors: not_found; nothing_done when it is not disabled.
Result<Invitation> enable_account(Environment& environment, const IdentityContext& context,
                                  Doer doer, std::string_view public_id, std::string_view reason);

/// A forgotten password: a link by which the owner sets a new one. The old one holds until then,
/// and the second factor after it. Errors: not_found; conflict for a disabled account, a machine,
/// and one's own (who is signed in changes the password).
Result<Invitation> send_reset_link(Environment& environment, const IdentityContext& context,
                                   Doer doer, std::string_view public_id);

/// A lost phone and lost recovery codes: the second factor goes, all sessions end. Errors:
/// not_found; conflict for one's own account; nothing_done without a second factor.
Status drop_second_factor(Environment& environment, Doer doer, std::string_view public_id,
                          std::string_view reason);

struct NewOrganisation {
  std::string code;  ///< as an account's name
  std::string name;
  std::string kind;
};
/// Errors: bad_value; already_there.
Result<store::Organisation> create_organisation(Environment& environment,
                                                const IdentityContext& context,
                                                const NewOrganisation& organisation);

}  // namespace payung::app
