// Goal: the trial balance and the entries of an account tell what bills and payments posted.
// Method: one bill and one payment by hand, on both engines.
#include "app/show_ledger.hpp"

#include <gtest/gtest.h>

#include "app/money_testing.hpp"

namespace payung::app {
namespace {

TEST(ShowLedger, TellsWhatWasPosted) {
  store::testing::for_each_engine([](db::Connection& connection) {
    testing::Town town(connection);
    town.enrol(11, 1, testing::day(2025, 1, 1));
    town.enrol(12, 1, testing::day(2025, 1, 1));
    town.bill(2025, 1);
    town.pay("dinas", 20'000, testing::day(2025, 1, 10));
    const auto balance = trial_balance(town.env());
    ASSERT_TRUE(balance.ok());
    EXPECT_EQ(balance->debit, Rupiah(33'600 + 20'000 + 16'800));
    EXPECT_EQ(balance->credit, balance->debit);
    const auto held = [&](std::string_view code) {
      for (const auto& one : balance->accounts) {
        if (one.account.code == code) return one.balance.held();
      }
      return Rupiah(-1);
    };
    EXPECT_EQ(held("bank"), Rupiah(20'000));
    EXPECT_EQ(held("fund.JKK"), Rupiah(20'000));
    EXPECT_EQ(held("fund.JKM"), Rupiah(13'600));
    EXPECT_EQ(held("fund.JHT"), Rupiah(0));
    EXPECT_EQ(held("receivable.1"), Rupiah(16'800));
    EXPECT_EQ(held("suspense.1"), Rupiah(3'200));

    const auto entries = account_entries(town.env(), "suspense.1");
    ASSERT_TRUE(entries.ok());
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ(entries->at(0).debit_code, "bank");
    EXPECT_EQ(entries->at(0).transfer.kind, "receipt");
    EXPECT_EQ(entries->at(0).transfer.booked_on, testing::day(2025, 1, 10));
    EXPECT_EQ(entries->at(1).credit_code, "receivable.1");
    EXPECT_EQ(account_entries(town.env(), "suspense.9").error().code, Errc::not_found);
  });
}

}  // namespace
}  // namespace payung::app
