// Goal: events are facts that fit each other; the same report twice is one event.
// Method: one enrolled person of a small regency, both engines, good and impossible reports.
#include "app/record_event.hpp"

#include <gtest/gtest.h>

#include "app/allocate.hpp"
#include "app/decide_eligibility.hpp"
#include "app/enrol.hpp"
#include "app/programme_testing.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using enrolment::EventKind;
using testing::Office;

void enrol_one(Office& office) {
  auto& connection = office.environment.database;
  testing::make_senders(connection);
  testing::add_rows(connection, {{.person = 1, .sender = "dinas-perdagangan"}});
  ASSERT_TRUE(load_programme(office.environment, "p.toml", testing::kSmallProgramme).ok());
  ASSERT_TRUE(decide_eligibility(office.environment, "", {}).ok());
  ASSERT_TRUE(allocate_budgets(office.environment, "", {}).ok());
  ASSERT_TRUE(enrol_allocated(office.environment, "").ok());
}

Date day(const char* text) { return *Date::parse(text); }

TEST(RecordEvent, a_change_of_payer_holds_from_the_next_month_and_leaves_the_past) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-10");
    enrol_one(office);
    const auto before =
        list_members(office.environment, *Month::parse("2025-03"), "dinas-perdagangan");
    ASSERT_TRUE(before.ok());
    const std::string other = before->empty() ? "dinas-perdagangan" : "toko-satu";
    const auto report = record_event(
        office.environment,
        {.person = 1, .kind = EventKind::payer_changed, .on = day("2025-03-15"), .payer = other});
    ASSERT_TRUE(report.ok()) << report.error().detail;
    EXPECT_EQ(report->event.effective.text(), "2025-04");
    EXPECT_NE(report->event.budget, 0);
    EXPECT_EQ(list_members(office.environment, *Month::parse("2025-04"), other)->size(), 1U);
    EXPECT_EQ(list_members(office.environment, *Month::parse("2025-03"), other)->size(), 0U);
  });
}

TEST(RecordEvent, refuses_what_does_not_fit) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-10");
    enrol_one(office);
    struct Case {
      const char* why;
      EventQuery query;
      Errc code;
    };
    const std::vector<Case> cases{
        {"the last month of the calendar",
         {.person = 1, .kind = EventKind::left, .on = day("2199-12-15")},
         Errc::bad_date},
        {"before membership",
         {.person = 1, .kind = EventKind::left, .on = day("2024-06-01")},
         Errc::conflict},
        {"nobody", {.person = 99, .kind = EventKind::left}, Errc::conflict},
        {"no person at all", {.kind = EventKind::left}, Errc::bad_option},
        {"a NIK nobody has",
         {.nik = *Nik::parse("3319011705809999"), .kind = EventKind::left},
         Errc::not_found},
        {"a payer nobody knows",
         {.person = 1, .kind = EventKind::payer_changed, .payer = "x"},
         Errc::not_found},
        {"no payer", {.person = 1, .kind = EventKind::payer_changed}, Errc::bad_option},
        {"no sector", {.person = 1, .kind = EventKind::sector_changed}, Errc::bad_option},
        {"a sector where none belongs",
         {.person = 1, .kind = EventKind::left, .sector = Sector::arts},
         Errc::bad_option},
        {"enrolment by the back door",
         {.person = 1, .kind = EventKind::enrolled},
         Errc::bad_option},
        {"one programme",
         {.person = 1, .kind = EventKind::programmes_changed, .programmes = {Programme::jkk}},
         Errc::conflict},
        {"an event that is not there",
         {.person = 1, .kind = EventKind::withdrawn, .withdraws = 77},
         Errc::not_found},
    };
    for (const auto& c : cases) {
      SCOPED_TRACE(c.why);
      const auto report = record_event(office.environment, c.query);
      ASSERT_FALSE(report.ok());
      EXPECT_EQ(report.error().code, c.code) << report.error().detail;
    }
    EXPECT_EQ(*connection.number("select count(*) from membership_event"), 1);
  });
}

TEST(RecordEvent, a_mistake_is_taken_back_by_another_event) {
  store::testing::for_each_engine([](db::Connection& connection) {
    Office office(connection, "2025-01-10");
    enrol_one(office);
    const auto death = record_event(
        office.environment, {.person = 1, .kind = EventKind::died, .on = day("2025-02-03")});
    ASSERT_TRUE(death.ok());
    EXPECT_TRUE(list_members(office.environment, *Month::parse("2025-03"), "")->empty());
    ASSERT_TRUE(record_event(office.environment, {.person = 1,
                                                  .kind = EventKind::withdrawn,
                                                  .withdraws = death->event.id,
                                                  .reason = "wrong person"})
                    .ok());
    EXPECT_EQ(list_members(office.environment, *Month::parse("2025-03"), "")->size(), 1U);
    EXPECT_FALSE(connection.run("delete from membership_event").ok());
  });
}

TEST(RecordEvent, a_key_stands_for_one_fact) {
  const auto connection = store::testing::memory_database();
  Office office(*connection, "2025-01-10");
  enrol_one(office);
  EventQuery query{.person = 1,
                   .kind = EventKind::sector_changed,
                   .on = day("2025-05-01"),
                   .sector = Sector::transport,
                   .key = "letter 12"};
  const auto first = record_event(office.environment, query);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first->event.effective.text(), "2025-05");
  EXPECT_EQ(record_event(office.environment, query)->effect, Effect::nothing_new);
  query.sector = Sector::arts;
  EXPECT_EQ(record_event(office.environment, query).error().code, Errc::already_there);
}

}  // namespace
}  // namespace payung::app
