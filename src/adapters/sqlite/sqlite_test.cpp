// Goal: one process owns a database file, what was committed stays, and damage is refused in words.
// Method: files in a folder of the test's own, opened twice, closed, spoilt.
#include "adapters/sqlite/sqlite.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace payung::sqlite {
namespace {

class SqliteFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() /
        ("payung-sqlite-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
         "-" + ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path() const { return (folder_ / "payung.db").string(); }

  std::filesystem::path folder_;
};

TEST_F(SqliteFile, ASecondOwnerIsTurnedAway) {
  {
    const auto first = open(path());
    ASSERT_TRUE(first.ok());
    const auto second = open(path());
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, Errc::conflict);
  }
  EXPECT_TRUE(open(path()).ok());
}

TEST_F(SqliteFile, WhatWasCommittedIsThereAfterwards) {
  {
    const auto database = open(path());
    ASSERT_TRUE((*database)->script("create table t (n bigint); insert into t values (7)"));
    ASSERT_TRUE((*database)->begin(db::Access::write));
    ASSERT_TRUE((*database)->run("insert into t values (8)"));
  }
  const auto database = open(path());
  EXPECT_EQ(**(*database)->number("select sum(n) from t"), 7);
  EXPECT_EQ(**(*database)->word("pragma journal_mode"), "wal");
  EXPECT_EQ(**(*database)->number("pragma synchronous"), 2);
  EXPECT_EQ(**(*database)->number("pragma foreign_keys"), 1);
}

TEST_F(SqliteFile, AnotherFileIsNoDatabase) {
  std::ofstream(path()) << std::string(4'096, 'x');
  const auto database = open(path());
  ASSERT_FALSE(database.ok());
  EXPECT_EQ(database.error().code, Errc::unreadable);
}

TEST_F(SqliteFile, AFolderThatIsNotThere) {
  const auto database = open((folder_ / "no" / "payung.db").string());
  ASSERT_FALSE(database.ok());
  EXPECT_EQ(database.error().code, Errc::io);
}

}  // namespace
}  // namespace payung::sqlite
