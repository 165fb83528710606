// Goal: other registries find whom they ask for within their scope, learn a NIK only by asking for
// it, and are told of programmes as membership and payments have it.
// Method: four invented people in two regencies, on both engines; every expectation by hand.
#include "app/registry_search.hpp"

#include <gtest/gtest.h>

#include "app/money_testing.hpp"
#include "app/programme_testing.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;
using testing::day;
using testing::Town;
using Persons = std::vector<std::int64_t>;

constexpr const char* kFirstNik = "3319011705800001";

RegistryCondition test(const char* attribute, Compare compare,
                       const std::vector<std::string>& values) {
  const auto made = registry_test(attribute, compare, values);
  EXPECT_TRUE(made.ok()) << attribute;
  return made ? *made : RegistryCondition{};
}

RegistryCondition all_of(std::vector<RegistryCondition> parts) {
  RegistryCondition all;
  all.parts = std::move(parts);
  return all;
}

identity::Scope area(const char* code) {
  identity::Scope scope;
  scope.regions = {*RegionCode::parse(code)};
  return scope;
}

/// Persons 1 and 2 in Kudus, 3 in Jepara, 4 in Kudus without a NIK.
class Registry {
 public:
  explicit Registry(db::Connection& connection)
      : town(connection), ids_(*secrets::Keyring::parse(std::string(64, '7'))) {
    testing::make_senders(connection);
    testing::add_rows(connection, {{1, "dinas-sosial", "1980-05-17", "33.19.01.2001"},
                                   {2, "dinas-sosial", "1990-01-31", "33.19.02.2001"},
                                   {3, "desa-demaan", "1990-02-01", "33.20.01.2001"},
                                   {4, "desa-demaan", "2001-02-03", "33.19.01.2001", "trade",
                                    "unknown", 0, false}});
  }

  void load() { ASSERT_TRUE(index_.load(town.env()).ok()); }
  RegistryAnswer answer(const RegistryCondition& where,
                        const identity::Scope& scope = identity::Scope::everything(),
                        RegistryUnit unit = RegistryUnit::people) {
    RegistryQuestion question{where, scope, unit, {}, 100, 1};
    const auto found = registry_search(town.env(), index_, ids_, question);
    EXPECT_TRUE(found.ok()) << (found ? "" : found.error().where + found.error().detail);
    return found ? *found : RegistryAnswer{};
  }
  Persons who(const RegistryCondition& where,
              const identity::Scope& scope = identity::Scope::everything()) {
    Persons persons;
    for (const RegistryPerson& one : answer(where, scope).records) {
      persons.push_back(one.facts.person);
    }
    return persons;
  }
  std::string id(std::int64_t person) const { return ids_.public_id("person", person); }
  const secrets::Vault& ids() const { return ids_; }
  const PeopleIndex& index() const { return index_; }

  Town town;

 private:
  PeopleIndex index_;
  secrets::Vault ids_;
};

TEST(RegistrySearch, FindsWhomItIsAskedFor) {
  for_each_engine([](db::Connection& connection) {
    Registry registry(connection);
    registry.load();
    const auto nik = test("NIK", Compare::eq, {kFirstNik});
    EXPECT_EQ(registry.who(nik), Persons{1});
    EXPECT_EQ(registry.who(test("UIN", Compare::eq, {"TEST-001"})), Persons{});
    EXPECT_EQ(registry.who(test("PayungID", Compare::eq, {registry.id(3)})), Persons{3});
    EXPECT_EQ(registry.who(test("identifier", Compare::in, {kFirstNik, registry.id(4)})),
              (Persons{1, 4}));
    EXPECT_EQ(registry.who(test("region", Compare::eq, {"33.19"})), (Persons{1, 2, 4}));
    EXPECT_EQ(registry.who(test("region", Compare::eq, {"331902"})), Persons{2});
    EXPECT_EQ(registry.who(test("birth_date", Compare::ge, {"1990-01-31"})), (Persons{2, 3, 4}));
    EXPECT_EQ(registry.who(test("birth_date", Compare::gt, {"1990-01-31"})), (Persons{3, 4}));
    EXPECT_EQ(registry.who(test("YOB", Compare::eq, {"1990"})), (Persons{2, 3}));
    // On 2025-01-20 person 2 is still 34.
    EXPECT_EQ(registry.who(test("age", Compare::eq, {"34"})), (Persons{2, 3}));
    EXPECT_EQ(registry.who(test("age", Compare::lt, {"24"})), Persons{4});
    EXPECT_EQ(registry.who(all_of({nik, test("sex", Compare::eq, {"female"})})), Persons{});
    EXPECT_EQ(registry.who(test("last_updated", Compare::gt, {"2199-12-31"})), Persons{});
    EXPECT_EQ(registry.who(all_of({})), (Persons{1, 2, 3, 4}));
    RegistryCondition none;
    none.kind = RegistryCondition::Kind::none;
    none.parts = {nik};
    EXPECT_EQ(registry.who(all_of({test("region", Compare::eq, {"33.19"}), none})),
              (Persons{2, 4}));
  });
}

TEST(RegistrySearch, ScopeAndNik) {
  for_each_engine([](db::Connection& connection) {
    Registry registry(connection);
    registry.load();
    const auto nik = test("NIK", Compare::eq, {kFirstNik});
    EXPECT_EQ(registry.who(nik, area("33.19")), Persons{1});
    EXPECT_EQ(registry.who(nik, area("33.20")), Persons{});
    EXPECT_EQ(registry.who(nik, {}), Persons{});
    EXPECT_EQ(registry.who(test("YOB", Compare::gt, {"1900"}), area("33.20")), Persons{3});
    EXPECT_EQ(registry.answer(nik).records.front().nik, kFirstNik);
    EXPECT_EQ(registry.answer(test("PayungID", Compare::eq, {registry.id(1)})).records.front().nik,
              "");
    EXPECT_EQ(registry.answer(test("region", Compare::eq, {"33.19"})).records.front().nik, "");
  });
}

TEST(RegistrySearch, ProgrammesAsTheyStand) {
  for_each_engine([](db::Connection& connection) {
    Registry registry(connection);
    Town& town = registry.town;
    town.enrol(1, 1, day(2025, 1, 1));
    town.enrol(2, 3, day(2024, 6, 1));
    town.end(2, enrolment::EventKind::left, day(2024, 9, 15));
    town.enrol(3, 2, day(2025, 1, 1));
    ASSERT_TRUE(store::add_outside_enrolment(
                    connection, {1, 5, "PKH", "Keluarga Harapan", "Active", "2024-02-02", ""},
                    "2025-01-02T00:00:00Z")
                    .ok());
    town.bill(2025, 1);
    town.pay("dinas", 16'800, day(2025, 1, 10));
    registry.load();
    const auto states = [&](const RegistryCondition& where) {
      std::vector<std::string> told;
      for (const auto& one :
           registry.answer(where, identity::Scope::everything(), RegistryUnit::beneficiaries)
               .records) {
        const RegistryEnrolment& his = one.enrolments.front();
        told.push_back(std::to_string(one.facts.person) + " " + his.programme_code + " " +
                       his.status + " " + his.enrolled_on + " " + his.changed_on + " " +
                       his.payer_kind);
      }
      return told;
    };
    using Told = std::vector<std::string>;
    const auto everybody = test("YOB", Compare::gt, {"1900"});
    EXPECT_EQ(states(everybody),
              (Told{"1 BPU Active 2025-01-01 2025-01-01 apbd_regency", "1 PKH Active 2024-02-02  ",
                    "2 BPU Ended 2024-06-01 2024-09-15 self",
                    "3 BPU Inactive 2025-01-01 2025-01-01 company"}));
    EXPECT_EQ(states(test("programme_identifier", Compare::eq, {"pkh"})),
              Told{"1 PKH Active 2024-02-02  "});
    EXPECT_EQ(states(all_of({test("enrolment_status", Compare::eq, {"ACTIVE"}),
                             test("payer_kind", Compare::eq, {"apbd_regency"})})),
              Told{"1 BPU Active 2025-01-01 2025-01-01 apbd_regency"});
    EXPECT_EQ(registry.who(test("enrolment_status", Compare::eq, {"Ended"})), Persons{2});
    const auto one =
        registry_person(town.env(), registry.index(), registry.ids(), everybody, area("33.19"), 1);
    ASSERT_TRUE(one.ok() && one->has_value());
    EXPECT_EQ((*one)->enrolments.size(), 2U);
    EXPECT_FALSE(
        registry_person(town.env(), registry.index(), registry.ids(), everybody, area("33.20"), 1)
            ->has_value());
  });
}

TEST(RegistrySearch, PagesAndOrder) {
  for_each_engine([](db::Connection& connection) {
    Registry registry(connection);
    registry.load();
    RegistryQuestion question{test("region", Compare::eq, {"33"}), identity::Scope::everything()};
    question.sort = {{RegistryField::birth_date, true}};
    question.page_size = 3;
    const auto page = [&](std::int64_t number) {
      question.page_number = number;
      const auto found =
          registry_search(registry.town.env(), registry.index(), registry.ids(), question);
      EXPECT_EQ(found->total, 4);
      Persons persons;
      for (const auto& one : found->records) persons.push_back(one.facts.person);
      return persons;
    };
    EXPECT_EQ(page(1), (Persons{4, 3, 2}));
    EXPECT_EQ(page(2), Persons{1});
    EXPECT_EQ(page(3), Persons{});
    EXPECT_EQ(page(9'000'000'000'000'000'000), Persons{});
  });
}

TEST(RegistryTest, ValuesAreBroughtToTheFormThatIsStored) {
  EXPECT_EQ(test("demographic_info.Birth-Date", Compare::eq, {"1990-01-31T00:00:00Z"}).values,
            std::vector<std::string>{"1990-01-31"});
  EXPECT_EQ(test("GENDER", Compare::in, {"Female", "m"}).values,
            (std::vector<std::string>{"P", "L"}));
  for (const auto& [attribute, value] : {std::pair{"poverty_score", "5"},
                                         {"birth_date", "1990-02-30"},
                                         {"sex", "x"},
                                         {"region", "3"},
                                         {"age", "-1"},
                                         {"age", "12345"},
                                         {"name", ""},
                                         {"", "x"}}) {
    EXPECT_FALSE(registry_test(attribute, Compare::eq, {value}).ok()) << attribute << value;
  }
  EXPECT_FALSE(registry_test("sex", Compare::gt, {"m"}).ok());
  EXPECT_FALSE(registry_test("age", Compare::gt, {"1", "2"}).ok());
  EXPECT_FALSE(registry_test("age", Compare::in, {}).ok());
}

}  // namespace
}  // namespace payung::app
