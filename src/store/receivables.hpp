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

/// Which of them; what is empty does not narrow.
struct ReceivableQuestion {
  std::optional<Month> from = {};
  std::optional<Month> until = {};  ///< first month no longer
  std::optional<std::int64_t> payer = {};
  std::int64_t after = 0;    ///< payers with a higher number
  std::int64_t most = 1000;  ///< that many payers at most
};

/// By payer, then month.
Result<std::vector<Receivable>> receivables(db::Connection& connection,
                                            const ReceivableQuestion& question);
/// The highest number of that window of payers; empty when there is none after it.
Result<std::optional<std::int64_t>> last_payer_of_window(db::Connection& connection,
                                                         std::int64_t after, std::int64_t most);

/// Of bills that are not settled in full and whose due day is before `on`. By payer, then month.
Result<std::vector<Receivable>> overdue(db::Connection& connection, Date on,
                                        std::optional<std::int64_t> payer);

}  // namespace payung::store
