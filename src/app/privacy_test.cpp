// Goal: who looked is recorded and told; what may be erased goes and the ledger stays; a person
// gets all his data; the breach report names accounts, persons and exports.
// Method: a small regency on both engines, with lists imported and linked; invented people.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/access_log.hpp"
#include "app/breach_report.hpp"
#include "app/erase_person.hpp"
#include "app/lists_testing.hpp"
#include "app/own_data.hpp"
#include "app/person_history.hpp"
#include "app/search_people.hpp"
#include "store/membership.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;

const testing::Lines kJanuary = {
    {"3319020101800001", "Siti Aminah", "1980-01-01", "P", "Undaan Kidul", "petani", ""},
    {"3319020202810002", "Moh. Sutrisno", "1981-02-02", "L", "Undaan Lor", "petani", ""},
    {"3319020303820003", "Budi Santoso", "1982-03-03", "L", "Undaan Lor", "petani", ""}};

/// One list, imported and linked: persons 1 to 3 in the order of the rows.
struct Regency {
  explicit Regency(db::Connection& connection) : office(connection, "2025-01-20") {
    (void)testing::imported(env(), kJanuary, "dinas-pertanian", "2025-01-01");
    (void)testing::linked(env());
  }
  Environment& env() { return office.environment; }
  std::int64_t person(const char* nik) {
    const auto found = store::persons_of_nik(env().database, *Nik::parse(nik));
    PAYUNG_CHECK(found.ok() && found->size() == 1);
    return found->front();
  }
  void enrol(std::int64_t person) {
    enrolment::MembershipEvent event{.id = 1,
                                     .person = person,
                                     .kind = enrolment::EventKind::enrolled,
                                     .on = *Date::parse("2025-01-10"),
                                     .effective = *Month::parse("2025-01"),
                                     .until = {},
                                     .payer = 1,
                                     .budget = 0,
                                     .sector = Sector::agriculture,
                                     .programmes = {Programme::jkk, Programme::jkm},
                                     .income = {},
                                     .withdraws = 0,
                                     .recorded_at = env().now,
                                     .reason = "test",
                                     .key = "event-1"};
    ASSERT_TRUE(store::add_membership_events(env().database, std::vector{event}, "siti"));
  }
  testing::Office office;
};

PeopleQuestion everywhere(const char* text) {
  return {text, identity::Scope::everything(), {}, 20};
}

std::vector<std::string> names(const FoundPeople& found) {
  std::vector<std::string> all;
  for (const FoundPerson& person : found.people) all.push_back(person.name);
  return all;
}

TEST(SearchPeople, FollowsTheStore) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    PeopleIndex index;
    EXPECT_FALSE(search_people(regency.env(), index, everywhere("siti")).ok());
    ASSERT_TRUE(index.refresh(regency.env()).value_or(false));
    EXPECT_FALSE(index.refresh(regency.env()).value_or(true));
    const auto siti = search_people(regency.env(), index, everywhere("sitti aminah"));
    ASSERT_TRUE(siti.ok());
    ASSERT_EQ(names(*siti), std::vector<std::string>{"Siti Aminah"});
    EXPECT_EQ(siti->people[0].masked_nik, "331902**********");
    EXPECT_EQ(siti->people[0].birth_year, 1980);
    EXPECT_EQ(siti->people[0].covered, coverage::Covered::no);
    EXPECT_EQ(names(*search_people(regency.env(), index, everywhere("3319020202"))),
              std::vector<std::string>{"Moh. Sutrisno"});

    auto february = kJanuary;
    february[1][1] = "Mohamad Sutrisna";
    february.push_back(
        {"3319024404830004", "Dewi Lestari", "1983-04-04", "P", "Undaan Lor", "petani", ""});
    (void)testing::imported(regency.env(), february, "dinas-pertanian", "2025-02-01");
    (void)testing::linked(regency.env());
    ASSERT_TRUE(index.refresh(regency.env()).value_or(false));
    EXPECT_EQ(names(*search_people(regency.env(), index, everywhere("dewi"))),
              std::vector<std::string>{"Dewi Lestari"});
    EXPECT_EQ(names(*search_people(regency.env(), index, everywhere("3319020202"))),
              std::vector<std::string>{"Mohamad Sutrisna"});
  });
}

TEST(SearchPeople, NobodySeesBeyondHisScope) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    PeopleIndex index;
    ASSERT_TRUE(index.refresh(regency.env()).ok());
    const std::int64_t siti = regency.person("3319020101800001");
    const auto asked = [&](const identity::Scope& scope) {
      const auto found = search_people(regency.env(), index, {"siti", scope, {}, 20});
      EXPECT_TRUE(found.ok());
      const auto reached = reaches_person(regency.env(), index, scope, siti);
      EXPECT_TRUE(reached.ok());
      EXPECT_EQ(*reached, !found->people.empty());
      return found->people.size();
    };
    identity::Scope own;
    own.sender = "dinas-pertanian";
    identity::Scope other;
    other.sender = "dinas-sosial";
    identity::Scope payer;
    payer.payer = "toko";
    identity::Scope himself;
    himself.person = siti;
    EXPECT_EQ(asked(identity::Scope::everything()), 1U);
    EXPECT_EQ(asked({}), 0U);
    EXPECT_EQ(asked(own), 1U);
    EXPECT_EQ(asked(other), 0U);
    EXPECT_EQ(asked(payer), 0U);
    EXPECT_EQ(asked(himself), 1U);
  });
}

TEST(PersonHistory, TellsEverythingInOrder) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    const std::int64_t person = regency.person("3319020101800001");
    regency.enrol(person);
    const auto history = person_history(regency.env(), person, regency.env().today);
    ASSERT_TRUE(history.ok());
    std::vector<std::string> kinds;
    for (const auto& event : history->events) {
      kinds.emplace_back(store::to_text(event.kind));
      for (const auto& [name, value] : event.facts) {
        EXPECT_EQ(value.find("3319020101800001"), std::string::npos) << name;
      }
    }
    // Membership began on the 10th, all else was recorded on the 20th.
    EXPECT_EQ(std::ranges::count(kinds, "list_row"), 1);
    EXPECT_EQ(std::ranges::count(kinds, "linked"), 1);
    EXPECT_EQ(std::ranges::count(kinds, "membership"), 1);
    EXPECT_EQ(std::ranges::count(kinds, "coverage"), 2);
    EXPECT_EQ(kinds.front(), "coverage");
    EXPECT_EQ(person_history(regency.env(), 99, regency.env().today).error().code, Errc::not_found);
  });
}

TEST(IdentityCheck, KnowsWhoIsThere) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    const auto ask = [&](const char* nik) {
      return *identity_check(regency.env(), *Nik::parse(nik), regency.env().today);
    };
    EXPECT_TRUE(ask("3319020101800001").known);
    EXPECT_EQ(ask("3319020101800001").reason, "never_member");
    EXPECT_FALSE(ask("3319020101800009").known);
    EXPECT_EQ(ask("3319020101800009").reason, "unknown");
    regency.enrol(regency.person("3319020101800001"));
    EXPECT_TRUE(ask("3319020101800001").member);
    EXPECT_EQ(ask("3319020101800001").covered, coverage::Covered::no);
    EXPECT_EQ(ask("3319020101800001").reason, "first_dues_unpaid");
    EXPECT_FALSE(ask("3319020101800001").citations.empty());
  });
}

TEST(Erasure, ForgetsWhoWasNeverAMember) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    auto& env = regency.env();
    const std::int64_t person = regency.person("3319020101800001");
    EXPECT_EQ(erase_person(env, person, store::ErasureGround::asked, "").error().code,
              Errc::bad_option);
    EXPECT_FALSE(connection.run("update list_row set name = '', linkable = 0 where id = 1").ok());
    const auto report = erase_person(env, person, store::ErasureGround::asked, "surat 12/2025");
    ASSERT_TRUE(report.ok()) << report.error().detail;
    EXPECT_EQ(report->erased, 1);
    const auto data = own_data(env, person);
    ASSERT_TRUE(data.ok());
    EXPECT_EQ(data->find("3319020101800001"), std::string::npos);
    EXPECT_EQ(data->find("Aminah"), std::string::npos);
    EXPECT_TRUE(store::persons_of_nik(connection, *Nik::parse("3319020101800001"))->empty());
    EXPECT_EQ(testing::count(connection, "select count(*) from list_row"), 3);
    EXPECT_EQ(testing::count(connection, "select count(*) from audit where action = 'erase'"), 1);
    EXPECT_EQ(erase_person(env, person, store::ErasureGround::asked, "again").error().code,
              Errc::nothing_done);
    // The row is closed again for anything but an erasure, and rows without one stay closed.
    EXPECT_FALSE(connection.run("update list_row set name = 'x' where id = 1").ok());
    EXPECT_FALSE(connection.run("update list_row set name = '' where id = 2").ok());
    EXPECT_FALSE(connection.run("delete from list_row where id = 1").ok());
  });
}

TEST(Erasure, LeavesMembersToTheLedger) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    auto& env = regency.env();
    const std::int64_t person = regency.person("3319020101800001");
    regency.enrol(person);
    for (const auto ground : {store::ErasureGround::asked, store::ErasureGround::retention}) {
      const auto refused = erase_person(env, person, ground, "surat 12/2025");
      ASSERT_FALSE(refused.ok());
      EXPECT_EQ(refused.error().code, Errc::conflict);
      EXPECT_EQ(refused.error().detail, "member");
    }
    EXPECT_EQ(testing::count(connection, "select count(*) from private_erasure"), 0);
  });
}

TEST(Erasure, FollowsTheRetentionOfTheSource) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    auto& env = regency.env();
    const std::int64_t person = regency.person("3319020303820003");
    auto without = kJanuary;
    without.pop_back();
    (void)testing::imported(env, without, "dinas-pertanian", "2025-02-01", ListKind::next);
    store::SourceBasis basis;
    basis.purpose = "perlindungan petani";
    basis.reference = "PKS 1/2025";
    basis.retention_months = 6;
    EXPECT_EQ(set_source_basis(env, "nobody", basis).error().code, Errc::not_found);
    ASSERT_TRUE(set_source_basis(env, "dinas-pertanian", basis));
    basis.retention_months = 0;
    EXPECT_EQ(set_source_basis(env, "dinas-pertanian", basis).error().code, Errc::bad_option);
    EXPECT_EQ(store::source_bases(connection)->size(), 1U);
    EXPECT_TRUE(store::senders_without_basis(connection)->empty());

    // It left in January; six months after that month end with July.
    env.today = *Date::parse("2025-07-31");
    EXPECT_EQ(erase_past_retention(env, "rule")->erased, 0);
    EXPECT_EQ(erasure_plan(env, person, store::ErasureGround::retention)->front().kept,
              Kept::not_over);
    EXPECT_EQ(erasure_plan(env, regency.person("3319020101800001"), store::ErasureGround::retention)
                  ->front()
                  .kept,
              Kept::speaks_now);
    env.today = *Date::parse("2025-08-01");
    EXPECT_EQ(erase_past_retention(env, "rule")->erased, 1);
    EXPECT_EQ(erase_past_retention(env, "rule")->erased, 0);
  });
}

TEST(OwnData, HoldsRowsGroundAndLooks) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    auto& env = regency.env();
    const std::int64_t person = regency.person("3319020101800001");
    ASSERT_TRUE(record_access_now(
        connection, {env.now, "budi", "dinas", person, store::Seen::card, "layanan", "", "r-1"}));
    const auto text = own_data(env, person);
    ASSERT_TRUE(text.ok());
    const auto json = nlohmann::json::parse(*text);
    ASSERT_EQ(json["rows"].size(), 1U);
    EXPECT_EQ(json["rows"][0]["nik"], "3319020101800001");
    EXPECT_EQ(json["rows"][0]["name"], "Siti Aminah");
    EXPECT_TRUE(json["rows"][0]["held_on_ground_of"].is_null());
    EXPECT_EQ(json["cover"]["member"], false);
    ASSERT_EQ(json["who_looked"].size(), 1U);
    EXPECT_EQ(json["who_looked"][0]["who"], "budi");
    EXPECT_EQ(own_data(env, 99).error().code, Errc::not_found);
  });
}

TEST(BreachReport, SaysWhoSawWhom) {
  for_each_engine([](db::Connection& connection) {
    Regency regency(connection);
    auto& env = regency.env();
    const auto look = [&](const char* at, const char* who, std::optional<std::int64_t> person,
                          store::Seen seen) {
      ASSERT_TRUE(
          record_access_now(connection, {at, who, "=dinas", person, seen, "layanan", "s", "r"}));
    };
    look("2025-01-01T00:00:00Z", "budi", 1, store::Seen::card);
    look("2025-01-02T00:00:00Z", "budi", 1, store::Seen::card);
    look("2025-01-02T01:00:00Z", "budi", 2, store::Seen::unmasked);
    look("2025-01-02T02:00:00Z", "dewi", {}, store::Seen::exported);
    look("2025-01-03T00:00:00Z", "dewi", 3, store::Seen::card);
    const auto report = breach_report(env, "2025-01-02T00:00:00Z", "2025-01-03T00:00:00Z", "");
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->entries, 3);
    EXPECT_EQ(report->persons, (std::vector<std::int64_t>{1, 2}));
    EXPECT_EQ(report->exports.size(), 1U);
    EXPECT_TRUE(report->chain_breaks.empty());
    EXPECT_EQ(breach_csv(*report),
              "account,organisation,seen,count,persons,first_at,last_at\n"
              "budi,'=dinas,card,1,2,2025-01-02T00:00:00Z,2025-01-02T01:00:00Z\n"
              "budi,'=dinas,unmasked,1,2,2025-01-02T00:00:00Z,2025-01-02T01:00:00Z\n"
              "dewi,'=dinas,export,1,0,2025-01-02T02:00:00Z,2025-01-02T02:00:00Z\n");
    EXPECT_EQ(nlohmann::json::parse(breach_json(*report))["accounts"][0]["counts"]["card"], 1);
    EXPECT_EQ(breach_report(env, "2025-01-02T00:00:00Z", "2025-01-03T00:00:00Z", "dewi")->entries,
              1);
    EXPECT_FALSE(breach_report(env, "2025-01-03", "2025-01-02", "").ok());
  });
}

TEST(AccessRecorder, WritesWhatWaitsBeforeItStops) {
  auto memory = store::testing::memory_database();
  auto* kept = memory.get();
  bool handed = false;
  db::Pool writers(
      [&]() -> Result<std::unique_ptr<db::Connection>> {
        if (handed) return Error{Errc::storage, "test", "one connection only"};
        handed = true;
        return std::move(memory);
      },
      1);
  AccessRecorder::Settings settings;
  settings.wait = std::chrono::milliseconds(60'000);
  settings.group_max = 100'000;
  settings.waiting_max = 3;
  AccessRecorder recorder(
      writers, [] { return std::string("2025-01-01T00:00:00Z"); }, [](const Error&) {}, settings);
  const store::AccessEntry entry{"2025-01-01T00:00:00Z", "siti", "", 1,
                                 store::Seen::card,      "",     "", ""};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(recorder.add(entry));
  EXPECT_FALSE(recorder.add(entry));
  ASSERT_TRUE(recorder.flush());
  EXPECT_TRUE(recorder.add(entry));
  ASSERT_TRUE(recorder.stop());
  EXPECT_EQ(kept->number("select count(*) from access_entry").value_or(0), 4);
  EXPECT_EQ(kept->number("select count(*) from access_batch").value_or(0), 2);
}

}  // namespace
}  // namespace payung::app
