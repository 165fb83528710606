// Goal: for a NIK and a day: covered or not, by whom, until when, why, and what is due.
// Method: one town on both engines, asked on days around each boundary; invented NIKs.
#include "app/status_of_person.hpp"

#include <gtest/gtest.h>

#include "app/listed_testing.hpp"
#include "app/money_testing.hpp"

namespace payung::app {
namespace {

using coverage::Covered;
using coverage::State;
using store::testing::for_each_engine;
using testing::day;
using testing::list_person;
using testing::month;
using testing::Town;

constexpr auto kNik = "3319020101800001";

PersonStatus ask(Town& town, Date on) {
  const auto result = status_of_person(town.env(), *Nik::parse(kNik), on);
  EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().where + result.error().detail);
  if (!result || result->people.size() != 1) {
    ADD_FAILURE() << "one person expected";
    return {0, Covered::no, {}, {}, {}};
  }
  return result->people.front();
}

TEST(StatusOfPerson, CoveredByWhomUntilWhenAndWhy) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    list_person(connection, {.person = 21, .nik = kNik});
    town.enrol(21, 1, day(2025, 1, 10));
    town.bill(2025, 1);
    town.bill(2025, 2);
    town.pay("dinas", 33'600, day(2025, 2, 5));
    town.bill(2025, 3);

    const auto before = ask(town, day(2025, 1, 9));
    EXPECT_EQ(before.covered, Covered::no);
    EXPECT_EQ(before.programmes[0].answer.reason, coverage::Reason::before_start);

    const auto covered = ask(town, day(2025, 2, 28));
    EXPECT_EQ(covered.covered, Covered::yes);
    ASSERT_EQ(covered.programmes.size(), 2U);
    const auto& jkk = covered.programmes[0];
    EXPECT_EQ(jkk.programme, Programme::jkk);
    EXPECT_EQ(jkk.answer.covered_until, day(2025, 2, 28));
    ASSERT_TRUE(jkk.paid_by && jkk.paid_line);
    EXPECT_EQ(jkk.paid_by->code, "dinas");
    EXPECT_EQ(jkk.paid_line->payment, 1);
    EXPECT_EQ(jkk.paid_line->bill, 2);
    ASSERT_TRUE(covered.payer);
    EXPECT_EQ(covered.payer->code, "dinas");
    ASSERT_EQ(covered.due.size(), 1U);
    EXPECT_EQ(covered.due[0].month, month(2025, 3));
    EXPECT_EQ(covered.due[0].amount, Rupiah(16'800));
    EXPECT_EQ(covered.due[0].due_on, day(2025, 3, 17));  // the 15th is a Saturday

    const auto grace = ask(town, day(2025, 3, 1));
    EXPECT_EQ(grace.covered, Covered::conditional);
    EXPECT_EQ(grace.programmes[0].answer.state, State::grace);
    EXPECT_EQ(ask(town, day(2025, 6, 1)).programmes[0].answer.state, State::lapsed);
    EXPECT_EQ(ask(town, day(2025, 6, 1)).covered, Covered::no);
  });
}

TEST(StatusOfPerson, MemberWithoutAPaymentIsNotCovered) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    list_person(connection, {.person = 21, .nik = kNik});
    EXPECT_TRUE(ask(town, day(2025, 1, 20)).programmes.empty());  // on a list, no member
    town.enrol(21, 3, day(2025, 1, 1), {Programme::jkk, Programme::jkm, Programme::jht});
    town.bill(2025, 1);
    const auto status = ask(town, day(2025, 1, 20));
    EXPECT_EQ(status.covered, Covered::no);
    ASSERT_EQ(status.programmes.size(), 3U);
    EXPECT_EQ(status.programmes[0].answer.reason, coverage::Reason::first_dues_unpaid);
    ASSERT_EQ(status.due.size(), 1U);
    EXPECT_EQ(status.due[0].amount, Rupiah(36'800));
    EXPECT_EQ(status.due[0].payer.code, "udin");
  });
}

TEST(StatusOfPerson, DeathEndsIt) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    list_person(connection, {.person = 21, .nik = kNik});
    town.enrol(21, 1, day(2025, 1, 1));
    town.bill(2025, 1);
    town.pay("dinas", 16'800, day(2025, 1, 5));
    town.end(21, enrolment::EventKind::died, day(2025, 1, 18));
    EXPECT_EQ(ask(town, day(2025, 1, 18)).covered, Covered::yes);
    const auto after = ask(town, day(2025, 1, 19));
    EXPECT_EQ(after.covered, Covered::no);
    EXPECT_EQ(after.programmes[0].answer.reason, coverage::Reason::died);
  });
}

TEST(StatusOfPerson, AnUnknownNikIsAnAnswer) {
  for_each_engine([](db::Connection& connection) {
    Town town(connection);
    const auto result = status_of_person(town.env(), *Nik::parse(kNik), day(2025, 1, 1));
    ASSERT_TRUE(result.ok());
    EXPECT_TRUE(result->people.empty());
  });
}

}  // namespace
}  // namespace payung::app
