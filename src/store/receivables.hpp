#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/rupiah.hpp"
#include "db/database.hpp"

/// What was billed, paid and is open, by payer and month. Reads only. Errors: storage; integrity.
namespace payung::store {

struct Receivable {
  std::int64_t payer = 0;
  Month month;
  std::int64_t bills = 0;
  std::int64_t person_months = 0;
  Rupiah billed;
  Rupiah paid;
  Date due_on;  ///< the earliest of its bills
};

/// By payer, then month; of the months in [from, until) and one payer, all when empty.
Result<std::vector<Receivable>> receivables(db::Connection& connection, std::optional<Month> from,
                                            std::optional<Month> until,
                                            std::optional<std::int64_t> payer);

}  // namespace payung::store
