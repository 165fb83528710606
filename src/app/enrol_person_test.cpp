// Goal: one person is enrolled by hand out of a budget of heads, once, and only when the law and
// the budget allow it. Method: a small regency, a company of two places, a budget of money; both
// engines.
#include "app/enrol_person.hpp"

#include <gtest/gtest.h>

#include "app/decide_eligibility.hpp"
#include "app/programme_testing.hpp"
#include "app/record_event.hpp"
#include "store/membership.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using testing::Office;

constexpr const char* kProgramme = R"([scheme]
code = "kecil"
name = "Program kecil"
area = "33.19"
period = "2025-01/2026-01"
programmes = "JKK+JKM"
presence = "lives_or_works"
poverty = "any"
wage_earners = "excluded"
age_min = 18
age_limit = 65
priority = ["decile", "age_desc"]
company_heads = 10
company_rank = 4
source = "invented"
[[payer]]
code = "toko"
name = "Toko Dua Tempat"
kind = "company"
area = "33.19"
source = "invented"
[[budget]]
payer = "toko"
code = "toko"
heads_max = 2
rank = 1
source = "invented"
[[payer]]
code = "dinas"
name = "Dinas"
kind = "apbd_regency"
area = "33.19"
wadah = "SG"
source = "invented"
[[budget]]
payer = "dinas"
code = "apbd"
amount = 100000000
rank = 2
source = "invented"
)";

/// 1 to 4 may, 5 is too old.
void settle(Office& office) {
  auto& connection = office.environment.database;
  testing::make_senders(connection);
  testing::add_rows(connection,
                    {{.person = 1, .sender = "dinas-perdagangan"},
                     {.person = 2, .sender = "dinas-perdagangan"},
                     {.person = 3, .sender = "dinas-perdagangan"},
                     {.person = 4, .sender = "dinas-perdagangan"},
                     {.person = 5, .sender = "dinas-perdagangan", .birth = "1950-01-01"}});
  ASSERT_TRUE(load_programme(office.environment, "p.toml", kProgramme).ok());
}

void decide(Office& office) { ASSERT_TRUE(decide_eligibility(office.environment, "", {}).ok()); }

Result<EnrolPersonReport> enrol(Office& office, std::int64_t person, const char* budget,
                                const char* key = "") {
  const auto programme = stored_programme(office.environment, "kecil");
  if (!programme) return programme.error();
  return enrol_person(office.environment, *programme, {person, budget, key});
}

TEST(EnrolPerson, BeginsOnTheDayOfReceiptAndOnlyOnce) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-10");
    settle(office);
    decide(office);
    const auto first = enrol(office, 1, "toko");
    ASSERT_TRUE(first.ok()) << first.error().where << first.error().detail;
    EXPECT_EQ(first->effect, Effect::done);
    // A company's workers begin on the day of receipt (enrolment.start).
    EXPECT_EQ(first->event.on.text(), "2025-01-10");
    EXPECT_EQ(first->event.effective.text(), "2025-01");
    EXPECT_EQ(first->event.until->text(), "2026-01");
    EXPECT_EQ(first->event.programmes.text(), "JKK+JKM");
    EXPECT_EQ(first->event.sector, Sector::trade);
    const auto again = enrol(office, 1, "toko");
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->effect, Effect::nothing_new);
    EXPECT_EQ(again->kpj, first->kpj);
    EXPECT_EQ(store::membership_events(connection)->size(), 1U);
    // Under another key the same person is a member already.
    EXPECT_EQ(enrol(office, 1, "toko", "other-key").error().code, Errc::conflict);
    // The key of one person is not another one's.
    ASSERT_TRUE(enrol(office, 2, "toko", "shared-key").ok());
    EXPECT_EQ(enrol(office, 3, "toko", "shared-key").error().code, Errc::already_there);
  });
}

TEST(EnrolPerson, ABudgetOfHeadsIsFullWhenItIsFull) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-10");
    settle(office);
    decide(office);
    ASSERT_TRUE(enrol(office, 1, "toko").ok());
    ASSERT_TRUE(enrol(office, 2, "toko").ok());
    EXPECT_EQ(enrol(office, 3, "toko").error().code, Errc::conflict);
    // Who leaves in January makes room from February on.
    EventQuery left{.person = 1, .kind = enrolment::EventKind::left};
    left.on = *Date::parse("2025-01-20");
    ASSERT_TRUE(record_event(office.environment, left).ok());
    EXPECT_EQ(enrol(office, 3, "toko").error().code, Errc::conflict);
    Office february(connection, "2025-02-03");
    EXPECT_TRUE(enrol(february, 3, "toko").ok());
  });
}

TEST(EnrolPerson, WhatIsRefused) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-10");
    settle(office);
    EXPECT_EQ(enrol(office, 1, "toko").error().code, Errc::conflict);  // not decided yet
    decide(office);
    EXPECT_EQ(enrol(office, 5, "toko").error().code, Errc::conflict);  // too old
    EXPECT_EQ(enrol(office, 1, "apbd").error().code, Errc::conflict);  // shared out by allocation
    EXPECT_EQ(enrol(office, 1, "nobody").error().code, Errc::not_found);
    EXPECT_EQ(enrol(office, 99, "toko").error().code, Errc::conflict);
    Office after(connection, "2026-03-01");
    EXPECT_EQ(enrol(after, 1, "toko").error().code, Errc::conflict);  // the period is over
    EXPECT_EQ(store::membership_events(connection)->size(), 0U);
  });
}

}  // namespace
}  // namespace payung::app
