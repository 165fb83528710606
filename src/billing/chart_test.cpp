// Goal: every account means one thing: no two have a number or a code in common.
// Method: opens one ledger over the chart of many payers, which refuses doubles.
#include "billing/chart.hpp"

#include <gtest/gtest.h>

namespace payung::billing {
namespace {

TEST(Chart, NoTwoAccountsAreOne) {
  auto accounts = common_accounts();
  EXPECT_EQ(accounts.size(), 7U);
  for (std::int64_t payer = 1; payer <= 1'000; ++payer) {
    for (const auto& account : payer_accounts(payer)) accounts.push_back(account);
  }
  EXPECT_TRUE(ledger::Ledger::open(accounts).ok());
}

TEST(Chart, SuspenseIsAPayersMoneyAndNeverBelowZero) {
  const auto accounts = payer_accounts(12);
  ASSERT_EQ(accounts.size(), 2U);
  EXPECT_EQ(accounts[0].id, receivable_account(12));
  EXPECT_EQ(accounts[0].code, "receivable.12");
  EXPECT_EQ(accounts[0].grows, ledger::Side::debit);
  EXPECT_EQ(accounts[1].id, suspense_account(12));
  EXPECT_EQ(accounts[1].grows, ledger::Side::credit);
  EXPECT_EQ(accounts[1].floor, ledger::Floor::zero);
}

TEST(Chart, FundsAndCorrectionsStandApart) {
  EXPECT_EQ(bank_account(), 1);
  EXPECT_NE(fund_account(Programme::jkk), fund_account(Programme::jkm));
  EXPECT_NE(fund_account(Programme::jht), correction_account(Programme::jht));
}

}  // namespace
}  // namespace payung::billing
