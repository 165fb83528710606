#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"

/// What must hold between the stored rows of money, each as one query that finds what does not.
namespace payung::store {

struct MoneyCheck {
  std::string_view name;  ///< key of web/text: "verify.<name>"
  std::string_view sql;   ///< gives one text per violation, with the numbers of its rows
};

std::span<const MoneyCheck> money_checks();

/// The violations in words of rows and numbers, without personal data; empty when all is well.
Result<std::vector<std::string>> violations(db::Connection& connection, const MoneyCheck& check);

/// Plays every transfer again through ledger::Ledger, which refuses what a book may not hold, and
/// compares the sum of all debits with that of all credits.
Result<std::vector<std::string>> ledger_violations(db::Connection& connection);

}  // namespace payung::store
