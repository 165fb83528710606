// Goal: a bank collects exactly what is due, once, and learns nothing outside its scope.
// Method: a month of two people by hand (10,000 + 6,800 rupiah each), on both engines.
#include "app/collect_bill.hpp"

#include <gtest/gtest.h>

#include "app/money_testing.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;
using testing::day;
using testing::month;
using testing::Town;

identity::Caller bank(const char* id = "bank-one") {
  identity::Caller caller;
  caller.account_id = id;
  caller.scope = identity::Scope::everything();
  return caller;
}

CollectQuery query(const BillReference& reference, std::int64_t amount, const char* id = "ref-1") {
  return {reference, "0000000000018", id, Rupiah(amount), {}};
}

Collected collected(Town& town, const CollectQuery& asked, const identity::Caller& caller) {
  const auto result = collect_bill(town.env(), caller, asked);
  EXPECT_TRUE(result.ok());
  return result ? result->verdict : Collected::bill_unknown;
}

TEST(VirtualAccount, HasACheckDigit) {
  // Luhn by hand: 1 doubled is 2, so 8 makes 10; 12: 2 doubled is 4, plus 1 is 5, so 5.
  EXPECT_EQ(virtual_account(1), "0000000000018");
  EXPECT_EQ(virtual_account(12), "0000000000125");
  EXPECT_EQ(payer_of_virtual_account("0000000000018"), 1);
  for (const char* wrong : {"0000000000017", "0000000000000", "000000000001", "00000000000018",
                            "000000000001x", "", "-000000000018"}) {
    EXPECT_EQ(payer_of_virtual_account(wrong), std::nullopt) << wrong;
  }
}

TEST(CollectBill, ExactlyWhatIsDueOnce) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.enrol(12, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    const BillReference payer{{}, 1};
    const auto bill = collected_bill(town.env(), bank().scope, payer);
    ASSERT_TRUE(bill.ok() && bill->has_value());
    EXPECT_EQ((*bill)->due, Rupiah(33'600));
    EXPECT_EQ((*bill)->months, std::vector{month(2025, 1)});
    EXPECT_EQ((*bill)->payer.code, "dinas");
    EXPECT_EQ(collected(town, query(payer, 33'599), bank()), Collected::amount_differs);
    EXPECT_EQ(collected(town, query(payer, 33'601), bank()), Collected::amount_differs);
    CollectQuery late = query(payer, 33'600);
    late.paid_on = day(2025, 1, 21);  // the day after today
    EXPECT_EQ(collected(town, late, bank()), Collected::future_date);
    EXPECT_EQ(town.number("select count(*) from payment"), 0);

    const auto paid = collect_bill(town.env(), bank(), query(payer, 33'600));
    ASSERT_TRUE(paid.ok() && paid->receipt);
    EXPECT_EQ(paid->verdict, Collected::accepted);
    EXPECT_EQ(paid->receipt->settled, Rupiah(33'600));
    EXPECT_EQ(paid->receipt->person_months, 2);
    const auto again = collect_bill(town.env(), bank(), query(payer, 33'600));
    ASSERT_TRUE(again.ok() && again->receipt);
    EXPECT_EQ(again->verdict, Collected::again);
    EXPECT_EQ(again->receipt->payment, paid->receipt->payment);
    EXPECT_EQ(collected(town, query(payer, 16'800), bank()), Collected::reference_reused);
    EXPECT_EQ(collected(town, query(payer, 33'600, "ref-2"), bank()), Collected::bill_paid);
    // Another bank's references are its own.
    EXPECT_EQ(collected(town, query(payer, 33'600), bank("bank-two")), Collected::bill_paid);
    EXPECT_EQ(town.number("select count(*) from payment"), 1);
    EXPECT_TRUE(*bank_payment_known(town.env(), bank(), "ref-1"));
    EXPECT_FALSE(*bank_payment_known(town.env(), bank("bank-two"), "ref-1"));
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(CollectBill, OneBillAndAllThatIsOwed) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2024, 12, 1));
    const auto first = town.bill(2024, 12);
    const auto second = town.bill(2025, 1);
    const auto due = [&](const BillReference& reference) {
      return (*collected_bill(town.env(), bank().scope, reference))->due;
    };
    EXPECT_EQ(due({{}, 1}), Rupiah(33'600));
    EXPECT_EQ(due({1, {}}), Rupiah(16'800));
    // What was paid ahead is taken off what is asked for all.
    town.pay("dinas", 20'000, day(2025, 1, 10));
    EXPECT_EQ(due({1, {}}), Rupiah(0));
    EXPECT_EQ(due({2, {}}), Rupiah(16'800));
    EXPECT_EQ(due({{}, 1}), Rupiah(13'600));
    EXPECT_EQ(collected(town, query({{}, 1}, 13'600), bank()), Collected::accepted);
    EXPECT_EQ(due({2, {}}), Rupiah(0));
  });
}

TEST(CollectBill, NothingOutsideTheScope) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    identity::Caller far = bank();
    far.scope = {};
    far.scope.payer = "toko";
    EXPECT_EQ(collected(town, query({{}, 1}, 16'800), far), Collected::bill_unknown);
    EXPECT_EQ(collected(town, query({1, {}}, 16'800), far), Collected::bill_unknown);
    far.scope = {};
    EXPECT_EQ(collected(town, query({{}, 1}, 16'800), far), Collected::bill_unknown);
    EXPECT_EQ(collected(town, query({}, 16'800), bank()), Collected::bill_unknown);
    EXPECT_EQ(collected(town, query({{}, 99}, 16'800), bank()), Collected::bill_unknown);
    EXPECT_EQ(collected(town, query({99, {}}, 16'800), bank()), Collected::bill_unknown);
    // Somebody who was never billed.
    EXPECT_EQ(collected(town, query({{}, 2}, 16'800), bank()), Collected::bill_unknown);
    EXPECT_EQ(town.number("select count(*) from payment"), 0);
  });
}

}  // namespace
}  // namespace payung::app
