// Goal: files never take more space than their owner and the house have, whoever sends at the same
// moment. Method: literal limits, files of known sizes in a folder, holds that live and end.
#include "api/file_quota.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace payung::api {
namespace {

namespace fs = std::filesystem;

class Quota : public ::testing::Test {
 protected:
  Quota() : folder_(fs::temp_directory_path() / ("payung_quota_" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~Quota() override { fs::remove_all(folder_); }
  void keep(const char* name, std::size_t bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << std::string(bytes, 'x');
  }
  fs::path folder_;
};

TEST_F(Quota, AnOwnerHasHisShare) {
  FileQuota quota({1000, 100, 100'000, 0}, folder_);
  struct Case {
    std::int64_t stored;
    std::int64_t bytes;
    bool fits;
  };
  for (const Case& one : {Case{0, 1000, true}, Case{0, 1001, false}, Case{999, 1, true},
                          Case{1000, 1, false}, Case{1000, 0, true}}) {
    const auto taken = quota.take({"account 1", one.stored, 1000}, "h", one.bytes);
    EXPECT_EQ(taken.ok(), one.fits) << one.stored << " and " << one.bytes;
    if (!taken) {
      EXPECT_EQ(taken.error().code, Errc::unsafe);
    }
  }
}

TEST_F(Quota, WhatIsUnderWayCounts) {
  FileQuota quota({1000, 100, 100'000, 0}, folder_);
  auto first = quota.take({"account 1", 0, 1000}, "h", 600);
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(quota.take({"account 1", 0, 1000}, "i", 401).ok());
  EXPECT_TRUE(quota.take({"account 2", 0, 1000}, "i", 401).ok());
  int done = 0;
  EXPECT_FALSE(quota.while_nobody_sends("h", [&] { ++done; }));
  EXPECT_TRUE(quota.while_nobody_sends("i", [&] { ++done; }));
  first->reset();
  EXPECT_TRUE(quota.while_nobody_sends("h", [&] { ++done; }));
  EXPECT_EQ(done, 2);
  EXPECT_TRUE(quota.take({"account 1", 0, 1000}, "i", 401).ok());
}

TEST_F(Quota, TheHouseHasOneForAll) {
  keep("a.sealed", 500);
  keep("b.sealed", 300);
  keep("c.part", 5000);  // on its way, counted by its hold
  FileQuota quota({1000, 100, 1000, 0}, folder_);
  EXPECT_EQ(quota.usage().files, 2);
  EXPECT_EQ(quota.usage().bytes, 800);
  EXPECT_FALSE(quota.take({"account 1", 0, 1000}, "h", 201).ok());
  EXPECT_TRUE(quota.take({"account 1", 0, 1000}, "h", 150).ok());
  // It may have been kept since, and the folder is not read for every file.
  EXPECT_FALSE(quota.take({"account 2", 0, 1000}, "i", 51).ok());
  EXPECT_TRUE(quota.take({"account 2", 0, 1000}, "i", 50).ok());
}

TEST_F(Quota, TheDiskStaysUsable) {
  FileQuota quota({1000, 100, 100'000, std::int64_t{1} << 60}, folder_);
  EXPECT_FALSE(quota.take({"account 1", 0, 1000}, "h", 1).ok());
  EXPECT_GT(quota.usage().free, 0);
}

}  // namespace
}  // namespace payung::api
