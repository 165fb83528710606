// Goal: from rows to members, the way is idempotent, explained, and replaces who falls out.
// Method: a regency of seven invented people and three places, on both engines; figures by hand:
//   12 months x 16,800 = 201,600, so 403,200 is two places; the company carries one.
#include "app/enrol.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "app/allocate.hpp"
#include "app/decide_eligibility.hpp"
#include "app/plan.hpp"
#include "app/programme_testing.hpp"
#include "app/record_event.hpp"
#include "store/allocation.hpp"
#include "store/audit.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using enrolment::EventKind;
using testing::Office;

/// Persons 1 to 5 may (5 waits, 4 first in line of those who wait); 6 is too old, 7 has no NIK.
void settle_regency(db::Connection& connection) {
  testing::make_senders(connection);
  testing::add_rows(connection,
                    {{.person = 1, .sender = "dinas-sosial", .decile = 1},
                     {.person = 2, .sender = "dinas-sosial", .decile = 2},
                     {.person = 3, .sender = "dinas-sosial", .decile = 3},
                     {.person = 4, .sender = "dinas-sosial", .decile = 4},
                     {.person = 5, .sender = "dinas-perdagangan"},
                     {.person = 6, .sender = "dinas-perdagangan", .birth = "1950-01-01"},
                     {.person = 7, .sender = "dinas-perdagangan", .nik = false},
                     {.person = 8, .sender = "siak"}});
}

std::vector<std::string> standings(db::Connection& connection) {
  const auto run = store::newest_allocation(connection, 1);
  EXPECT_TRUE(run.ok() && run->has_value());
  std::vector<std::string> all;
  for (const auto& one : (*run)->outcomes) {
    all.push_back(std::to_string(one.person) + " " + one.standing);
  }
  return all;
}

std::vector<std::int64_t> members(Office& office, const char* month) {
  const auto all = list_members(office.environment, *Month::parse(month), "");
  EXPECT_TRUE(all.ok());
  std::vector<std::int64_t> persons;
  for (const auto& one : *all) persons.push_back(one.member.person);
  return persons;
}

template <class T>
T must(Result<T> result) {
  EXPECT_TRUE(result.ok()) << result.error().where << ": " << result.error().detail;
  return *std::move(result);
}

void enrol_three(Office& office) {
  must(load_programme(office.environment, "p.toml", testing::kSmallProgramme));
  must(decide_eligibility(office.environment, "", {}));
  must(allocate_budgets(office.environment, "", {}));
  must(enrol_allocated(office.environment, ""));
}

TEST(Enrol, the_whole_way_and_everything_twice) {
  store::testing::for_each_engine([](db::Connection& connection) {
    settle_regency(connection);
    Office office(connection, "2025-01-10");
    must(load_programme(office.environment, "p.toml", testing::kSmallProgramme));

    const auto decided = must(decide_eligibility(office.environment, "", {}));
    EXPECT_EQ(decided.people, 7);  // the civil registry asks for nobody
    EXPECT_EQ(decided.yes, 5);
    EXPECT_EQ(decided.ask, 1);
    EXPECT_EQ(decided.no, 1);
    EXPECT_EQ(decided.reasons.at("too_old"), 1);
    EXPECT_EQ(decided.reasons.at("nik_missing"), 1);
    EXPECT_EQ(must(decide_eligibility(office.environment, "", {})).effect, Effect::nothing_new);

    const auto shared = must(allocate_budgets(office.environment, "", {}));
    EXPECT_EQ(shared.paid, 3);
    EXPECT_EQ(shared.waiting, 2);
    EXPECT_EQ(shared.guarantee, "exact");
    EXPECT_EQ(shared.budgets[0].cost, Rupiah(403'200));
    EXPECT_EQ(shared.budgets[1].cost, Rupiah(201'600));
    EXPECT_EQ(standings(connection),
              (std::vector<std::string>{"1 paid", "2 paid", "3 paid", "4 waiting", "5 waiting"}));
    EXPECT_EQ(must(allocate_budgets(office.environment, "", {})).effect, Effect::nothing_new);

    const auto enrolled = must(enrol_allocated(office.environment, ""));
    EXPECT_EQ(enrolled.enrolled, 3);
    EXPECT_TRUE(enrolled.refused.empty());
    EXPECT_EQ(members(office, "2025-01"), (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(members(office, "2025-12"), (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_TRUE(members(office, "2026-01").empty());
    EXPECT_EQ(must(enrol_allocated(office.environment, "")).effect, Effect::nothing_new);
    EXPECT_EQ(must(allocate_budgets(office.environment, "", {})).effect, Effect::nothing_new);
    EXPECT_EQ(must(decide_eligibility(office.environment, "", {})).effect, Effect::nothing_new);

    EXPECT_EQ(*connection.number("select count(*) from audit"), 4);
    EXPECT_TRUE(store::audit_breaks(connection)->empty());
    EXPECT_EQ(*connection.number("select count(distinct kpj) from member_number"), 3);
  });
}

TEST(Enrol, public_payers_follow_the_agreement_and_others_the_day_of_entry) {
  store::testing::for_each_engine([](db::Connection& connection) {
    settle_regency(connection);
    Office office(connection, "2025-01-10");
    enrol_three(office);
    const auto all = must(list_members(office.environment, *Month::parse("2025-01"), ""));
    for (const auto& one : all) {
      EXPECT_EQ(one.member.start.text(), one.payer == "toko-satu" ? "2025-01-10" : "2025-01-01");
      EXPECT_EQ(one.number, store::NumberSource::provisional);
    }
  });
}

TEST(Enrol, the_next_who_waits_takes_the_months_that_are_left) {
  store::testing::for_each_engine([](db::Connection& connection) {
    settle_regency(connection);
    Office january(connection, "2025-01-10");
    enrol_three(january);
    Office june(connection, "2025-06-20");
    const auto nik = *Nik::parse(testing::nik_of({.person = 1, .sender = ""}));
    const EventQuery death{.nik = nik, .kind = EventKind::died, .on = *Date::parse("2025-06-15")};
    EXPECT_EQ(must(record_event(june.environment, death)).event.effective.text(), "2025-07");
    EXPECT_EQ(must(record_event(june.environment, death)).effect, Effect::nothing_new);

    // June is due for the dead; five months of 16,800 became free... from July there are six.
    must(decide_eligibility(june.environment, "", {}));
    const auto july = *Month::parse("2025-07");
    const auto shared = must(allocate_budgets(june.environment, "", july));
    EXPECT_EQ(shared.paid, 3);
    EXPECT_EQ(shared.of_them_members, 2);
    EXPECT_EQ(must(enrol_allocated(june.environment, "")).enrolled, 1);
    EXPECT_EQ(members(june, "2025-06"), (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(members(june, "2025-07"), (std::vector<std::int64_t>{2, 3, 4}));
    EXPECT_EQ(members(june, "2025-12"), (std::vector<std::int64_t>{2, 3, 4}));
    const auto run = store::newest_allocation(connection, 1);
    for (const auto& use : (*run)->uses) EXPECT_LE(use.cost, Rupiah(403'200));
    EXPECT_EQ(must(allocate_budgets(june.environment, "", july)).effect, Effect::nothing_new);
  });
}

TEST(Enrol, june_is_promised_to_the_dead_so_nobody_gets_it) {
  const auto connection = store::testing::memory_database();
  settle_regency(*connection);
  Office office(*connection, "2025-06-20");
  must(load_programme(office.environment, "p.toml", testing::kSmallProgramme));
  must(decide_eligibility(office.environment, "", {}));
  // From June seven months cost 117,600: three places, 50,400 stay.
  const auto shared = must(allocate_budgets(office.environment, "", {}));
  EXPECT_EQ(shared.budgets[0].heads, 3);
  EXPECT_EQ(shared.budgets[0].cost, Rupiah(352'800));
}

TEST(Enrol, who_left_does_not_come_back_by_allocation) {
  store::testing::for_each_engine([](db::Connection& connection) {
    settle_regency(connection);
    Office office(connection, "2025-01-10");
    enrol_three(office);
    must(record_event(office.environment,
                      {.person = 2, .kind = EventKind::left, .on = *Date::parse("2025-03-31")}));
    const auto april = *Month::parse("2025-04");
    must(allocate_budgets(office.environment, "", april));
    EXPECT_EQ(must(enrol_allocated(office.environment, "")).enrolled, 1);
    EXPECT_EQ(members(office, "2025-04"), (std::vector<std::int64_t>{1, 3, 4}));
  });
}

TEST(Enrol, a_person_who_waits_is_told_why) {
  const auto connection = store::testing::memory_database();
  settle_regency(*connection);
  Office office(*connection, "2025-01-10");
  enrol_three(office);
  const auto nik = *Nik::parse(testing::nik_of({.person = 5, .sender = ""}));
  const auto told = must(explain_eligibility(office.environment, "", nik));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].eligibility.answer, "yes");
  EXPECT_EQ(told[0].standing, "waiting");
  EXPECT_EQ(told[0].rank, 5);
  EXPECT_EQ(told[0].budget, "dinas-perdagangan");
  EXPECT_EQ(told[0].exhausted_at_rank, 4);
  const auto old = *Nik::parse(testing::nik_of({.person = 6, .sender = "", .birth = "1950-01-01"}));
  const auto refused = must(explain_eligibility(office.environment, "", old));
  ASSERT_FALSE(refused[0].eligibility.conditions.empty());
  EXPECT_EQ(refused[0].eligibility.conditions[0].code, "too_old");
  EXPECT_NE(refused[0].eligibility.conditions[0].citation, "");
}

TEST(Enrol, an_allocation_made_since_is_not_the_one_that_was_looked_at) {
  store::testing::for_each_engine([](db::Connection& connection) {
    settle_regency(connection);
    Office office(connection, "2025-01-10");
    must(load_programme(office.environment, "p.toml", testing::kSmallProgramme));
    must(decide_eligibility(office.environment, "", {}));
    const auto looked_at = must(allocate_budgets(office.environment, "", {})).run;
    must(allocate_budgets(office.environment, "", *Month::parse("2025-03")));
    EXPECT_EQ(enrol_allocated(office.environment, "", looked_at).error().code, Errc::conflict);
    EXPECT_TRUE(members(office, "2025-06").empty());
    EXPECT_EQ(must(enrol_allocated(office.environment, "", looked_at + 1)).enrolled, 3);
  });
}

TEST(Enrol, nothing_to_do_is_said) {
  const auto connection = store::testing::memory_database();
  testing::make_senders(*connection);
  Office office(*connection, "2025-01-10");
  EXPECT_EQ(enrol_allocated(office.environment, "").error().code, Errc::not_found);
  must(load_programme(office.environment, "p.toml", testing::kSmallProgramme));
  EXPECT_EQ(decide_eligibility(office.environment, "", {}).error().code, Errc::nothing_done);
  EXPECT_EQ(allocate_budgets(office.environment, "", {}).error().code, Errc::nothing_done);
  EXPECT_EQ(enrol_allocated(office.environment, "").error().code, Errc::nothing_done);
  Office later(*connection, "2026-02-01");
  EXPECT_EQ(allocate_budgets(later.environment, "", {}).error().code, Errc::nothing_done);
  EXPECT_EQ(allocate_budgets(office.environment, "", *Month::parse("2026-01")).error().code,
            Errc::bad_month);
}

TEST(Plan, tells_what_money_buys_and_stores_nothing) {
  store::testing::for_each_engine([](db::Connection& connection) {
    settle_regency(connection);
    Office office(connection, "2025-01-10");
    must(load_programme(office.environment, "p.toml", testing::kSmallProgramme));
    must(decide_eligibility(office.environment, "", {}));
    // 500,000 for six months of 16,800 (100,800): four of five, 96,800 stay.
    const auto report = must(plan(
        office.environment, {.budget = Rupiah(500'000), .months = 6, .step = Rupiah(1'000'000)}));
    EXPECT_EQ(report.people, 5);
    EXPECT_EQ(report.covered, 4);
    EXPECT_EQ(report.cost, Rupiah(403'200));
    ASSERT_EQ(report.steps.size(), 1U);
    EXPECT_EQ(report.steps[0].added, 1);
    EXPECT_EQ(report.steps[0].covered, 5);
    const auto left_out = std::find_if(
        report.groups.begin(), report.groups.end(),
        [](const auto& group) { return group.by == "decile" && group.covered < group.people; });
    ASSERT_NE(left_out, report.groups.end());
    EXPECT_EQ(left_out->key, "unknown");
    EXPECT_EQ(*connection.number("select count(*) from allocation_run"), 0);
    // The programme's own budgets: three places.
    EXPECT_EQ(must(plan(office.environment, {.step = Rupiah(1'000'000)})).covered, 3);
    EXPECT_FALSE(plan(office.environment, {.months = 121}).ok());
  });
}

}  // namespace
}  // namespace payung::app
