// Goal: the two engines behave alike, and migrations refuse what would harm.
// Method: the face of the database tried on both, literal rows in and out.
#include <gtest/gtest.h>

#include "db/database.hpp"
#include "db/migrate.hpp"
#include "store/testing.hpp"

namespace payung::store::testing {
namespace {

using db::Param;

TEST(Database, NumbersTextAndNullComeBackAsTheyWent) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("create table t (n bigint, s text)"));
    const std::string odd = "tab\t line\n back\\slash quote' \"x\" \xC3\xA9";
    for (const Param& text :
         {Param(std::string_view(odd)), Param(std::string_view("")), Param(db::null)}) {
      ASSERT_TRUE(connection.run("insert into t values ($1, $2)", {std::int64_t{-7}, text}));
    }
    const auto big = std::int64_t{9'223'372'036'854'775'807};
    ASSERT_TRUE(connection.run("insert into t values ($1, $2)", {big, db::null}));
    int rows = 0;
    ASSERT_TRUE(connection.query("select n, s from t where n = $1 order by s", {std::int64_t{-7}},
                                 [&](const db::Row& row) {
                                   ++rows;
                                   EXPECT_EQ(row.integer(0), -7);
                                   if (!row.is_null(1) && !row.text(1).empty()) {
                                     EXPECT_EQ(row.text(1), odd);
                                   }
                                   return Status{};
                                 }));
    EXPECT_EQ(rows, 3);
    EXPECT_EQ(**connection.number("select max(n) from t"), big);
  });
}

TEST(Database, BulkWritesTheSameAsSingleRows) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("create table t (n bigint primary key, s text)"));
    auto transaction = db::Transaction::begin(connection);
    ASSERT_TRUE(transaction.ok());
    auto writer = connection.bulk("t", {"n", "s"});
    ASSERT_TRUE(writer.ok());
    const std::string odd = "tab\t line\n cr\r back\\slash \\N";
    for (std::int64_t i = 0; i < 20'000; ++i) {
      ASSERT_TRUE((*writer)->add({i, i % 3 == 0 ? Param(db::null) : Param(std::string_view(odd))}));
    }
    const auto written = (*writer)->finish();
    ASSERT_TRUE(written.ok());
    EXPECT_EQ(*written, 20'000);
    ASSERT_TRUE(transaction->commit());
    EXPECT_EQ(**connection.number("select count(*) from t where s = $1", {std::string_view(odd)}),
              13'333);
    EXPECT_EQ(**connection.number("select count(*) from t where s is null"), 6'667);
  });
}

TEST(Database, WhatIsNotCommittedIsGone) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("create table t (n bigint)"));
    {
      auto transaction = db::Transaction::begin(connection);
      ASSERT_TRUE(transaction.ok());
      ASSERT_TRUE(connection.run("insert into t values (1)"));
    }
    EXPECT_EQ(**connection.number("select count(*) from t"), 0);
  });
}

TEST(Database, ErrorsHaveTheSameCodesOnBoth) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("create table t (n bigint primary key, s text not null)"));
    ASSERT_TRUE(connection.run("insert into t values (1, 'a')"));
    const auto again = connection.run("insert into t values (1, 'b')");
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().code, Errc::already_there);
    const auto missing = connection.run("insert into no_such_table values (1)");
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().code, Errc::storage);
    const auto null = connection.run("insert into t values (2, $1)", {db::null});
    ASSERT_FALSE(null.ok());
    EXPECT_EQ(null.error().code, Errc::storage);
    const auto nul = connection.run("insert into t values (3, $1)", {std::string_view("a\0b", 3)});
    ASSERT_FALSE(nul.ok());
    EXPECT_EQ(nul.error().code, Errc::storage);
    // The connection is still good.
    EXPECT_EQ(**connection.number("select count(*) from t"), 1);
  });
}

TEST(Database, TextThatIsNoUtf8IsRefusedByBothWaysIn) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("create table t (s text)"));
    const std::string_view latin = "Jos\xE9";
    EXPECT_EQ(connection.run("insert into t values ($1)", {latin}).error().code, Errc::storage);
    {
      auto transaction = db::Transaction::begin(connection);
      auto writer = connection.bulk("t", {"s"});
      ASSERT_TRUE(writer.ok());
      EXPECT_EQ((*writer)->add({latin}).error().code, Errc::storage);
      EXPECT_EQ((*writer)->add({std::string_view("a\0b", 3)}).error().code, Errc::storage);
    }
    EXPECT_EQ(**connection.number("select count(*) from t"), 0);
  });
}

TEST(Database, AQueryInsideAQueryFailsAndTheOuterGoesOn) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("create table t (n bigint)"));
    for (std::int64_t i = 1; i <= 3; ++i) {
      ASSERT_TRUE(connection.run("insert into t values ($1)", {i}));
    }
    std::int64_t sum = 0;
    const auto status = connection.query("select n from t", {}, [&](const db::Row& row) {
      sum += row.integer(0);
      EXPECT_EQ(connection.number("select count(*) from t").error().code, Errc::storage);
      EXPECT_EQ(connection.script("delete from t").error().code, Errc::storage);
      return Status{};
    });
    EXPECT_TRUE(status.ok());
    EXPECT_EQ(sum, 6);
  });
}

TEST(Database, AfterAFailedStatementNothingOfTheTransactionStays) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("create table t (n bigint primary key)"));
    {
      auto transaction = db::Transaction::begin(connection);
      ASSERT_TRUE(transaction.ok());
      ASSERT_TRUE(connection.run("insert into t values (1)"));
      ASSERT_FALSE(connection.run("insert into t values (1)").ok());
    }
    EXPECT_EQ(**connection.number("select count(*) from t"), 0);
    ASSERT_TRUE(connection.run("insert into t values (2)"));
  });
}

TEST(Database, ACallbackCanEndAQuery) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("create table t (n bigint)"));
    for (std::int64_t i = 0; i < 10; ++i) {
      ASSERT_TRUE(connection.run("insert into t values ($1)", {i}));
    }
    int seen = 0;
    const auto status = connection.query("select n from t", {}, [&](const db::Row&) -> Status {
      if (++seen == 3) return Error{Errc::interrupted, "test"};
      return {};
    });
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, Errc::interrupted);
    EXPECT_EQ(seen, 3);
    EXPECT_EQ(**connection.number("select count(*) from t"), 10);
  });
}

TEST(Migrations, AChangedFileAGapAndANewerDatabaseAreRefused) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("drop table schema_version"));
    const std::vector<db::Migration> first{{"schema/0001_a.sql", "create table a1 (n bigint);"}};
    ASSERT_TRUE(db::migrate(connection, first, "t"));
    ASSERT_TRUE(db::migrate(connection, first, "t"));
    const std::vector<db::Migration> changed{{"schema/0001_a.sql", "create table a2 (n bigint);"}};
    const auto refused = db::migrate(connection, changed, "t");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Errc::integrity);
    EXPECT_EQ(refused.error().where, "schema/0001_a.sql");
    const std::vector<db::Migration> gap{first[0], {"schema/0003_c.sql", "select 1;"}};
    EXPECT_EQ(db::migrate(connection, gap, "t").error().where, "schema/0003_c.sql");
    const auto newer = db::migrate(connection, {}, "t");
    ASSERT_FALSE(newer.ok());
    EXPECT_EQ(newer.error().code, Errc::integrity);
  });
}

TEST(Migrations, ABrokenFileLeavesNothingBehind) {
  for_each_engine([](db::Connection& connection) {
    ASSERT_TRUE(connection.script("drop table schema_version"));
    const std::vector<db::Migration> broken{
        {"schema/0001_a.sql", "create table b1 (n bigint); create nonsense;"}};
    const auto refused = db::migrate(connection, broken, "t");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().where, "schema/0001_a.sql");
    EXPECT_FALSE(connection.number("select count(*) from b1").ok());
    EXPECT_EQ(**connection.number("select count(*) from schema_version"), 0);
  });
}

TEST(Migrations, PartsForOneEngine) {
  const char* sql = "a;\n-- engine: sqlite\nb;\n-- engine: postgres\nc;\n-- engine: both\nd;\n";
  EXPECT_EQ(db::part_for(db::Engine::sqlite, sql), "a;\nb;\nd;\n");
  EXPECT_EQ(db::part_for(db::Engine::postgres, sql), "a;\nc;\nd;\n");
}

}  // namespace
}  // namespace payung::store::testing
