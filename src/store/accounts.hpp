#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "identity/permission.hpp"
#include "identity/scope.hpp"

/// Organisations and accounts as they are now, and how they came to be so. Writing happens inside
/// the caller's transaction. Errors everywhere: storage; integrity when a stored word is none of
/// ours; already_there when a name, mail or code is taken.
namespace payung::store {

struct Organisation {
  std::int64_t id = 0;
  std::string public_id;
  std::string code;
  std::string name;
  std::string kind;  ///< branch, agency, company, village, system, other
};

/// Gives the organisation its number.
Status add_organisation(db::Connection& connection, Organisation& organisation,
                        std::string_view now, std::string_view actor);
/// By code.
Result<std::vector<Organisation>> organisations(db::Connection& connection);
Result<std::optional<Organisation>> organisation_by_code(db::Connection& connection,
                                                         std::string_view code);

enum class AccountState : std::uint8_t {
  invited,  ///< has a one-time link and no password yet
  active,
  disabled,
};
std::string_view to_text(AccountState state);
Result<AccountState> parse_account_state(std::string_view text);

struct Account {
  std::int64_t id = 0;
  std::string public_id;
  std::string name;        ///< to sign in with; lower case
  std::string shown_name;  ///< what people call them
  std::optional<std::string> mail;
  std::optional<std::int64_t> organisation;
  identity::Role role = identity::Role::worker;
  AccountState state = AccountState::invited;
  identity::Scope scope = {};
  std::string recorded_at;
};

/// Gives the account its number and stores it with its scope.
Status add_account(db::Connection& connection, Account& account);

Result<std::optional<Account>> account_by_number(db::Connection& connection, std::int64_t number);
Result<std::optional<Account>> account_by_public_id(db::Connection& connection,
                                                    std::string_view public_id);
Result<std::optional<Account>> account_by_name(db::Connection& connection, std::string_view name);
Result<std::optional<Account>> account_by_mail(db::Connection& connection, std::string_view mail);
/// By number, those after `after`, at most `most`.
Result<std::vector<Account>> accounts(db::Connection& connection, std::int64_t after,
                                      std::int64_t most);

Result<std::int64_t> count_accounts(db::Connection& connection);
/// Administrators who can sign in.
Result<std::int64_t> count_active_administrators(db::Connection& connection);

/// Stores state, role, shown name, mail and organisation as they stand in `account`, and its scope.
Status change_account(db::Connection& connection, const Account& account);

struct AccountEvent {
  std::int64_t account = 0;
  std::string kind;  ///< created, activated, disabled, enabled, role_changed ...
  std::string before;
  std::string after;
  std::string recorded_at;
  std::string actor;
  std::string reason;
};
Status add_account_event(db::Connection& connection, const AccountEvent& event);
/// Oldest first.
Result<std::vector<AccountEvent>> account_events(db::Connection& connection, std::int64_t account);

/// Who an OpenID provider says somebody is.
struct ProviderIdentity {
  std::string_view issuer;
  std::string_view subject;
};
Status link_provider(db::Connection& connection, const ProviderIdentity& identity,
                     std::int64_t account, std::string_view now);
Result<std::optional<Account>> account_by_provider(db::Connection& connection,
                                                   const ProviderIdentity& identity);
/// Whether another subject of this issuer is linked to the account already.
Result<bool> has_provider_link(db::Connection& connection, std::int64_t account,
                               std::string_view issuer);

}  // namespace payung::store
