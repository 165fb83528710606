#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/bill_month.hpp"
#include "app/record_payment.hpp"
#include "app/verify.hpp"
#include "billing/testing.hpp"
#include "store/membership.hpp"
#include "store/payers.hpp"
#include "store/testing.hpp"

/// A small register for tests of bills, payments and coverage. Payers: dinas (regency budget),
/// toko (a company), udin (pays himself). NIKs and names are invented.
namespace payung::app::testing {

using billing::testing::day;
using billing::testing::month;

class Town {
 public:
  explicit Town(db::Connection& connection)
      : rules_(billing::testing::law()),
        environment_{connection, rules_,           regions_,
                     progress_,  day(2025, 1, 20), "2025-01-20T08:00:00Z",
                     "tester"} {
    add_payer("dinas", PayerKind::apbd_regency);
    add_payer("toko", PayerKind::company);
    add_payer("udin", PayerKind::self);
  }

  /// One more who pays for himself; his number.
  std::int64_t self_payer(const std::string& code) { return add_payer(code, PayerKind::self); }

  Environment& env() { return environment_; }
  db::Connection& database() { return environment_.database; }

  /// Joins on the first of a month, paid by 1 dinas, 2 toko or 3 udin. The event's number.
  std::int64_t enrol(std::int64_t person, std::int64_t payer, Date start,
                     ProgrammeSet programmes = {Programme::jkk, Programme::jkm},
                     Sector sector = Sector::agriculture) {
    enrolment::MembershipEvent event = blank(person, enrolment::EventKind::enrolled, start);
    event.effective = start.month_of();
    event.payer = payer;
    event.sector = sector;
    event.programmes = programmes;
    return add(event);
  }

  std::int64_t end(std::int64_t person, enrolment::EventKind kind, Date on) {
    enrolment::MembershipEvent event = blank(person, kind, on);
    event.effective = on.month_of().plus(1);
    return add(event);
  }

  std::int64_t change_payer(std::int64_t person, std::int64_t payer, Month from) {
    enrolment::MembershipEvent event =
        blank(person, enrolment::EventKind::payer_changed, from.first_day());
    event.effective = from;
    event.payer = payer;
    return add(event);
  }

  BillMonthResult bill(int year, int m, BillWhat what = BillWhat::missing) {
    const auto result = bill_month(environment_, {month(year, m), {}, what});
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().where + result.error().detail);
    return result.ok() ? *result : BillMonthResult{month(year, m), {}, 0, Rupiah(0), 0};
  }

  Receipt pay(const std::string& payer, std::int64_t amount, Date on) {
    const auto receipt = record_payment(
        environment_, {payer, Rupiah(amount), on, "key-" + std::to_string(++keys_), "transfer"});
    PAYUNG_CHECK(receipt.ok());
    return *receipt;
  }

  /// Every violation that verify finds, "check: what".
  std::vector<std::string> broken() {
    std::vector<std::string> found;
    const auto result = verify(environment_, money_checks());
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().where + result.error().detail);
    if (!result) return {"verify failed"};
    for (const CheckResult& check : result->checks) {
      for (const std::string& what : check.violations) found.push_back(check.name + ": " + what);
    }
    return found;
  }

  std::int64_t number(const std::string& sql) {
    const auto value = environment_.database.number(sql);
    EXPECT_TRUE(value.ok()) << (value.ok() ? "" : value.error().detail);
    return value.ok() ? value->value_or(-1) : -1;
  }

 private:
  static void must(const Status& status) {
    ASSERT_TRUE(status.ok()) << status.error().where << " " << status.error().detail;
  }

  std::int64_t add_payer(const std::string& code, PayerKind kind) {
    allocation::Payer payer{0, code, "Nama " + code, kind, {}, {}, "test"};
    must(store::add_payer(environment_.database, payer, 1, environment_.now));
    return payer.id;
  }

  enrolment::MembershipEvent blank(std::int64_t person, enrolment::EventKind kind, Date on) {
    const std::int64_t id = ++events_;
    return {.id = id,
            .person = person,
            .kind = kind,
            .on = on,
            .effective = on.month_of(),
            .until = {},
            .payer = 0,
            .budget = 0,
            .sector = {},
            .programmes = {},
            .income = {},
            .withdraws = 0,
            .recorded_at = environment_.now,
            .reason = "test",
            .key = "event-" + std::to_string(id)};
  }

  std::int64_t add(const enrolment::MembershipEvent& event) {
    must(store::add_membership_events(environment_.database, std::vector{event}, "tester"));
    return event.id;
  }

  rules::RuleBook rules_;
  RegionTable regions_;
  SilentProgress progress_;
  Environment environment_;
  std::int64_t events_ = 0;
  std::int64_t keys_ = 0;
};

}  // namespace payung::app::testing
