// Goal: a scope is told with the names that people know. Method: a town with a sender and payers on
// both engines; limits that have a name, and such as have none.
#include "app/reach.hpp"

#include <map>

#include "app/programme_testing.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;

using Limits = std::vector<std::pair<std::string, std::string>>;

/// "kind value" -> name, of a scope of these limits.
std::map<std::string, std::string> names_of(Environment& environment, const Limits& limits) {
  identity::Scope scope;
  for (const auto& [kind, value] : limits) {
    EXPECT_TRUE(identity::add_limit(scope, kind, value).ok()) << value;
  }
  const auto reach = named_reach(environment, scope);
  EXPECT_TRUE(reach.ok());
  std::map<std::string, std::string> names;
  if (!reach) return names;
  for (const auto& limit : *reach) names[limit.kind + " " + limit.value] = limit.name;
  return names;
}

TEST(NamedReach, NamesWhatHasAName) {
  for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-20");
    testing::make_senders(connection);
    testing::must(
        connection.run("insert into payer (id, code, kind, recorded_at) "
                       "values (9, 'toko', 'company', '2025-01-01')"));
    const std::map<std::string, std::string> known{{"region 33.19", "Kabupaten Kudus"},
                                                   {"region 33.19.01.2001", "Bakalankrapyak"},
                                                   {"sector trade", ""},
                                                   {"sender dinas-sosial", "dinas-sosial"},
                                                   {"payer toko", "toko"}};
    EXPECT_EQ(names_of(office.environment, {{"region", "33.19"},
                                            {"region", "33.19.01.2001"},
                                            {"sector", "trade"},
                                            {"sender", "dinas-sosial"},
                                            {"payer", "toko"}}),
              known);
    const std::map<std::string, std::string> strange{{"sender never-loaded", ""},
                                                     {"payer never-heard-of", ""}};
    EXPECT_EQ(
        names_of(office.environment, {{"sender", "never-loaded"}, {"payer", "never-heard-of"}}),
        strange);
  });
}

TEST(NamedReach, TheCountryNeedsNone) {
  for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-20");
    const auto reach = named_reach(office.environment, identity::Scope::everything());
    ASSERT_TRUE(reach.ok());
    ASSERT_EQ(reach->size(), 1u);
    EXPECT_EQ(reach->front().value, "*");
    EXPECT_EQ(reach->front().name, "");
  });
}

}  // namespace
}  // namespace payung::app
