// Goal: money is recorded once, pays whole people in order, and is conserved.
// Method: cases by hand on both engines; a seeded run of a year against the sums of its own rows.
#include "app/record_payment.hpp"

#include <gtest/gtest.h>

#include <random>

#include "app/money_testing.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;
using testing::day;
using testing::Town;

TEST(RecordPayment, TheSameKeyIsTheSamePayment) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    town.enrol(12, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    const PaymentQuery query{"dinas", Rupiah(20'000), day(2025, 1, 10), "SP2D-17", "January"};
    const auto first = record_payment(town.env(), query);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(first->heard, Heard::first);
    EXPECT_EQ(first->settled, Rupiah(16'800));
    EXPECT_EQ(first->person_months, 1);
    EXPECT_EQ(first->suspense_after, Rupiah(3'200));

    town.pay("dinas", 13'600, day(2025, 1, 11));  // completes the second person
    const auto again = record_payment(town.env(), query);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->heard, Heard::again);
    EXPECT_EQ(again->payment, first->payment);
    EXPECT_EQ(again->settled, first->settled);
    EXPECT_EQ(again->suspense_after, first->suspense_after);
    EXPECT_EQ(town.number("select count(*) from payment"), 2);

    for (int other = 0; other < 4; ++other) {
      PaymentQuery changed = query;
      if (other == 0) changed.amount = Rupiah(20'001);
      if (other == 1) changed.received_on = day(2025, 1, 11);
      if (other == 2) changed.payer = "toko";
      if (other == 3) changed.reference = "February";
      EXPECT_EQ(record_payment(town.env(), changed).error().code, Errc::already_there);
    }
    EXPECT_EQ(town.number("select count(*) from payment"), 2);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(RecordPayment, RefusesWhatIsNoPayment) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    const auto refused = [&](const char* payer, std::int64_t amount, std::string key,
                             std::string reference = "") {
      const auto result =
          record_payment(town.env(), {payer, Rupiah(amount), day(2025, 1, 1), key, reference});
      EXPECT_FALSE(result.ok());
      return result.ok() ? Errc::storage : result.error().code;
    };
    EXPECT_EQ(refused("nobody", 1, "k"), Errc::not_found);
    EXPECT_EQ(refused("dinas", 0, "k"), Errc::bad_amount);
    EXPECT_EQ(refused("dinas", -1, "k"), Errc::bad_amount);
    EXPECT_EQ(refused("dinas", 1, ""), Errc::bad_value);
    EXPECT_EQ(refused("dinas", 1, std::string("a\0b", 3)), Errc::bad_value);
    EXPECT_EQ(refused("dinas", 1, std::string(201, 'k')), Errc::bad_value);
    EXPECT_EQ(refused("dinas", 1, "k", "line\nbreak"), Errc::bad_value);
    EXPECT_EQ(town.number("select count(*) from payment"), 0);
    EXPECT_EQ(town.number("select count(*) from audit"), 0);
  });
}

TEST(RecordPayment, OldestMonthFirstAndTheRestIsCarriedForward) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(12, 1, day(2025, 1, 1));
    town.enrol(11, 1, day(2025, 1, 1));  // joined after 12: is paid for after 12
    town.bill(2025, 1);
    town.bill(2025, 2);
    const auto part = town.pay("dinas", 50'000, day(2025, 2, 10));
    EXPECT_EQ(part.settled, Rupiah(33'600));  // January; 16,400 do not pay anybody's February
    EXPECT_EQ(part.suspense_after, Rupiah(16'400));
    EXPECT_EQ(town.number("select count(*) from settlement where month = 24300"), 4);
    const auto more = town.pay("dinas", 400, day(2025, 2, 11));
    EXPECT_EQ(more.settled, Rupiah(16'800));
    EXPECT_EQ(town.number("select person from settlement where month = 24301 limit 1"), 12);
    const auto ahead = town.pay("dinas", 16'800 + 40'000, day(2025, 2, 12));
    EXPECT_EQ(ahead.suspense_after, Rupiah(40'000));
    EXPECT_EQ(town.broken(), std::vector<std::string>{});

    const auto march = town.bill(2025, 3);
    ASSERT_EQ(march.added.size(), 1U);
    EXPECT_EQ(march.added[0].carried, Rupiah(33'600));
    EXPECT_EQ(town.number("select suspense_after from matching order by id desc limit 1"), 6'400);
    EXPECT_EQ(town.number("select count(*) from bill_closed"), 3);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(RecordPayment, D34AnArrearOfThreeMonthsIsPaid) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(21, 3, day(2025, 6, 1));
    town.bill(2025, 6);
    town.pay("udin", 16'800, day(2025, 6, 10));
    for (const int m : {7, 8, 9}) town.bill(2025, m);
    const auto receipt = town.pay("udin", 50'400, day(2025, 9, 20));
    EXPECT_EQ(receipt.settled, Rupiah(50'400));
    EXPECT_EQ(receipt.person_months, 3);
    EXPECT_EQ(receipt.suspense_after, Rupiah(0));
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(RecordPayment, D35AfterFourMissedMonthsOldArrearsAreNotCharged) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(21, 3, day(2025, 6, 1));
    town.bill(2025, 6);
    town.pay("udin", 16'800, day(2025, 6, 10));
    for (const int m : {7, 8, 9, 10, 11}) town.bill(2025, m);
    const auto receipt = town.pay("udin", 16'800, day(2025, 11, 5));
    EXPECT_EQ(receipt.settled, Rupiah(16'800));
    EXPECT_EQ(receipt.person_months, 1);
    EXPECT_EQ(receipt.not_charged, Rupiah(67'200));
    EXPECT_EQ(town.number("select cast(sum(amount) as bigint) from bill_line where revision = 1"),
              -67'200);
    EXPECT_EQ(town.number("select count(*) from paid_month where month = 24310"), 2);  // November
    EXPECT_EQ(town.number("select count(*) from paid_month where month between 24306 and 24309"),
              0);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
    // They stay off the bill when the month is corrected later.
    EXPECT_TRUE(town.bill(2025, 8, BillWhat::corrections).added.empty());
  });
}

TEST(RecordPayment, APublicPayerWhoIsLateStillPaysAll) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    town.enrol(11, 1, day(2025, 1, 1));
    for (const int m : {1, 2, 3, 4, 5, 6}) town.bill(2025, m);
    EXPECT_EQ(town.pay("dinas", 6 * 16'800, day(2025, 6, 20)).person_months, 6);
    EXPECT_EQ(town.broken(), std::vector<std::string>{});
  });
}

TEST(RecordPayment, AYearOfBillsAndMoneyIsConserved) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE(seed);
    const auto connection = store::testing::memory_database();
    Town town(*connection);
    std::mt19937_64 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (std::int64_t person = 1; person <= 12; ++person) {
      const std::int64_t payer = person == 12 ? 3 : 1 + below(2);
      town.enrol(person, payer, day(2025, 1 + below(5), 1 + below(28)));
    }
    for (int m = 1; m <= 12; ++m) {
      town.bill(2025, m);
      if (below(4) == 0) town.end(1 + below(11), enrolment::EventKind::left, day(2025, m, 5));
      for (const char* payer : {"dinas", "toko", "udin"}) {
        if (below(3) != 0) town.pay(payer, 1 + below(120'000), day(2025, m, 1 + below(28)));
      }
      if (below(3) == 0) town.bill(2025, 1 + below(m), BillWhat::corrections);
      ASSERT_EQ(town.broken(), std::vector<std::string>{}) << "month " << m;
    }
    EXPECT_EQ(town.number("select cast((select sum(amount) from payment) as bigint)"),
              town.number("select cast((select sum(amount) from settlement) as bigint)") +
                  town.number("select cast((select sum(t.amount) from transfer t join account a on "
                              "a.id = t.credit where a.code like 'suspense.%') as bigint)") -
                  town.number("select cast(coalesce((select sum(t.amount) from transfer t join "
                              "account a on a.id = t.debit where a.code like 'suspense.%'), 0) "
                              "as bigint)"));
  }
}

}  // namespace
}  // namespace payung::app
