#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "ledger/ledger.hpp"

/// The book of accounts and transfers. Writing happens inside the caller's transaction.
/// Errors everywhere: storage; already_there for a number or code that is taken.
namespace payung::store {

struct OwnedAccount {
  ledger::Account account;
  std::optional<std::int64_t> payer;  ///< whose it is; empty for common ones
};

/// Adds those accounts that are not there yet: one by one when they are few, else as a bulk write.
Status add_accounts(db::Connection& connection, std::span<const OwnedAccount> accounts);

/// The number the next transfer gets: 1, 2, 3 ...
Result<ledger::TransferId> next_transfer(db::Connection& connection);

/// Appends; the ledger's own rules were checked by the caller, the table checks them again.
Status add_transfers(db::Connection& connection, std::span<const ledger::Transfer> transfers);

struct AccountBalance {
  ledger::Account account;
  std::optional<std::int64_t> payer;
  ledger::Balance balance;
};

/// Every account, by number.
Result<std::vector<AccountBalance>> balances(db::Connection& connection);

/// The transfers that touch an account, in the order of recording. Errors: not_found.
Result<std::vector<ledger::Transfer>> transfers_of(db::Connection& connection,
                                                   std::string_view account_code);

/// Every transfer, by number.
using EachTransfer = std::function<Status(const ledger::Transfer&)>;
Status each_transfer(db::Connection& connection, const EachTransfer& each);

}  // namespace payung::store
