#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/kinds.hpp"
#include "coverage/coverage.hpp"
#include "db/database.hpp"

/// The paid months, as coverage asks for them. Errors everywhere: storage; integrity.
namespace payung::store {

/// The paid months of one person in one programme, ascending, whoever paid.
Result<std::vector<coverage::PaidMonth>> paid_months_of(db::Connection& connection,
                                                        std::int64_t person, Programme programme);

struct PaidRow {
  std::int64_t person;
  Programme programme;
  coverage::PaidMonth paid;
};

/// Every paid month from `from` until (without) `until`, by person, programme, month.
using EachPaid = std::function<Status(const PaidRow&)>;
Status each_paid_month(db::Connection& connection, const MonthRange& months, const EachPaid& each);

}  // namespace payung::store
