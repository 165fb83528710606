#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "store/accounts.hpp"
#include "store/claims.hpp"

/// Accounts and claims page by page, as people sort them. Reads only. Errors: storage; bad_value
/// for an order that is none.
namespace payung::store {

/// Accounts after the one numbered `after` (0: from the first): "made" (empty means it), "name",
/// "role", each also with "-" before it for the other way round.
Result<std::vector<Account>> account_page(db::Connection& connection, std::string_view order,
                                          std::int64_t after, std::int64_t most);

/// Claims after the one numbered `after`: "-made" (empty means it), "made", "happened_on",
/// "reported_on", and the other way round.
Result<std::vector<Claim>> claim_page(db::Connection& connection, std::string_view order,
                                      std::int64_t after, std::int64_t most);

}  // namespace payung::store
