// Goal: the database itself refuses a second bill, a second payment and any change of what stands.
// Method: the same rows written again, and every table of money updated and emptied, on both
// engines.
#include <gtest/gtest.h>

#include <array>

#include "billing/testing.hpp"
#include "store/bills.hpp"
#include "store/coverage.hpp"
#include "store/payments.hpp"
#include "store/testing.hpp"

namespace payung::store {
namespace {

using billing::testing::day;
using billing::testing::month;

constexpr auto kNow = "2025-01-20T08:00:00Z";

billing::BillRun one_bill(std::int64_t payer, std::int64_t person) {
  billing::BillRun run{month(2025, 1), day(2025, 1, 15), {}, {}};
  run.bases.push_back(
      {Programme::jkk, Rupiah(10'000), {"rules/a.toml:1", "rules/a.toml:9"}, "", {}, {}});
  run.bills.push_back(
      {payer, {{person, 5, Programme::jkk, Rupiah(10'000), 0, 0}}, Rupiah(10'000), 1});
  return run;
}

/// A bill, a payment and what it paid; inside a transaction like every use case.
void fill(db::Connection& connection) {
  auto transaction = db::Transaction::begin(connection);
  ASSERT_TRUE(transaction.ok());
  const auto heads = add_bills(connection, one_bill(1, 11), RunKind::bills, kNow, "tester");
  ASSERT_TRUE(heads.ok());
  EXPECT_EQ(heads->front().id, 1);
  EXPECT_EQ(heads->front().kind, "main");
  ASSERT_TRUE(
      add_payment(connection, {0, 1, Rupiah(12'000), day(2025, 1, 10), "k", "r", kNow}, "tester")
          .ok());
  const auto open = open_lines(connection, 1);
  ASSERT_TRUE(open.ok());
  ASSERT_EQ(open->size(), 1U);
  const auto matching = billing::match(*open, Rupiah(12'000));
  ASSERT_TRUE(matching.ok());
  ASSERT_TRUE(
      add_matching(connection,
                   {0, 1, 1, "payment", Rupiah(0), 0, Rupiah(0), Rupiah(0), day(2025, 1, 10), kNow},
                   *matching, *open)
          .ok());
  ASSERT_TRUE(transaction->commit());
}

TEST(Money, WhatWasWrittenIsRead) {
  testing::for_each_engine([](db::Connection& connection) {
    fill(connection);
    EXPECT_EQ(*suspense_of(connection, 1), Rupiah(2'000));
    EXPECT_EQ(*payers_in_credit(connection), std::vector<std::int64_t>{1});
    EXPECT_TRUE(open_lines(connection, 1)->empty());
    const auto before = billed_before(connection, month(2025, 1));
    ASSERT_EQ(before->size(), 1U);
    EXPECT_EQ(before->front(), (billing::BilledBefore{11, Programme::jkk}));
    const auto paid = paid_months_of(connection, 11, Programme::jkk);
    ASSERT_EQ(paid->size(), 1U);
    EXPECT_EQ(paid->front(), (coverage::PaidMonth{month(2025, 1), day(2025, 1, 10)}));
    int rows = 0;
    const auto each =
        each_paid_month(connection, {month(2025, 1), month(2025, 2)}, [&](const PaidRow& row) {
          ++rows;
          EXPECT_EQ(row.person, 11);
          EXPECT_EQ(row.paid.month, month(2025, 1));
          return Status{};
        });
    EXPECT_TRUE(each.ok());
    EXPECT_EQ(rows, 1);
    const auto lines = lines_of_person(connection, 11);
    ASSERT_EQ(lines->size(), 1U);
    EXPECT_EQ(lines->front().rule_rows, "rules/a.toml:1 rules/a.toml:9");
    EXPECT_EQ(lines->front().payment, 1);
    const auto heads = bill_heads(connection, month(2025, 1), 1);
    ASSERT_EQ(heads->size(), 1U);
    EXPECT_EQ(heads->front().settled, Rupiah(10'000));
    EXPECT_TRUE(bill_heads(connection, month(2025, 2), {})->empty());
  });
}

TEST(Money, NobodyIsBilledTwiceByAnyone) {
  testing::for_each_engine([](db::Connection& connection) {
    fill(connection);
    auto transaction = db::Transaction::begin(connection);
    const auto again = add_bills(connection, one_bill(2, 11), RunKind::bills, kNow, "tester");
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().code, Errc::already_there);
  });
}

TEST(Money, AKeyIsTakenOnce) {
  testing::for_each_engine([](db::Connection& connection) {
    fill(connection);
    auto transaction = db::Transaction::begin(connection);
    const auto again =
        add_payment(connection, {0, 1, Rupiah(1), day(2025, 1, 11), "k", "r", kNow}, "tester");
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().code, Errc::already_there);
  });
}

TEST(Money, NothingThatStandsIsChangedOrRemoved) {
  constexpr std::array kAttempts{"update account set code = 'x'",       "delete from account",
                                 "update transfer set amount = 1",      "delete from transfer",
                                 "update price_basis set amount = 1",   "delete from price_basis",
                                 "update bill set total = 1",           "delete from bill",
                                 "update bill_line set amount = 1",     "delete from bill_line",
                                 "update payment set amount = 1",       "delete from payment",
                                 "update matching set paid = 1",        "delete from matching",
                                 "update settlement set amount = 1",    "delete from settlement",
                                 "update bill_closed set matching = 9", "delete from bill_closed"};
  testing::for_each_engine([&](db::Connection& connection) {
    fill(connection);
    ASSERT_TRUE(connection.run("insert into account values (1, 'bank', 'debit', 'none', null)"));
    ASSERT_TRUE(connection.run("insert into account values (2, 'b', 'debit', 'none', null)"));
    ASSERT_TRUE(connection.run(
        "insert into transfer values (1, 1, 2, 5, '2025-01-01', 'now', 'bill', 'bill 1', null)"));
    for (const char* attempt : kAttempts) {
      SCOPED_TRACE(attempt);
      const auto refused = connection.run(attempt);
      ASSERT_FALSE(refused.ok());
      EXPECT_NE(refused.error().detail.find("append-only"), std::string::npos);
    }
  });
}

}  // namespace
}  // namespace payung::store
