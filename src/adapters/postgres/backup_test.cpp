// Goal: a dump of the server can be read back; without the tools the answer says what to install.
// Method: a database of the test's own, since a dump of one in which other tests make and drop
// tables meanwhile fails; an empty PATH.
#include "adapters/postgres/backup.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "adapters/postgres/postgres.hpp"

namespace payung::postgres {
namespace {

class Dump : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("payung-dump-" +
               std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
  SilentProgress silent_;
};

TEST_F(Dump, WithoutPgDumpSaysWhatToInstall) {
  const char* before = std::getenv("PATH");
  const std::string path = before == nullptr ? "" : before;
  ::setenv("PATH", "/nonexistent", 1);
  const auto done =
      back_up("postgresql://payung@127.0.0.1:1/none", (folder_ / "a.dump").string(), silent_);
  ::setenv("PATH", path.c_str(), 1);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, Errc::unsupported);
  EXPECT_NE(done.error().detail.find("pg_dump"), std::string::npos);
}

TEST_F(Dump, OfAServerThatIsNotThereLeavesNothing) {
  const auto done = back_up("postgresql://payung@127.0.0.1:1/none?connect_timeout=2",
                            (folder_ / "a.dump").string(), silent_);
  ASSERT_FALSE(done.ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
  EXPECT_FALSE(back_up("postgresql://[", (folder_ / "a.dump").string(), silent_).ok());
}

TEST_F(Dump, IsWrittenAndListed) {
  const char* server = std::getenv("PAYUNG_TEST_POSTGRES");
  if (server == nullptr) {
    ASSERT_EQ(std::getenv("PAYUNG_REQUIRE_POSTGRES"), nullptr) << "no server was named";
    GTEST_SKIP() << "PAYUNG_TEST_POSTGRES names no server";
  }
  const auto everybody = open(server);
  ASSERT_TRUE(everybody.ok());
  const std::string name = "payung_dump_" + std::to_string(::getpid());
  ASSERT_TRUE((*everybody)->script("create database " + name).ok());
  const std::string own = std::string(server).substr(0, std::string(server).rfind('/') + 1) + name;
  {
    const auto connection = open(own);
    ASSERT_TRUE(connection.ok());
    const auto filled =
        (*connection)->script("create table dumped (id bigint); insert into dumped values (7)");
    ASSERT_TRUE(filled.ok());
  }
  const auto to = folder_ / "a.dump";
  const auto done = back_up(own, to.string(), silent_);
  EXPECT_TRUE((*everybody)->script("drop database " + name).ok());
  ASSERT_TRUE(done.ok()) << done.error().detail;
  EXPECT_GT(std::filesystem::file_size(to), 0U);
  EXPECT_FALSE(std::filesystem::exists(to.string() + ".partial"));
}

}  // namespace
}  // namespace payung::postgres
