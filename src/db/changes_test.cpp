// Goal: the clock moves with every change that was committed, and with no other.
// Method: an SQLite file; statements in and outside transactions, on quiet tables and others.
#include "db/changes.hpp"

#include <gtest/gtest.h>

#include <array>

#include "adapters/sqlite/sqlite.hpp"

namespace payung::db {
namespace {

constexpr std::array<std::string_view, 1> kQuiet{"looked"};
constexpr std::array<LoudColumn, 1> kLoud{{{"looked", "ended"}}};
const auto kMoment = ChangeClock::Moment(std::chrono::seconds(100));

TEST(ChangeClock, KnowsWhichStatementsConcern) {
  const ChangeClock clock("a", kQuiet, kLoud);
  struct Case {
    const char* sql;
    bool concerns;
  };
  const Case cases[] = {
      {"select * from bill", false},
      {"  select max(id) from looked", false},
      {"insert into bill (id) values (1)", true},
      {"insert into looked (id) values (1)", false},
      {"insert into looked(id) values (1)", false},
      {"insert into looked_at (id) values (1)", true},
      {"update looked set at = $1", false},
      {"update bill set at = $1", true},
      {"update looked set ended = $1 where id = 1", true},
      {"update looked set endedness = $1", false},
      {"update looked as l set ended = $1", true},
      {"delete from looked", false},
      {"delete from looked where id = 1", false},
      {"delete from bill", true},
      // What is not understood concerns.
      {"with a as (select 1) insert into looked select * from a", true},
      {"insert or ignore into looked values (1)", true},
      {"create table looked (id bigint)", true},
      {"", true},
  };
  for (const auto& one : cases) EXPECT_EQ(clock.concerns(one.sql), one.concerns) << one.sql;
}

TEST(ChangeClock, NothingIsKeptWhileAChangeIsCommitted) {
  ChangeClock clock("a", kQuiet);
  const auto before = clock.now(kMoment);
  ASSERT_TRUE(before.has_value());
  {
    const ChangeClock::Committing one(clock);
    EXPECT_FALSE(clock.now(kMoment).has_value());
    const ChangeClock::Committing other(clock);
    EXPECT_FALSE(clock.now(kMoment).has_value());
  }
  const auto after = clock.now(kMoment);
  ASSERT_TRUE(after.has_value());
  EXPECT_NE(*after, *before);
}

TEST(ChangeClock, IsTrustedWhileOthersAreHeard) {
  ChangeClock clock("a", kQuiet);
  EXPECT_TRUE(clock.now(kMoment).has_value());
  clock.trust_until(kMoment);
  EXPECT_TRUE(clock.now(kMoment).has_value());
  EXPECT_FALSE(clock.now(kMoment + std::chrono::nanoseconds(1)).has_value());
  clock.trust_until(ChangeClock::Moment::min());
  EXPECT_FALSE(clock.now(kMoment).has_value());
}

class ToldTest : public ::testing::Test {
 protected:
  ToldTest() {
    auto opened = sqlite::open(":memory:");
    PAYUNG_CHECK(opened.ok());
    connection_ = told_to(clock_, *std::move(opened));
    PAYUNG_CHECK(
        connection_->script("create table bill (n bigint); create table looked (n bigint)"));
    last_ = clock_.now(kMoment);
  }
  /// Whether the clock moved since it was asked last.
  bool moved() {
    const auto now = clock_.now(kMoment);
    PAYUNG_CHECK(now.has_value());
    const bool is_new = now != last_;
    last_ = now;
    return is_new;
  }
  ChangeClock clock_{"a", kQuiet};
  std::unique_ptr<Connection> connection_;
  std::optional<ChangeClock::Stamp> last_;
};

TEST_F(ToldTest, AChangeAloneMovesIt) {
  ASSERT_TRUE(connection_->run("insert into bill values (1)"));
  EXPECT_TRUE(moved());
  ASSERT_TRUE(connection_->run("insert into looked values (1)"));
  EXPECT_FALSE(moved());
  EXPECT_EQ(*connection_->number("select count(*) from bill"), 1);
  EXPECT_FALSE(moved());
  ASSERT_TRUE(connection_->script("delete from bill"));
  EXPECT_TRUE(moved());
}

TEST_F(ToldTest, ATransactionMovesItWhenItIsCommitted) {
  {
    auto work = Transaction::begin(*connection_);
    ASSERT_TRUE(work.ok());
    ASSERT_TRUE(connection_->run("insert into bill values (1)"));
    ASSERT_TRUE(connection_->run("insert into looked values (1)"));
    EXPECT_FALSE(moved());
    ASSERT_TRUE(work->commit());
  }
  EXPECT_TRUE(moved());
}

TEST_F(ToldTest, WhatWasRolledBackOrQuietMovesNothing) {
  {
    auto work = Transaction::begin(*connection_);
    ASSERT_TRUE(work.ok());
    ASSERT_TRUE(connection_->run("insert into bill values (1)"));
  }
  EXPECT_FALSE(moved());
  auto work = Transaction::begin(*connection_);
  ASSERT_TRUE(work.ok());
  ASSERT_TRUE(connection_->run("insert into looked values (1)"));
  ASSERT_TRUE(work->commit());
  EXPECT_FALSE(moved());
}

TEST_F(ToldTest, ManyRowsAtOnceMoveIt) {
  auto work = Transaction::begin(*connection_);
  ASSERT_TRUE(work.ok());
  auto rows = connection_->bulk("bill", {"n"});
  ASSERT_TRUE(rows.ok());
  ASSERT_TRUE((*rows)->add({std::int64_t{1}}));
  ASSERT_TRUE((*rows)->finish().ok());
  ASSERT_TRUE(work->commit());
  EXPECT_TRUE(moved());
}

}  // namespace
}  // namespace payung::db
