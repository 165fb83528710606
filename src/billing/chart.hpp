#pragma once

#include <cstdint>
#include <vector>

#include "base/kinds.hpp"
#include "ledger/ledger.hpp"

/// The chart of accounts: which account of the ledger means what. Numbers follow from what an
/// account is for, so that any two databases with the same payers have the same accounts.
///
///   bank            +debit   money received
///   receivable.P    +debit   what payer P has been billed and has not paid
///   suspense.P      +credit  money of payer P that pays for nobody yet; never below zero
///   fund.JKK ...    +credit  contributions due to the programme's fund
///   correction.JKK  +credit  corrections of those, kept apart from what was billed first
namespace payung::billing {

ledger::AccountId bank_account();
ledger::AccountId fund_account(Programme programme);
ledger::AccountId correction_account(Programme programme);
ledger::AccountId receivable_account(std::int64_t payer);
ledger::AccountId suspense_account(std::int64_t payer);

/// Bank, funds and corrections.
std::vector<ledger::Account> common_accounts();
/// Receivable and suspense of one payer.
std::vector<ledger::Account> payer_accounts(std::int64_t payer);

}  // namespace payung::billing
