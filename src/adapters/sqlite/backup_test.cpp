// Goal: a copy of a database in use is whole, of one moment, and never half there.
// Method: a file that goes on being written while it is copied; copies opened, counted, spoilt.
#include "adapters/sqlite/backup.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "adapters/sqlite/sqlite.hpp"

namespace payung::sqlite {
namespace {

class Backup : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("payung-backup-" +
               std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const char* name) const { return (folder_ / name).string(); }

  std::filesystem::path folder_;
};

/// Writes one more row at each step of the copy.
class Writing final : public Progress {
 public:
  explicit Writing(db::Connection& connection) : connection_(connection) {}
  void begin(std::string_view, std::int64_t) override {
    EXPECT_TRUE(connection_.run("insert into fact (text) values ('later')").ok());
  }
  void advance(std::int64_t) override {}
  void end() override {}
  bool stop_requested() const override { return false; }

 private:
  db::Connection& connection_;
};

class Stopping final : public Progress {
 public:
  void begin(std::string_view, std::int64_t) override {}
  void advance(std::int64_t) override {}
  void end() override {}
  bool stop_requested() const override { return true; }
};

void fill(db::Connection& connection) {
  ASSERT_TRUE(connection.script("create table fact (text text)").ok());
  ASSERT_TRUE(connection
                  .script("with recursive n(i) as (select 1 union all select i + 1 from n "
                          "where i < 40000) insert into fact select printf('%500d', i) from n")
                  .ok());
}

TEST_F(Backup, IsOfOneMomentWhileWritersGoOn) {
  const auto owner = open(path("a.db"));
  ASSERT_TRUE(owner.ok());
  fill(**owner);
  Writing writing(**owner);
  ASSERT_TRUE(back_up(path("a.db"), path("copy.db"), writing).ok());
  EXPECT_GT(**(*owner)->number("select count(*) from fact"), 40'001) << "it took several steps";
  const auto copy = open_reader(path("copy.db"));
  ASSERT_TRUE(copy.ok());
  EXPECT_EQ(**(*copy)->number("select count(*) from fact"), 40'000);
  EXPECT_FALSE(std::filesystem::exists(path("copy.db.partial")));
  EXPECT_FALSE(std::filesystem::exists(path("copy.db-wal")));
}

TEST_F(Backup, LeavesNothingWhenItIsStopped) {
  const auto owner = open(path("a.db"));
  ASSERT_TRUE(owner.ok());
  fill(**owner);
  Stopping stopping;
  const auto done = back_up(path("a.db"), path("copy.db"), stopping);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, Errc::interrupted);
  EXPECT_FALSE(std::filesystem::exists(path("copy.db")));
  EXPECT_FALSE(std::filesystem::exists(path("copy.db.partial")));
}

TEST_F(Backup, OfWhatIsNotThereOrNoDatabaseFails) {
  SilentProgress silent;
  EXPECT_FALSE(back_up(path("none.db"), path("copy.db"), silent).ok());
  std::ofstream(path("text.db")) << std::string(10'000, 'x');
  EXPECT_FALSE(back_up(path("text.db"), path("copy.db"), silent).ok());
  EXPECT_FALSE(std::filesystem::exists(path("copy.db")));
}

}  // namespace
}  // namespace payung::sqlite
