#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/rupiah.hpp"
#include "db/database.hpp"

/// Allocations as they were made. Writing happens inside the caller's transaction and only adds.
/// Errors everywhere: storage; integrity.
namespace payung::store {

struct StoredOutcome {
  std::int64_t person = 0;
  std::int64_t rank = 0;
  std::string standing;  ///< paid, waiting, unfundable
  std::optional<std::int64_t> budget;
  std::optional<MonthRange> months;    ///< paid: what the budget covers
  std::int64_t exhausted_at_rank = 0;  ///< waiting
  std::string barriers;                ///< unfundable: "sector,age"
  friend bool operator==(const StoredOutcome&, const StoredOutcome&) = default;
};

struct StoredUse {
  std::int64_t budget = 0;
  std::int64_t heads = 0;
  Rupiah cost;
  std::int64_t exhausted_at_rank = 0;
  friend bool operator==(const StoredUse&, const StoredUse&) = default;
};

struct AllocationRun {
  std::int64_t id = 0;
  std::int64_t scheme = 0;
  std::int64_t scheme_version = 0;
  Date allocated_on;
  Month from;
  std::string guarantee;                ///< exact, maximal
  std::vector<StoredOutcome> outcomes;  ///< by rank
  std::vector<StoredUse> uses;          ///< by budget
};

/// The newest run of a scheme, if there is one.
Result<std::optional<AllocationRun>> newest_allocation(db::Connection& connection,
                                                       std::int64_t scheme);
/// What the newest run of a scheme says of one person; empty when it says nothing.
Result<std::optional<StoredOutcome>> newest_outcome(db::Connection& connection, std::int64_t scheme,
                                                    std::int64_t person);
/// Gives the run its number and stores it.
Status add_allocation(db::Connection& connection, AllocationRun& run, std::string_view now,
                      std::string_view actor);

}  // namespace payung::store
