// Goal: the order of priority is what the scheme says, total, and independent of the input's order.
// Method: a table of keys with the order worked out by hand over five invented people.
#include "allocation/priority.hpp"

#include <gtest/gtest.h>

namespace payung::allocation {
namespace {

using eligibility::Register;

Candidates five() {
  const auto born = [](const char* text) { return *Date::parse(text); };
  Candidates all;
  all.sender_sets = {{}, {"relawan"}, {"pertanian", "relawan"}};
  all.people.resize(5);
  for (std::size_t i = 0; i < 5; ++i) all.people[i].person = static_cast<std::int64_t>(i) + 1;
  auto& p = all.people;
  p[0].decile = 3, p[1].decile = 1, p[2].decile = std::nullopt, p[3].decile = 3, p[4].decile = 1;
  p[0].poverty = p[1].poverty = p[3].poverty = p[4].poverty = Register::listed;
  p[2].poverty = Register::not_listed;
  p[0].sector = Sector::trade, p[1].sector = Sector::transport, p[2].sector = Sector::agriculture;
  p[3].sector = Sector::agriculture, p[4].sector = Sector::trade;
  p[0].birth_date = born("1980-01-01"), p[1].birth_date = born("1970-01-01");
  p[3].birth_date = born("1960-05-05"), p[4].birth_date = born("1970-01-01");
  p[0].listed = 5, p[1].listed = 4, p[2].listed = 3, p[3].listed = 2, p[4].listed = 1;
  p[2].sender_set = 1, p[3].sender_set = 2;
  return all;
}

struct Case {
  const char* why;
  std::vector<const char*> keys;
  std::vector<std::int64_t> people;
};

TEST(Priority, orders_by_the_keys_then_by_person) {
  const std::vector<Case> cases{
      {"no key: the person number", {}, {1, 2, 3, 4, 5}},
      {"the poorest first, not known last", {"decile"}, {2, 5, 1, 4, 3}},
      {"sectors as listed, others after", {"sector:agriculture,trade"}, {3, 4, 1, 5, 2}},
      {"oldest first, not known last", {"age_desc"}, {4, 2, 5, 1, 3}},
      {"youngest first, not known last", {"age_asc"}, {1, 2, 5, 4, 3}},
      {"earlier listed first", {"listed_first"}, {5, 4, 3, 2, 1}},
      {"in the register first", {"register_first"}, {1, 2, 4, 5, 3}},
      {"senders as listed", {"sender:pertanian,relawan"}, {4, 3, 1, 2, 5}},
      {"two keys", {"decile", "age_desc"}, {2, 5, 4, 1, 3}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    std::vector<PriorityKey> keys;
    for (const auto* text : c.keys) {
      keys.push_back(*PriorityKey::parse(text));
      EXPECT_EQ(keys.back().text(), text);
    }
    auto people = five();
    std::vector<std::int64_t> found;
    for (const auto at : order_of(people, keys)) found.push_back(people.people[at].person);
    EXPECT_EQ(found, c.people);
    std::reverse(people.people.begin(), people.people.end());
    found.clear();
    for (const auto at : order_of(people, keys)) found.push_back(people.people[at].person);
    EXPECT_EQ(found, c.people);
  }
}

TEST(Priority, refuses_what_it_does_not_know) {
  for (const auto* text : {"", "age", "sector:", "sector:trade,", "sector:astronaut",
                           "sender:", "decile:1", "Decile"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(PriorityKey::parse(text).ok());
  }
}

}  // namespace
}  // namespace payung::allocation
