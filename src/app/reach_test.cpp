// Goal: a scope is told with the names that people know. Method: a town with a sender and payers on
// both engines; limits that have a name, and such as have none.
#include "app/reach.hpp"

#include <map>

#include "app/programme_testing.hpp"
#include "store/testing.hpp"

namespace payung::app {
namespace {

using store::testing::for_each_engine;

TEST(NamedReach, NamesWhatHasAName) {
  for_each_engine([](db::Connection& connection) {
    testing::Office office(connection, "2025-01-20");
    testing::make_senders(connection);
    testing::must(
        connection.run("insert into payer (id, code, kind, recorded_at) values (9, 'toko', "
                       "'company', '2025-01-01')"));
    identity::Scope scope;
    const std::vector<std::pair<const char*, const char*>> limits{
        {"region", "33.19"},        {"region", "33.19.01.2001"}, {"sector", "trade"},
        {"sender", "dinas-sosial"}, {"sender", "never-loaded"},  {"payer", "toko"},
        {"payer", "never-heard-of"}};
    for (const auto& [kind, value] : limits) {
      ASSERT_TRUE(identity::add_limit(scope, kind, value).ok()) << value;
    }
    const auto reach = named_reach(office.environment, scope);
    ASSERT_TRUE(reach.ok()) << reach.error().where;
    std::map<std::string, std::string> names;
    for (const auto& limit : *reach) names[limit.kind + " " + limit.value] = limit.name;
    const std::map<std::string, std::string> expected{{"region 33.19", "Kabupaten Kudus"},
                                                      {"region 33.19.01.2001", "Bakalankrapyak"},
                                                      {"sector trade", ""},
                                                      {"sender dinas-sosial", "dinas-sosial"},
                                                      {"sender never-loaded", ""},
                                                      {"payer toko", "toko"},
                                                      {"payer never-heard-of", ""}};
    EXPECT_EQ(names, expected);
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
