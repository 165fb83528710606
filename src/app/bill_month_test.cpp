// Goal: a month is billed once for everybody, late joiners follow, corrections add to what stands.
// Method: a small register on both engines, every figure by hand, verify clean after each step.
#include "app/bill_month.hpp"

#include <gtest/gtest.h>

#include "app/money_testing.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;
using testing::day;
using testing::month;
using testing::Town;

TEST(BillMonth, OncePerPersonAndAgainIsNothing) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.enrol(12, 1, day(2025, 1, 10));
    town.enrol(13, 2, day(2025, 1, 1));
    town.enrol(14, 1, day(2025, 2, 1));  // from next month
    const auto first = town.bill(2025, 1);
    ASSERT_EQ(first.added.size(), 2U);
    EXPECT_EQ(first.people, 3);
    EXPECT_EQ(first.total, Rupiah(50'400));
    EXPECT_EQ(first.bills_before, 0);
    EXPECT_EQ(first.added[0].payer.code, "dinas");
    EXPECT_EQ(first.added[0].head.total, Rupiah(33'600));
    EXPECT_EQ(first.added[0].head.kind, "main");
    EXPECT_EQ(first.added[0].head.due_on, day(2025, 1, 15));
    EXPECT_EQ(town.number("select count(*) from bill_line"), 6);
    EXPECT_EQ(town.number("select cast(sum(amount) as bigint) from transfer where kind = 'bill'"),
              50'400);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});

    const auto again = town.bill(2025, 1);
    EXPECT_TRUE(again.added.empty());
    EXPECT_EQ(again.bills_before, 2);
    EXPECT_EQ(town.number("select count(*) from bill_line"), 6);
    EXPECT_EQ(town.number("select count(*) from transfer"), 4);
    EXPECT_EQ(town.number("select count(*) from audit where action = 'bill_month'"), 1);
  });
}

// Who answers for one payer alone bills that one, whatever else the register holds.
TEST(BillMonth, OnlyThePayersThatWereAskedFor) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.enrol(13, 2, day(2025, 1, 1));
    BillMonthQuery query{month(2025, 1)};
    query.only = {2};
    const auto some = bill_month(town.env(), query);
    ASSERT_TRUE(some.ok());
    EXPECT_EQ(some->people, 1);
    EXPECT_EQ(some->total, Rupiah(16'800));
    query.payer = "dinas";
    EXPECT_EQ(bill_month(town.env(), query).error().code, Errc::not_found);
    query.payer.reset();
    query.what = BillWhat::corrections;
    EXPECT_EQ(bill_month(town.env(), query).error().code, Errc::bad_option);
    EXPECT_EQ(town.bill(2025, 1).people, 1);  // the rest
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(BillMonth, LateJoinersComeOnASupplementaryBill) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    town.enrol(12, 1, day(2025, 1, 25));
    const auto late = town.bill(2025, 1);
    ASSERT_EQ(late.added.size(), 1U);
    EXPECT_EQ(late.added[0].head.kind, "supplementary");
    EXPECT_EQ(late.added[0].head.number, 1);
    EXPECT_EQ(late.total, Rupiah(16'800));
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(BillMonth, WhoEndedBeforeIsNotBilled) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.enrol(12, 1, day(2025, 1, 1));
    town.end(12, enrolment::EventKind::died, day(2025, 2, 10));
    EXPECT_EQ(town.bill(2025, 2).people, 2);  // the month of death was due
    EXPECT_EQ(town.bill(2025, 3).people, 1);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(BillMonth, ForOnePayerOnly) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.enrol(12, 2, day(2025, 1, 1));
    const auto one = bill_month(town.env(), {month(2025, 1), "toko", BillWhat::missing});
    ASSERT_TRUE(one.ok());
    ASSERT_EQ(one->added.size(), 1U);
    EXPECT_EQ(one->added[0].payer.code, "toko");
    const auto nobody = bill_month(town.env(), {month(2025, 1), "bank", BillWhat::missing});
    EXPECT_EQ(nobody.error().code, Errc::not_found);
    EXPECT_EQ(town.bill(2025, 1).people, 1);
  });
}

TEST(BillMonth, TheLawMustHaveAValue) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2015, 6, 1));
    const auto early = bill_month(town.env(), {month(2015, 6), {}, BillWhat::missing});
    ASSERT_FALSE(early.ok());
    EXPECT_EQ(early.error().code, Errc::no_parameter);
    EXPECT_EQ(town.number("select count(*) from bill"), 0);
    EXPECT_EQ(town.number("select count(*) from audit"), 0);
  });
}

TEST(BillMonth, ACorrectionAddsTheDifferenceAndGivesMoneyBack) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.enrol(12, 1, day(2025, 1, 1));
    town.bill(2025, 2);
    town.pay("dinas", 33'600, day(2025, 2, 10));
    town.end(12, enrolment::EventKind::left, day(2025, 1, 20));  // learnt too late
    EXPECT_TRUE(town.bill(2025, 2).added.empty());
    const auto corrected = town.bill(2025, 2, BillWhat::corrections);
    ASSERT_EQ(corrected.added.size(), 1U);
    EXPECT_EQ(corrected.total, Rupiah(-16'800));
    EXPECT_EQ(corrected.added[0].head.kind, "correction");
    EXPECT_EQ(town.number("select count(*) from bill_line where revision = 0"), 4);
    EXPECT_EQ(**connection.number("select suspense_after from matching order by id desc limit 1"),
              16'800);
    EXPECT_EQ(town.number("select count(*) from paid_month"), 2);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
    EXPECT_TRUE(town.bill(2025, 2, BillWhat::corrections).added.empty());

    // The money given back pays for the next month by itself.
    const auto next = town.bill(2025, 3);
    ASSERT_EQ(next.added.size(), 1U);
    EXPECT_EQ(next.added[0].carried, Rupiah(16'800));
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(BillMonth, AnotherPayerLearntLateTakesOver) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.bill(2025, 2);
    town.change_payer(11, 2, month(2025, 2));
    EXPECT_TRUE(town.bill(2025, 2).added.empty());
    const auto corrected = town.bill(2025, 2, BillWhat::corrections);
    ASSERT_EQ(corrected.added.size(), 2U);
    EXPECT_EQ(corrected.added[0].head.total, Rupiah(-16'800));
    EXPECT_EQ(corrected.added[1].head.total, Rupiah(16'800));
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(BillMonth, ManyWhoPayThemselvesHaveAnAccountEach) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    for (std::int64_t person = 1; person <= 100; ++person) {
      town.enrol(person, town.self_payer("diri-" + std::to_string(person)), day(2025, 1, 1));
    }
    EXPECT_EQ(town.bill(2025, 1).added.size(), 100U);
    town.enrol(101, town.self_payer("diri-101"), day(2025, 1, 1));
    EXPECT_EQ(town.bill(2025, 1).added.size(), 1U);
    town.pay("diri-7", 16'800, day(2025, 1, 3));
    EXPECT_EQ(town.number("select count(*) from account"), 7 + 2 * 101);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(BillMonth, ShowsBillsAndTheirLines) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    town.pay("dinas", 16'800, day(2025, 1, 12));
    const auto shown = bills_shown(town.env(), month(2025, 1), "dinas");
    ASSERT_TRUE(shown.ok());
    ASSERT_EQ(shown->size(), 1U);
    EXPECT_EQ(shown->front().head.settled, Rupiah(16'800));
    const auto full = bill_in_full(town.env(), 1, 100);
    ASSERT_TRUE(full.ok());
    ASSERT_EQ(full->lines.size(), 2U);
    EXPECT_EQ(full->lines[0].programme, Programme::jkk);
    EXPECT_EQ(full->lines[0].amount, Rupiah(10'000));
    EXPECT_EQ(full->lines[0].payment, 1);
    EXPECT_EQ(full->lines[0].paid_on, day(2025, 1, 12));
    EXPECT_NE(full->lines[0].rule_rows.find("rules/contribution.toml:"), std::string::npos);
    EXPECT_EQ(bill_in_full(town.env(), 2, 100).error().code, Errc::not_found);
  });
}

}  // namespace
}  // namespace payung::app
