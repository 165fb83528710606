// Goal: of two processes on one PostgreSQL, who waits for the other's write transaction either
// hears that it is busy, or begins by what the other wrote. Method: two connections to a database
// of their own; on SQLite there is one owner and nothing to test.
#include "store/patience.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <thread>

#include "adapters/postgres/postgres.hpp"
#include "db/pool.hpp"

namespace payung::store {
namespace {

class Patience : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* server = std::getenv("PAYUNG_TEST_POSTGRES");
    if (server == nullptr) {
      if (std::getenv("PAYUNG_REQUIRE_POSTGRES") != nullptr) ADD_FAILURE() << "no PostgreSQL";
      GTEST_SKIP() << "PostgreSQL is left out; tools/with_postgres.sh starts one";
    }
    house_ = *postgres::open(server);
    ASSERT_TRUE(house_->script("create database " + name_).ok());
    const std::string where(server);
    const std::string own = where.substr(0, where.rfind('/') + 1) + name_;
    one_ = *postgres::open(own);
    other_ = *postgres::open(own);
    ASSERT_TRUE(one_->script("create table probe (n bigint)").ok());
  }
  void TearDown() override {
    one_.reset();
    other_.reset();
    if (!house_) return;
    EXPECT_TRUE(house_->script("drop database " + name_ + " with (force)").ok());
  }

  const std::string name_ = "patience_" + std::to_string(getpid());
  std::unique_ptr<db::Connection> house_;
  std::unique_ptr<db::Connection> one_;
  std::unique_ptr<db::Connection> other_;
};

TEST_F(Patience, EndsAndSaysThatItIsBusy) {
  ASSERT_TRUE(wait_for_writers_at_most(*other_, std::chrono::milliseconds(50)).ok());
  auto writing = db::Transaction::begin(*one_);
  ASSERT_TRUE(writing.ok());
  const auto refused = db::Transaction::begin(*other_);
  ASSERT_FALSE(refused.ok());
  EXPECT_TRUE(db::is_busy(refused.error())) << refused.error().where;
  ASSERT_TRUE(writing->commit().ok());
  EXPECT_TRUE(db::Transaction::begin(*other_).ok());
}

TEST_F(Patience, IsRewardedByWhatWasWrittenMeanwhile) {
  // A database whose owner set another default must not make a writer work on an old state.
  ASSERT_TRUE(other_->script("set default_transaction_isolation = 'repeatable read'").ok());
  auto writing = db::Transaction::begin(*one_);
  ASSERT_TRUE(writing.ok());
  ASSERT_TRUE(one_->run("insert into probe (n) values (7)").ok());
  std::optional<std::int64_t> seen;
  {
    const std::jthread waits([&] {
      auto second = db::Transaction::begin(*other_);
      if (second) seen = *other_->number("select count(*) from probe");
    });
    for (std::int64_t waiting = 0; waiting == 0;) {
      waiting = (*house_->number("select count(*) from pg_locks l join pg_database d on d.oid = "
                                 "l.database where d.datname = $1 and not l.granted",
                                 {std::string_view(name_)}))
                    .value_or(0);
    }
    ASSERT_TRUE(writing->commit().ok());
  }
  EXPECT_EQ(seen, 1);
}

}  // namespace
}  // namespace payung::store
