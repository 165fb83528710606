#pragma once

#include <string_view>

#include "app/accounts.hpp"

/// What the use cases of accounts share; for src/app/accounts*.cpp alone.
namespace payung::app {

/// Errors: not_found.
Result<store::Account> account_named(db::Connection& database, std::string_view public_id);

/// Gives the account a one-time link. Inside the caller's transaction.
Result<Invitation> invite(Environment& environment, const IdentityContext& context,
                          const store::Account& account, std::string_view purpose);

/// Writes the event of the account and the line of the trail.
Status tell(Environment& environment, std::string_view action, const store::Account& account,
            std::string_view before, std::string_view after, std::string_view reason);

/// Role, scope and state as the trail has them; no mail, no name of a person.
std::string summary(const store::Account& account);

Status check_shown_name(std::string_view name);
Status check_mail(std::string_view mail);
Status check_reason(std::string_view reason);
/// Lower case of the 26 letters.
std::string lower_case(std::string_view text);

}  // namespace payung::app
