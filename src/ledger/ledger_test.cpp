// Goal: the book takes only transfers that keep it whole, and its balances are those of its rows.
// Method: a table of refused transfers; a long seeded sequence against a naive sum of all rows.
#include "ledger/ledger.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace payung::ledger {
namespace {

const Date kDay = *Date::of(2025, 1, 31);
constexpr auto kNow = "2025-01-31T08:00:00Z";
constexpr auto kMax = std::numeric_limits<std::int64_t>::max();

std::vector<Account> accounts() {
  return {{1, "bank", Side::debit, Floor::none},
          {2, "suspense", Side::credit, Floor::zero},
          {3, "receivable", Side::debit, Floor::none}};
}

Transfer transfer(TransferId id, AccountId debit, AccountId credit, std::int64_t amount) {
  return {id, debit, credit, Rupiah(amount), kDay, kNow, "test", "none"};
}

Ledger open() {
  auto ledger = Ledger::open(accounts());
  EXPECT_TRUE(ledger.ok());
  return *ledger;
}

TEST(Ledger, RefusesWhatWouldBreakTheBook) {
  const struct {
    const char* why;
    Transfer transfer;
    Errc code;
    const char* detail;
  } cases[] = {
      {"nothing moves", transfer(11, 1, 2, 0), Errc::conflict, "amount"},
      {"below zero", transfer(11, 1, 2, -1), Errc::conflict, "amount"},
      {"to itself", transfer(11, 1, 1, 5), Errc::conflict, "same_account"},
      {"debit account unknown", transfer(11, 9, 2, 5), Errc::conflict, "no_account"},
      {"credit account unknown", transfer(11, 1, 9, 5), Errc::conflict, "no_account"},
      {"a number that was given", transfer(10, 1, 2, 5), Errc::conflict, "order"},
      {"a number before it", transfer(9, 1, 2, 5), Errc::conflict, "order"},
      {"more than suspense holds", transfer(11, 2, 3, 101), Errc::conflict, "floor"},
      {"more than a number holds", transfer(11, 1, 2, kMax), Errc::overflow, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    Ledger ledger = open();
    ASSERT_TRUE(ledger.post(transfer(10, 1, 2, 100)).ok());
    const auto status = ledger.post(c.transfer);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, c.code);
    EXPECT_EQ(status.error().detail, c.detail);
    EXPECT_EQ(ledger.transfers().size(), 1U);
    EXPECT_EQ(ledger.balance(1)->debit, Rupiah(100));
    EXPECT_EQ(ledger.balance(2)->held(), Rupiah(100));
  }
}

TEST(Ledger, TakesTheLastRupiahOfSuspense) {
  Ledger ledger = open();
  ASSERT_TRUE(ledger.post(transfer(1, 1, 2, 100)).ok());
  ASSERT_TRUE(ledger.post(transfer(2, 2, 3, 100)).ok());
  EXPECT_EQ(ledger.balance(2)->held(), Rupiah(0));
  EXPECT_EQ(ledger.balance(3)->held(), Rupiah(-100));
}

TEST(Ledger, RefusesTwoAccountsOfOneNumberOrCode) {
  auto same_number = accounts();
  same_number[2].id = 1;
  EXPECT_EQ(Ledger::open(same_number).error().code, Errc::conflict);
  auto same_code = accounts();
  same_code[2].code = "bank";
  EXPECT_EQ(Ledger::open(same_code).error().code, Errc::conflict);
  EXPECT_EQ(open().balance(4).error().code, Errc::not_found);
}

TEST(Ledger, AReversalIsTheMirrorAndHappensOnce) {
  Ledger ledger = open();
  const Transfer receipt = transfer(1, 1, 2, 16'800);
  ASSERT_TRUE(ledger.post(receipt).ok());
  const Transfer back = reversal(receipt, 2, kDay, kNow);
  EXPECT_EQ(back.debit, 2);
  EXPECT_EQ(back.credit, 1);
  EXPECT_EQ(back.reversal_of, 1);

  Transfer less = back;
  less.amount = Rupiah(16'799);
  EXPECT_EQ(ledger.post(less).error().detail, "reversal");
  Transfer same_way = receipt;
  same_way.id = 2;
  same_way.reversal_of = 1;
  EXPECT_EQ(ledger.post(same_way).error().detail, "reversal");
  Transfer of_nothing = back;
  of_nothing.reversal_of = 7;
  EXPECT_EQ(ledger.post(of_nothing).error().detail, "reversal");

  ASSERT_TRUE(ledger.post(back).ok());
  EXPECT_EQ(ledger.balance(1)->held(), Rupiah(0));
  Transfer again = back;
  again.id = 3;
  ASSERT_TRUE(ledger.post(transfer(4, 1, 2, 16'800)).ok());
  again.id = 5;
  EXPECT_EQ(ledger.post(again).error().detail, "reversal");
}

TEST(Ledger, BalancesAreTheSumsOfItsRows) {
  std::mt19937_64 random(20250131);
  Ledger ledger = open();
  std::int64_t posted = 0;
  for (TransferId id = 1; id <= 5'000; ++id) {
    const auto pick = [&](std::uint64_t below) {
      return static_cast<std::int64_t>(random() % below);
    };
    const auto status = ledger.post(transfer(id, 1 + pick(3), 1 + pick(3), pick(1'000) - 50));
    posted += status.ok() ? 1 : 0;
    EXPECT_GE(ledger.balance(2)->held(), Rupiah(0));
  }
  ASSERT_GT(posted, 1'000);
  ASSERT_LT(posted, 5'000);
  std::int64_t held_total = 0;
  for (const Balance& balance : ledger.trial_balance()) {
    std::int64_t debit = 0;
    std::int64_t credit = 0;
    for (const Transfer& t : ledger.transfers()) {
      if (t.debit == balance.account) debit += t.amount.amount();
      if (t.credit == balance.account) credit += t.amount.amount();
    }
    EXPECT_EQ(balance.debit, Rupiah(debit));
    EXPECT_EQ(balance.credit, Rupiah(credit));
    held_total += debit - credit;
  }
  EXPECT_EQ(held_total, 0);
}

TEST(Ledger, WordsReadBack) {
  EXPECT_EQ(*parse_side("debit"), Side::debit);
  EXPECT_EQ(*parse_side("credit"), Side::credit);
  EXPECT_EQ(parse_side("left").error().code, Errc::bad_value);
  EXPECT_EQ(*parse_floor(to_text(Floor::zero)), Floor::zero);
  EXPECT_EQ(*parse_floor(to_text(Floor::none)), Floor::none);
  EXPECT_EQ(parse_floor("").error().code, Errc::bad_value);
}

}  // namespace
}  // namespace payung::ledger
