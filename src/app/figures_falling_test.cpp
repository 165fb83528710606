// Goal: the figures say beforehand who loses cover, and from when nobody is bound to pay.
// Method: two members of two payers, one paid up to February, one up to May; seen on 20 May 2025.
// The rules bear three unpaid months, the fourth lapses (coverage.grace_unpaid_months). Both
// engines.
#include <gtest/gtest.h>

#include "app/bill_month.hpp"
#include "app/figures_part.hpp"
#include "app/load_programme.hpp"
#include "app/programme_testing.hpp"
#include "app/record_payment.hpp"
#include "store/membership.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

using store::testing::for_each_engine;

void enrol(db::Connection& database, std::int64_t person, std::int64_t payer) {
  const std::vector<enrolment::MembershipEvent> events{{person,
                                                        person,
                                                        enrolment::EventKind::enrolled,
                                                        *Date::parse("2025-01-01"),
                                                        *Month::parse("2025-01"),
                                                        *Month::parse("2025-07"),
                                                        payer,
                                                        payer,
                                                        Sector::trade,
                                                        {Programme::jkk, Programme::jkm},
                                                        {},
                                                        0,
                                                        "2025-01-01T01:00:00Z",
                                                        "allocated",
                                                        "key-" + std::to_string(person)}};
  const auto added = store::add_membership_events(database, events, "siti");
  ASSERT_TRUE(added.ok()) << added.error().detail;
}

void pay(Environment& environment, const char* payer, std::int64_t amount) {
  const auto receipt = record_payment(
      environment, {payer, Rupiah(amount), *Date::parse("2025-05-15"), payer, "transfer"});
  ASSERT_TRUE(receipt.ok()) << receipt.error().where << " " << receipt.error().detail;
}

/// Person 1 of dinas-perdagangan, paid for January and February; person 2 of toko-satu, for all.
void make_town(Office& office) {
  auto& database = office.environment.database;
  make_senders(database);
  add_rows(database, {{1, "dinas-perdagangan"}, {2, "dinas-perdagangan"}});
  ASSERT_TRUE(load_programme(office.environment, "p.toml", kSmallProgramme).ok());
  enrol(database, 1, 1);
  enrol(database, 2, 2);
  for (int m = 1; m <= 5; ++m) {
    ASSERT_TRUE(bill_month(office.environment, {*Month::of(2025, m), {}}).ok());
  }
  pay(office.environment, "dinas-perdagangan", 2 * 16'800);
  pay(office.environment, "toko-satu", 5 * 16'800);
}

TEST(FallingFigures, WhoLosesCoverAndWhosePayerEnds) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-05-20");
    make_town(office);
    const auto figures =
        gather_figures(office.environment, "kudus-2025", *Date::parse("2025-05-20"));
    ASSERT_TRUE(figures.ok()) << figures.error().where << " " << figures.error().detail;
    const auto part = part_of(*figures, {}, regions());
    ASSERT_TRUE(part.ok());
    ASSERT_EQ(part->falling.size(), 4U);
    struct Expected {
      const char* month;
      std::int64_t lapsing;
      std::int64_t payer_ends;
    };
    // February + 3 borne: June is the first month without cover; May + 3: September.
    const std::vector<Expected> expected{
        {"2025-06", 1, 0}, {"2025-07", 0, 2}, {"2025-08", 0, 0}, {"2025-09", 1, 0}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
      SCOPED_TRACE(expected[i].month);
      EXPECT_EQ(part->falling[i].month.text(), expected[i].month);
      EXPECT_EQ(part->falling[i].lapsing, expected[i].lapsing);
      EXPECT_EQ(part->falling[i].payer_ends, expected[i].payer_ends);
    }
    PersonsAsked asked;
    asked.stations = {evaluation::Station::active, evaluation::Station::grace};
    asked.lapses = *Month::parse("2025-06");
    const auto first = persons_of(*figures, asked);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(first.front().first, 1);
    asked.lapses.reset();
    asked.payer_ends = *Month::parse("2025-07");
    EXPECT_EQ(persons_of(*figures, asked).size(), 2U);
  });
}

TEST(FallingFigures, TheEndOfTheCalendarIsRefused) {
  const auto database = store::testing::memory_database();
  Office office(*database, "2025-05-20");
  make_town(office);
  const auto figures = gather_figures(office.environment, "kudus-2025", *Date::parse("2199-12-31"));
  ASSERT_FALSE(figures.ok());
  EXPECT_EQ(figures.error().code, Errc::bad_date);
  EXPECT_EQ(figures.error().where, "as_of");
  EXPECT_TRUE(gather_figures(office.environment, "kudus-2025", *Date::parse("2150-12-31")).ok());
}

}  // namespace
}  // namespace payung::app::testing
