// Goal: a changed, dropped or inserted audit line is seen. Method: three lines, then each kind of
// tampering past the triggers, on both engines.
#include "store/audit.hpp"

#include <gtest/gtest.h>

#include "store/testing.hpp"

namespace payung::store {
namespace {

void write_three(db::Connection& connection) {
  for (const char* subject : {"list_version 1", "list_version 2", "bill 1"}) {
    ASSERT_TRUE(audit(connection, {"2025-01-01T00:00:00Z", "siti", "test", subject, "a|b"}));
  }
}

void without_triggers(db::Connection& connection, std::string_view sql) {
  if (connection.engine() == db::Engine::sqlite) {
    ASSERT_TRUE(connection.script("drop trigger audit_no_update; drop trigger audit_no_delete"));
  } else {
    ASSERT_TRUE(connection.script("alter table audit disable trigger all"));
  }
  ASSERT_TRUE(connection.script(sql));
}

TEST(Audit, AnUntouchedChainIsWhole) {
  testing::for_each_engine([](db::Connection& connection) {
    write_three(connection);
    const auto breaks = audit_breaks(connection);
    ASSERT_TRUE(breaks.ok());
    EXPECT_TRUE(breaks->empty());
  });
}

TEST(Audit, LinesCannotBeChangedOrRemoved) {
  testing::for_each_engine([](db::Connection& connection) {
    write_three(connection);
    EXPECT_FALSE(connection.run("update audit set actor = 'x' where id = 2").ok());
    EXPECT_FALSE(connection.run("delete from audit where id = 2").ok());
  });
}

TEST(Audit, TamperingIsSeen) {
  const struct {
    const char* why;
    const char* sql;
    const char* found;
  } cases[] = {
      {"a changed field", "update audit set actor = 'x' where id = 2", "audit line 2 was changed"},
      {"text moved between fields",
       "update audit set subject = 'list_version', detail = '2a|b' "
       "where id = 2",
       "audit line 2 was changed"},
      {"a dropped line", "delete from audit where id = 2", "audit line 2 is missing"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    testing::for_each_engine([&](db::Connection& connection) {
      write_three(connection);
      without_triggers(connection, c.sql);
      const auto breaks = audit_breaks(connection);
      ASSERT_TRUE(breaks.ok());
      ASSERT_FALSE(breaks->empty());
      EXPECT_EQ(breaks->front(), c.found);
    });
  }
}

}  // namespace
}  // namespace payung::store
