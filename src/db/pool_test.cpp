// Goal: connections are lent to one user at a time, and a transaction inside another is part of it.
// Method: an SQLite file with readers beside its writer; threads that count.
#include "db/pool.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "adapters/sqlite/sqlite.hpp"

namespace payung::db {
namespace {

class PoolTest : public ::testing::Test {
 protected:
  PoolTest()
      : path_(std::filesystem::temp_directory_path() /
              ("pool_test_" + std::to_string(getpid()) + ".db")) {}
  ~PoolTest() override {
    for (const char* end : {"", "-wal", "-shm", ".lock"}) {
      std::filesystem::remove(path_.string() + end);
    }
  }
  std::filesystem::path path_;
};

TEST_F(PoolTest, ReadersSeeWhatTheWriterCommittedAndCannotWrite) {
  Pool writers([&] { return sqlite::open(path_.string()); }, 1);
  Pool readers([&] { return sqlite::open_reader(path_.string()); }, 2);
  auto writer = writers.borrow();
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE((*writer)->script("create table t (n bigint)"));
  auto open = Transaction::begin(**writer);
  ASSERT_TRUE(open.ok());
  ASSERT_TRUE((*writer)->run("insert into t values (7)"));

  const auto reader = readers.borrow();
  ASSERT_TRUE(reader.ok());
  EXPECT_EQ(*(*reader)->number("select count(*) from t"), 0);
  ASSERT_TRUE(open->commit());
  EXPECT_EQ(*(*reader)->number("select count(*) from t"), 1);
  EXPECT_FALSE((*reader)->run("insert into t values (8)"));
}

TEST_F(PoolTest, NoConnectionHasTwoUsers) {
  Pool pool([] { return sqlite::open(":memory:"); }, 2);
  std::atomic<int> users = 0;
  std::atomic<int> most = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        const auto lease = pool.borrow();
        const int now = ++users;
        int seen = most;
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        EXPECT_EQ(*(*lease)->number("select 1"), 1);
        --users;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_LE(most, 2);
}

TEST_F(PoolTest, AFailedOpeningIsReportedAndBlocksNobody) {
  int calls = 0;
  Pool pool(
      [&]() -> Result<std::unique_ptr<Connection>> {
        if (++calls == 1) return Error{Errc::storage, "server"};
        return sqlite::open(":memory:");
      },
      1);
  EXPECT_EQ(pool.borrow().error().code, Errc::storage);
  EXPECT_TRUE(pool.borrow().ok());
}

class Nested : public ::testing::Test {
 protected:
  void SetUp() override {
    connection_ = *sqlite::open(":memory:");
    ASSERT_TRUE(connection_->script("create table t (n bigint)"));
  }
  std::int64_t rows() { return **connection_->number("select count(*) from t"); }
  Status insert() {
    const auto done = connection_->run("insert into t values (1)");
    return done ? Status{} : Status{done.error()};
  }
  std::unique_ptr<Connection> connection_;
};

TEST_F(Nested, TheOutermostCommitsForAll) {
  {
    auto outer = Transaction::begin(*connection_);
    ASSERT_TRUE(outer.ok());
    {
      auto inner = Transaction::begin(*connection_);
      ASSERT_TRUE(inner.ok());
      ASSERT_TRUE(insert());
      ASSERT_TRUE(inner->commit());
    }
    ASSERT_TRUE(insert());
    ASSERT_TRUE(outer->commit());
  }
  EXPECT_EQ(rows(), 2);
}

TEST_F(Nested, AnOuterRollbackTakesBackWhatTheInnerCommitted) {
  {
    auto outer = Transaction::begin(*connection_);
    auto inner = Transaction::begin(*connection_);
    ASSERT_TRUE(insert());
    ASSERT_TRUE(inner->commit());
  }
  EXPECT_EQ(rows(), 0);
}

TEST_F(Nested, AnInnerRollbackForbidsTheOuterCommit) {
  {
    auto outer = Transaction::begin(*connection_);
    ASSERT_TRUE(insert());
    { auto inner = Transaction::begin(*connection_); }
    EXPECT_EQ(outer->commit().error().code, Errc::conflict);
  }
  EXPECT_EQ(rows(), 0);
  auto next = Transaction::begin(*connection_);
  ASSERT_TRUE(next.ok());
  ASSERT_TRUE(insert());
  EXPECT_TRUE(next->commit());
  EXPECT_EQ(rows(), 1);
}

TEST_F(Nested, AnInnerOneWithNothingToDoLetsTheOuterGoOn) {
  {
    auto outer = Transaction::begin(*connection_);
    ASSERT_TRUE(insert());
    auto inner = Transaction::begin(*connection_);
    inner->leave();
    { auto looked = Transaction::begin(*connection_, Access::read); }
    EXPECT_TRUE(outer->commit());
  }
  EXPECT_EQ(rows(), 1);
  auto alone = Transaction::begin(*connection_);
  ASSERT_TRUE(insert());
  alone->leave();  // the outermost rolls back
  EXPECT_EQ(rows(), 1);
}

}  // namespace
}  // namespace payung::db
