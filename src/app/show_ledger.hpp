#pragma once

#include <string>
#include <vector>

#include "app/environment.hpp"
#include "store/ledger.hpp"

namespace payung::app {

struct TrialBalance {
  std::vector<store::AccountBalance> accounts;  ///< by number
  Rupiah debit;                                 ///< of all accounts
  Rupiah credit;                                ///< the same, or the book is broken
};

/// What every account holds. Reads only. Errors: storage, overflow.
Result<TrialBalance> trial_balance(Environment& environment);

/// One account's transfers, oldest first, each with the codes of both sides.
struct Entry {
  ledger::Transfer transfer;
  std::string debit_code;
  std::string credit_code;
};
/// Reads only. Errors: not_found, storage.
Result<std::vector<Entry>> account_entries(Environment& environment, const std::string& code);

}  // namespace payung::app
