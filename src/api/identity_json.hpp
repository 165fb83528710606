#pragma once

#include <nlohmann/json.hpp>

#include "api/route.hpp"
#include "store/accounts.hpp"

/// Accounts, callers and scopes as JSON; for the files of identity in src/api.
namespace payung::api {

/// [{"kind": "region", "value": "33.19"}]; the country is "*".
Json scope_json(const identity::Scope& scope);
/// Errors: bad_region, bad_value.
Result<identity::Scope> scope_of(const Json& limits);
Json permissions_json(identity::Permissions permissions);
Json caller_json(const identity::Caller& caller);
Json account_json(const store::Account& account);

/// Parts of account_routes().
std::span<const Route> api_key_routes();
std::span<const Route> approval_routes();

}  // namespace payung::api
