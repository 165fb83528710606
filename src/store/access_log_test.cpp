// Goal: a changed, dropped or inserted look is seen; listings are whole and newest first.
// Method: two groups, then each kind of tampering past the triggers, on both engines.
#include "store/access_log.hpp"

#include <gtest/gtest.h>

#include "store/testing.hpp"

namespace payung::store {
namespace {

AccessEntry look(std::int64_t person, const char* account, const char* at, Seen seen = Seen::card) {
  return {at, account, "dinas-sosial", person, seen, "layanan", "", "r-1"};
}

void write_two_groups(db::Connection& connection) {
  auto transaction = db::Transaction::begin(connection);
  ASSERT_TRUE(transaction.ok());
  ASSERT_TRUE(add_access(connection,
                         std::vector{look(7, "siti", "2025-01-01T08:00:00Z"),
                                     look(8, "siti", "2025-01-01T08:00:01Z", Seen::unmasked)},
                         "2025-01-01T08:00:02Z"));
  AccessEntry file = look(0, "budi", "2025-01-02T08:00:00Z", Seen::exported);
  file.person.reset();
  file.subject = "list_version 3, 120 persons";
  ASSERT_TRUE(add_access(connection,
                         std::vector{look(7, "budi", "2025-01-02T07:00:00Z", Seen::history), file},
                         "2025-01-02T08:00:01Z"));
  ASSERT_TRUE(add_access(connection, {}, "2025-01-02T08:00:01Z"));
  ASSERT_TRUE(transaction->commit());
}

void tamper(db::Connection& connection, std::string_view sql) {
  if (connection.engine() == db::Engine::sqlite) {
    ASSERT_TRUE(
        connection.script("drop trigger access_entry_kept; drop trigger access_entry_fixed;"
                          "drop trigger access_batch_kept; drop trigger access_batch_fixed"));
  } else {
    ASSERT_TRUE(
        connection.script("alter table access_entry disable trigger all;"
                          "alter table access_batch disable trigger all"));
  }
  ASSERT_TRUE(connection.script(sql));
}

TEST(AccessLog, AnUntouchedChainIsWhole) {
  testing::for_each_engine([](db::Connection& connection) {
    EXPECT_TRUE(access_breaks(connection).value_or({"failed"}).empty());
    write_two_groups(connection);
    EXPECT_EQ(access_breaks(connection).value_or({"failed"}), std::vector<std::string>{});
    EXPECT_EQ(connection.number("select count(*) from access_batch").value_or(0), 2);
  });
}

TEST(AccessLog, CannotBeChangedOrRemoved) {
  testing::for_each_engine([](db::Connection& connection) {
    write_two_groups(connection);
    EXPECT_FALSE(connection.run("update access_entry set account = 'x' where id = 2").ok());
    EXPECT_FALSE(connection.run("delete from access_entry where id = 2").ok());
    EXPECT_FALSE(connection.run("delete from access_batch where id = 2").ok());
  });
}

TEST(AccessLog, TamperingIsSeen) {
  const struct {
    const char* why;
    const char* sql;
    const char* found;
  } cases[] = {
      {"another person", "update access_entry set person = 9 where id = 1",
       "access group 1 was changed"},
      {"text moved between fields",
       "update access_entry set purpose = '', subject = 'layanan' where id = 2",
       "access group 1 was changed"},
      {"a dropped look", "delete from access_entry where id = 3", "access entry 3 is missing"},
      {"the last one dropped", "delete from access_entry where id = 4",
       "access entry 4 is missing"},
      {"a dropped group",
       "delete from access_entry where id > 2; delete from access_batch where id = 1",
       "access group 1 is missing"},
      {"one written beside the chain",
       "insert into access_entry select 5, at, account, organisation, person, seen, purpose, "
       "subject, request from access_entry where id = 1",
       "access entry 5 belongs to no group"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    testing::for_each_engine([&](db::Connection& connection) {
      write_two_groups(connection);
      tamper(connection, c.sql);
      const auto breaks = access_breaks(connection);
      ASSERT_TRUE(breaks.ok());
      EXPECT_TRUE(std::find(breaks->begin(), breaks->end(), c.found) != breaks->end())
          << (breaks->empty() ? "nothing" : breaks->front());
    });
  }
}

TEST(AccessLog, ListsByPersonAndAccount) {
  testing::for_each_engine([](db::Connection& connection) {
    write_two_groups(connection);
    const auto seven = access_of_person(connection, 7, {}, 10);
    ASSERT_TRUE(seven.ok());
    ASSERT_EQ(seven->size(), 2U);
    EXPECT_EQ((*seven)[0].id, 3);
    EXPECT_EQ((*seven)[0].entry, look(7, "budi", "2025-01-02T07:00:00Z", Seen::history));
    EXPECT_EQ(access_of_person(connection, 7, 3, 10)->size(), 1U);
    EXPECT_EQ(access_of_person(connection, 7, {}, 1)->size(), 1U);
    EXPECT_TRUE(access_of_person(connection, 9, {}, 10)->empty());
    const auto budi = access_by_account(connection, "budi", {}, 10);
    ASSERT_TRUE(budi.ok());
    EXPECT_EQ(budi->size(), 2U);
    EXPECT_FALSE(budi->front().entry.person);
    std::vector<std::int64_t> ids;
    ASSERT_TRUE(each_access(connection, "2025-01-01T08:00:01Z", "2025-01-02T08:00:00Z",
                            [&](const StoredAccess& one) {
                              ids.push_back(one.id);
                              return Status{};
                            }));
    EXPECT_EQ(ids, (std::vector<std::int64_t>{2, 3}));
  });
}

}  // namespace
}  // namespace payung::store
