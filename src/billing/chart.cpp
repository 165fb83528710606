#include "billing/chart.hpp"

#include <array>
#include <string>

#include "base/check.hpp"

namespace payung::billing {
namespace {

using ledger::Account;
using ledger::AccountId;
using ledger::Floor;
using ledger::Side;

// Numbers below kFirstPayer are the common accounts; each payer has two after it.
constexpr AccountId kBank = 1;
constexpr AccountId kFunds = 10;
constexpr AccountId kCorrections = 20;
constexpr AccountId kFirstPayer = 1'000;
constexpr std::array kFunded = {Programme::jkk, Programme::jkm, Programme::jht};

std::string named(std::string_view what, std::string_view whose) {
  return std::string(what) + "." + std::string(whose);
}

}  // namespace

AccountId bank_account() { return kBank; }

AccountId fund_account(Programme programme) { return kFunds + static_cast<AccountId>(programme); }

AccountId correction_account(Programme programme) {
  return kCorrections + static_cast<AccountId>(programme);
}

AccountId receivable_account(std::int64_t payer) {
  PAYUNG_CHECK(payer > 0);
  return kFirstPayer + 2 * payer;
}

AccountId suspense_account(std::int64_t payer) { return receivable_account(payer) + 1; }

std::vector<Account> common_accounts() {
  std::vector<Account> accounts{{kBank, "bank", Side::debit, Floor::none}};
  for (const Programme programme : kFunded) {
    accounts.push_back(
        {fund_account(programme), named("fund", to_text(programme)), Side::credit, Floor::none});
  }
  for (const Programme programme : kFunded) {
    accounts.push_back({correction_account(programme), named("correction", to_text(programme)),
                        Side::credit, Floor::none});
  }
  return accounts;
}

std::vector<Account> payer_accounts(std::int64_t payer) {
  const std::string number = std::to_string(payer);
  return {{receivable_account(payer), named("receivable", number), Side::debit, Floor::none},
          {suspense_account(payer), named("suspense", number), Side::credit, Floor::zero}};
}

}  // namespace payung::billing
