// Goal: a person keeps its number whatever happens to its rows, and what humans decided stays.
// Method: lists that come, change, leave and return; persons of rows compared with what they must
// be, on both engines. Numbers of rows are those of their order of arrival.
#include "app/link_people.hpp"

#include <gtest/gtest.h>

#include "app/decide_eligibility.hpp"
#include "app/decide_review.hpp"
#include "app/lists_testing.hpp"
#include "store/audit.hpp"
#include "store/membership.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

using store::testing::for_each_engine;

const Line kBudi{"3319011705800001", "Budi Santoso", "17-05-1980", "L", "Banget", "Petani", ""};
const Line kSiti{"3319016312850002", "Siti Aminah", "23-12-1985", "P", "Banget", "Petani", ""};
const Line kAgus{"3319010104750003", "Agus Riyanto", "01-04-1975", "L", "Banget", "Petani", ""};
const Line kJoko{"3319011507700005", "Joko Susilo", "15-07-1970", "L", "Banget", "Petani", ""};
constexpr std::size_t kName = 1;
constexpr std::size_t kWork = 5;
constexpr std::size_t kRemark = 6;

Line with(Line line, std::size_t column, const char* text) {
  line[column] = text;
  return line;
}

TEST(LinkPeople, OnePersonAcrossListsAndNothingNewTwice) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti}, "tani", "2025-01-05");
    imported(office.environment, {with(kSiti, kName, "SITI AMINAH"), kJoko}, "dagang",
             "2025-01-06");
    const auto first = linked(office.environment);
    EXPECT_EQ(first.rows, 4);
    EXPECT_EQ(first.persons, 3);
    EXPECT_EQ(first.new_persons, 3);
    const auto of = persons(database);
    EXPECT_EQ(of, (std::map<std::int64_t, std::int64_t>{{1, 1}, {2, 2}, {3, 2}, {4, 3}}));
    const auto again = linked(office.environment);
    EXPECT_TRUE(again.nothing_new);
    EXPECT_EQ(again.run, 0);
    EXPECT_EQ(count(database, "select count(*) from link_run"), 1);
    EXPECT_EQ(count(database, "select count(*) from audit where action = 'link_people'"), 1);
    EXPECT_TRUE(store::audit_breaks(database)->empty());
  });
}

TEST(LinkPeople, AChangedRowIsStillItsPerson) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti}, "tani", "2025-01-05");
    linked(office.environment);
    imported(office.environment, {kBudi, with(kSiti, kWork, "Pedagang")}, "tani", "2025-02-05",
             ListKind::next);
    const auto report = linked(office.environment);
    EXPECT_EQ(report.new_persons, 0);
    EXPECT_EQ(report.changed_rows, 1);
    EXPECT_EQ(persons(database).at(3), 2);
    EXPECT_EQ(*store::persons_of_nik(database, *Nik::parse(kSiti[0])),
              std::vector<std::int64_t>{2});
    EXPECT_TRUE(linked(office.environment).nothing_new);
  });
}

TEST(LinkPeople, WhoLeavesAndComesBackIsTheSamePerson) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti, kAgus}, "tani", "2025-01-05");
    linked(office.environment);
    imported(office.environment, {kBudi, kAgus}, "tani", "2025-02-05", ListKind::next);
    EXPECT_TRUE(linked(office.environment).nothing_new);
    // A member whose row left is still found.
    EXPECT_EQ(*store::persons_of_nik(database, *Nik::parse(kSiti[0])),
              std::vector<std::int64_t>{2});
    imported(office.environment, {kBudi, kAgus, kSiti}, "tani", "2025-03-05", ListKind::next);
    EXPECT_EQ(linked(office.environment).new_persons, 0);
    EXPECT_EQ(persons(database).at(4), 2);
  });
}

/// What eligibility is told of the person with that number.
eligibility::PersonFacts facts_of(Environment& environment, std::int64_t person) {
  eligibility::PersonFacts found;
  const auto status = each_assembled(environment, [&](const eligibility::Assembled& one) {
    if (one.facts.person == person) found = one.facts;
    return Status{};
  });
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(found.person, person);
  return found;
}

TEST(LinkPeople, TheDeadStayDeadWhenTheirListDropsThem) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kBudi, kSiti, with(kAgus, kRemark, "meninggal dunia")}, "tani",
             "2025-01-05");
    imported(office.environment, {kAgus}, "dagang", "2024-12-01");
    linked(office.environment);
    EXPECT_TRUE(facts_of(office.environment, 3).reported_dead);
    imported(office.environment, {kBudi, kSiti}, "tani", "2025-02-05", ListKind::next);
    linked(office.environment);
    EXPECT_TRUE(facts_of(office.environment, 3).reported_dead);
    // Back on the list that told of the death, without a word about it.
    imported(office.environment, {kBudi, kSiti, kAgus}, "tani", "2025-03-05", ListKind::next);
    EXPECT_EQ(linked(office.environment).new_persons, 0);
    EXPECT_TRUE(facts_of(office.environment, 3).reported_dead);
    EXPECT_FALSE(facts_of(office.environment, 1).reported_dead);
  });
}

/// The first open pair.
std::int64_t open_pair(db::Connection& database) {
  const auto open = store::open_reviews(database, 10);
  EXPECT_TRUE(open.ok());
  return open->empty() ? 0 : open->front().id;
}

/// Twins: one birth date, village and almost one name; one of them without a NIK.
const Line kHasan{"3319011505820011", "Hasan Basri", "15-05-1982", "L", "Banget", "Petani", ""};
const Line kHusen{"3319011505820012", "Hasan Basri", "15-05-1982", "L", "Banget", "Petani", ""};

TEST(LinkPeople, TwoClearlyDifferentNiksAreNeverOneWithoutAHuman) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    imported(office.environment, {kHasan}, "tani", "2025-01-05");
    imported(office.environment, {with(kHusen, 0, "3319011505829912")}, "dagang", "2025-01-05");
    const auto report = linked(office.environment);
    EXPECT_EQ(report.persons, 2);
  });
}

/// A run in which the model links nothing and asks about every pair it compares, whatever its
/// weights are.
LinkReport asked(Environment& environment) {
  constexpr linkage::Settings kAskAlways{1'000'000'000, -1'000'000'000};
  const auto report = link_people(environment, link_weights(), kAskAlways, on_one_thread);
  EXPECT_TRUE(report.ok());
  return report.ok() ? *report : LinkReport{};
}

TEST(LinkPeople, DecisionsAreKeptUndoneAndSurviveNewRows) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    auto& environment = office.environment;
    imported(environment, {kBudi, kHasan}, "tani", "2025-01-05");
    imported(environment, {kJoko, kHusen}, "dagang", "2025-01-05");
    const auto first = asked(environment);
    ASSERT_EQ(first.open_reviews, 1);
    const auto apart = persons(database);
    ASSERT_NE(apart.at(2), apart.at(4));
    const std::int64_t pair = open_pair(database);

    EXPECT_EQ(decide_review(environment, pair, store::ReviewVerdict::same, "").error().code,
              Errc::bad_option);
    EXPECT_TRUE(*decide_review(environment, pair, store::ReviewVerdict::same, "seen the card"));
    EXPECT_FALSE(*decide_review(environment, pair, store::ReviewVerdict::same, "once more"));
    const auto joined = asked(environment);
    EXPECT_EQ(joined.decisions, 1);
    EXPECT_EQ(joined.open_reviews, 0);
    // The smaller number wins, and history stays.
    EXPECT_EQ(persons(database).at(4), apart.at(2));
    EXPECT_EQ(count(database, "select count(*) from person_row where row = 4"), 2);

    EXPECT_TRUE(*decide_review(environment, pair, store::ReviewVerdict::undone, ""));
    EXPECT_FALSE(*decide_review(environment, pair, store::ReviewVerdict::undone, ""));
    EXPECT_EQ(asked(environment).open_reviews, 1);
    EXPECT_EQ(persons(database), apart);

    EXPECT_TRUE(*decide_review(environment, pair, store::ReviewVerdict::different, "twins"));
    EXPECT_EQ(asked(environment).open_reviews, 0);
    // The row is replaced; the decision holds for the row in its place.
    imported(environment, {kJoko, with(kHusen, kWork, "Pedagang")}, "dagang", "2025-02-05",
             ListKind::next);
    const auto later = asked(environment);
    EXPECT_EQ(later.decisions, 1);
    EXPECT_EQ(later.open_reviews, 0);
    EXPECT_NE(persons(database).at(5), persons(database).at(2));
    EXPECT_EQ(count(database, "select count(*) from review_decision"), 3);
    EXPECT_FALSE(database.run("delete from review_decision").ok());
  });
}

TEST(LinkPeople, OthersMayWriteWhilePersonsAreFound) {
  struct Case {
    const char* meanwhile;
    std::function<void(db::Connection&, Environment&)> write;
    std::int64_t rows;     ///< that the stored run holds
    std::int64_t persons;  ///< afterwards
    std::int64_t open;     ///< pairs that wait
  };
  // Budi, Hasan, Joko and Husen: four persons, and one pair that is asked about.
  const Case cases[] = {
      {"nothing", [](auto&, auto&) {}, 4, 4, 1},
      {"a list came: its row takes part, and is asked about beside Budi's",
       [](auto&, auto& environment) { imported(environment, {kBudi}, "sosial", "2025-01-06"); }, 5,
       5, 2},
      {"a person was added by another run: nothing new is asked, nobody gets a second number",
       [](auto&, auto& environment) { asked(environment); }, 4, 4, 1},
      {"the pair was decided: that counts in the next linking",
       [](auto& database, auto& environment) {
         asked(environment);
         ASSERT_TRUE(
             decide_review(environment, open_pair(database), store::ReviewVerdict::same, "card")
                 .ok());
       },
       4, 4, 0},
  };
  for (const Case& one : cases) {
    for_each_engine([&](db::Connection& database) {
      SCOPED_TRACE(one.meanwhile);
      Office office(database, "2025-01-10");
      auto& environment = office.environment;
      imported(environment, {kBudi, kHasan}, "tani", "2025-01-05");
      imported(environment, {kJoko, kHusen}, "dagang", "2025-01-05");
      const linkage::ParallelFor parallel = on_one_thread;
      const Linking linking{link_weights(), {1'000'000'000, -1'000'000'000}, parallel};
      auto found = find_persons(environment, linking);
      ASSERT_TRUE(found.ok());
      one.write(database, environment);
      const auto report = store_persons(environment, linking, *std::move(found));
      ASSERT_TRUE(report.ok());
      EXPECT_EQ(report->rows, one.rows);
      EXPECT_EQ(report->open_reviews, one.open);
      std::set<std::int64_t> numbers;
      for (const auto& [row, person] : persons(database)) numbers.insert(person);
      EXPECT_EQ(static_cast<std::int64_t>(numbers.size()), one.persons);
      EXPECT_EQ(count(database, "select count(*) from person"), one.persons);
      const auto next = asked(environment);
      EXPECT_TRUE(next.nothing_new || one.open == 0) << "and a linking at rest agrees";
    });
  }
}

TEST(LinkPeople, AMemberKeepsTheNumberOfTheMembership) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    auto& environment = office.environment;
    imported(environment, {kBudi, kHasan}, "tani", "2025-01-05");
    imported(environment, {kJoko, kHusen}, "dagang", "2025-01-05");
    asked(environment);
    const auto apart = persons(database);
    const std::vector<enrolment::MembershipEvent> events{{1,
                                                          apart.at(4),
                                                          enrolment::EventKind::enrolled,
                                                          *Date::parse("2025-01-10"),
                                                          *Month::parse("2025-01"),
                                                          *Month::parse("2026-01"),
                                                          3,
                                                          4,
                                                          Sector::trade,
                                                          {Programme::jkk, Programme::jkm},
                                                          {},
                                                          0,
                                                          "2025-01-10T01:00:00Z",
                                                          "allocated",
                                                          "key"}};
    ASSERT_TRUE(store::add_membership_events(database, events, "siti").ok());
    ASSERT_LT(apart.at(2), apart.at(4));
    ASSERT_TRUE(
        decide_review(environment, open_pair(database), store::ReviewVerdict::same, "card").ok());
    const auto report = asked(environment);
    EXPECT_EQ(persons(database).at(2), apart.at(4));
    EXPECT_EQ(report.members_without_rows, 0);
  });
}

TEST(LinkPeople, NoRowsIsNotSuccess) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    EXPECT_EQ(link(office.environment).error().code, Errc::nothing_done);
    EXPECT_EQ(decide_review(office.environment, 1, store::ReviewVerdict::same, "x").error().code,
              Errc::not_found);
  });
}

}  // namespace
}  // namespace payung::app::testing
