#include "app/show_ledger.hpp"

#include <map>

namespace payung::app {

Result<TrialBalance> trial_balance(Environment& env) {
  auto accounts = store::balances(env.database);
  if (!accounts) return accounts.error();
  TrialBalance balance{*std::move(accounts), {}, {}};
  for (const store::AccountBalance& one : balance.accounts) {
    const auto debit = balance.debit.plus(one.balance.debit);
    if (!debit) return debit.error();
    const auto credit = balance.credit.plus(one.balance.credit);
    if (!credit) return credit.error();
    balance.debit = *debit;
    balance.credit = *credit;
  }
  return balance;
}

Result<std::vector<Entry>> account_entries(Environment& env, const std::string& code) {
  const auto transfers = store::transfers_of(env.database, code);
  if (!transfers) return transfers.error();
  const auto accounts = store::balances(env.database);
  if (!accounts) return accounts.error();
  std::map<ledger::AccountId, std::string> codes;
  for (const store::AccountBalance& one : *accounts) codes[one.account.id] = one.account.code;
  std::vector<Entry> entries;
  for (const ledger::Transfer& transfer : *transfers) {
    entries.push_back({transfer, codes[transfer.debit], codes[transfer.credit]});
  }
  return entries;
}

}  // namespace payung::app
