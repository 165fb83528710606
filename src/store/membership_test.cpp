// Goal: events, numbers and payers come back as they were stored, and cannot be changed.
// Method: one event with every field filled and one with none, read back on both engines.
#include "store/membership.hpp"

#include <gtest/gtest.h>

#include "store/allocation.hpp"
#include "store/payers.hpp"
#include "store/testing.hpp"

namespace payung::store {
namespace {

using enrolment::EventKind;
using enrolment::MembershipEvent;

MembershipEvent full() {
  return {1,
          7,
          EventKind::enrolled,
          *Date::parse("2025-01-10"),
          *Month::parse("2025-01"),
          *Month::parse("2026-01"),
          3,
          4,
          Sector::transport,
          {Programme::jkk, Programme::jkm},
          Rupiah(1'500'000),
          0,
          "2025-01-10T01:00:00Z",
          "allocated",
          "key one"};
}

MembershipEvent bare() {
  return {2,
          7,
          EventKind::withdrawn,
          *Date::parse("2025-02-01"),
          *Month::parse("2025-02"),
          {},
          0,
          0,
          {},
          {},
          {},
          1,
          "2025-02-01T01:00:00Z",
          "",
          "key two"};
}

void expect_same(const MembershipEvent& a, const MembershipEvent& b) {
  EXPECT_EQ(std::tie(a.id, a.person, a.kind, a.on, a.effective, a.until, a.payer, a.budget),
            std::tie(b.id, b.person, b.kind, b.on, b.effective, b.until, b.payer, b.budget));
  EXPECT_EQ(a.programmes, b.programmes);
  EXPECT_EQ(std::tie(a.sector, a.income, a.withdraws, a.recorded_at, a.reason, a.key),
            std::tie(b.sector, b.income, b.withdraws, b.recorded_at, b.reason, b.key));
}

TEST(MembershipStore, events_come_back_whole) {
  testing::for_each_engine([](db::Connection& connection) {
    EXPECT_EQ(*next_membership_event(connection), 1);
    const std::vector<MembershipEvent> events{full(), bare()};
    ASSERT_TRUE(add_membership_events(connection, events, "siti").ok());
    const auto all = membership_events(connection);
    ASSERT_TRUE(all.ok());
    ASSERT_EQ(all->size(), 2U);
    expect_same((*all)[0], full());
    expect_same((*all)[1], bare());
    EXPECT_EQ(membership_events_of(connection, 7)->size(), 2U);
    EXPECT_TRUE(membership_events_of(connection, 8)->empty());
    EXPECT_EQ((*membership_event_by_key(connection, "key two"))->id, 2);
    EXPECT_FALSE(membership_event_by_key(connection, "key three")->has_value());
    EXPECT_EQ(*next_membership_event(connection), 3);
  });
}

TEST(MembershipStore, a_key_is_taken_once_and_events_stay) {
  testing::for_each_engine([](db::Connection& connection) {
    const std::vector<MembershipEvent> one{full()};
    ASSERT_TRUE(add_membership_events(connection, one, "siti").ok());
    auto twin = full();
    twin.id = 2;
    EXPECT_FALSE(add_membership_events(connection, {&twin, 1}, "siti").ok());
    EXPECT_FALSE(connection.run("update membership_event set person = 8").ok());
    EXPECT_FALSE(connection.run("delete from membership_event").ok());
  });
}

TEST(MembershipStore, a_number_of_the_fund_stands_before_ours) {
  testing::for_each_engine([](db::Connection& connection) {
    const std::vector<MemberNumber> numbers{
        {7, *Kpj::parse("90000000019"), NumberSource::provisional},
        {7, *Kpj::parse("25012345678"), NumberSource::bpjstk},
        {9, *Kpj::parse("90000000027"), NumberSource::provisional}};
    ASSERT_TRUE(add_member_numbers(connection, numbers, "2025-01-10T01:00:00Z").ok());
    const auto all = member_numbers(connection);
    ASSERT_TRUE(all.ok());
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ((*all)[0].kpj.digits(), "25012345678");
    EXPECT_EQ((*all)[0].source, NumberSource::bpjstk);
    EXPECT_EQ((*all)[1].person, 9);
  });
}

TEST(AllocationStore, a_run_comes_back_whole) {
  testing::for_each_engine([](db::Connection& connection) {
    EXPECT_FALSE(newest_allocation(connection, 1)->has_value());
    const MonthRange year{*Month::parse("2025-01"), *Month::parse("2026-01")};
    AllocationRun run{0,
                      1,
                      2,
                      *Date::parse("2025-01-10"),
                      year.from,
                      "exact",
                      {{7, 1, "paid", 4, year, 0, ""},
                       {8, 2, "waiting", 4, {}, 2, ""},
                       {9, 3, "unfundable", {}, {}, 0, "sector,age"}},
                      {{4, 1, Rupiah(201'600), 2}}};
    ASSERT_TRUE(add_allocation(connection, run, "now", "siti").ok());
    const auto back = newest_allocation(connection, 1);
    ASSERT_TRUE(back.ok() && back->has_value());
    EXPECT_EQ((*back)->id, 1);
    EXPECT_EQ((*back)->outcomes, run.outcomes);
    EXPECT_EQ((*back)->uses, run.uses);
    EXPECT_EQ((*back)->guarantee, "exact");
    EXPECT_FALSE(newest_allocation(connection, 2)->has_value());
  });
}

TEST(PayerStore, the_newest_facts_hold_and_the_old_stay) {
  testing::for_each_engine([](db::Connection& connection) {
    allocation::Payer payer{0,  "toko", "Toko Satu", PayerKind::company, {}, allocation::Wadah::sc,
                            "x"};
    ASSERT_TRUE(add_payer(connection, payer, 1, "now").ok());
    EXPECT_EQ(payer.id, 1);
    payer.name = "Toko Dua";
    ASSERT_TRUE(add_payer(connection, payer, 2, "now").ok());
    const auto all = payers(connection);
    ASSERT_TRUE(all.ok());
    ASSERT_EQ(all->size(), 1U);
    EXPECT_EQ((*all)[0].name, "Toko Dua");
    EXPECT_EQ((*all)[0].wadah, allocation::Wadah::sc);
    EXPECT_EQ(*connection.number("select count(*) from payer_fact"), 2);
    EXPECT_EQ(scheme_by_code(connection, "x").error().code, Errc::not_found);
  });
}

}  // namespace
}  // namespace payung::store
