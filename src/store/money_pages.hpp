#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "store/bills.hpp"
#include "store/payments.hpp"

/// Bills and payments page by page, as people sort them. Reads only. Errors: storage; bad_value for
/// an order that is none.
namespace payung::store {

/// Bills after the one numbered `after` (0: from the first) in that order: "made" (empty means it),
/// "due_on", "month", "total", each also with "-" before it for the other way round.
Result<std::vector<BillHead>> bill_page(db::Connection& connection, std::string_view order,
                                        std::optional<Month> month,
                                        std::optional<std::int64_t> payer, std::int64_t after,
                                        std::int64_t most);

/// Payments after the one numbered `after`: "-made" (empty means it), "made", "received_on",
/// "amount", and the other way round.
Result<std::vector<Payment>> payment_page(db::Connection& connection, std::string_view order,
                                          std::optional<std::int64_t> payer, std::int64_t after,
                                          std::int64_t most);

}  // namespace payung::store
