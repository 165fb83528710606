#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// Members page by page, as people sort them. Reads only. Errors: storage; bad_value for an order
/// that is none.
namespace payung::store {

/// Persons who are or were members, after that person (0: from the first); with a payer those for
/// whom it ever paid. Orders: "person" (empty means it), by the order in which they became known;
/// "joined", by the first event of their membership (of that payer); each also with "-" before it
/// for the other way round.
Result<std::vector<std::int64_t>> member_page(db::Connection& connection, std::string_view order,
                                              std::optional<std::int64_t> payer, std::int64_t after,
                                              std::int64_t most);

}  // namespace payung::store
