// Goal: how the house is told is told alike on both engines.
// Method: an empty database, then jobs in several states; counts by hand.
#include "store/system.hpp"

#include <gtest/gtest.h>

#include "store/jobs.hpp"
#include "store/testing.hpp"

namespace payung::store {
namespace {

TEST(System, TellsEngineStepsAndQueue) {
  testing::for_each_engine([](db::Connection& connection) {
    const auto empty = system_state(connection);
    ASSERT_TRUE(empty.ok()) << empty.error().detail;
    EXPECT_GT(empty->bytes, 0);
    EXPECT_FALSE(empty->engine_version.empty());
    ASSERT_GE(empty->migrations.size(), 12U);
    EXPECT_NE(empty->migrations[0].name.find("0001_lists"), std::string::npos);
    EXPECT_TRUE(empty->jobs.empty());
    EXPECT_EQ(empty->oldest_queued_at, "");
    EXPECT_EQ(empty->persons, 0);

    for (const char* at : {"2025-01-02T00:00:00Z", "2025-01-01T00:00:00Z"}) {
      Job job;
      job.kind = "verify";
      job.arguments = "{}";
      job.actor = "siti";
      job.created_at = at;
      ASSERT_TRUE(add_job(connection, job).ok());
    }
    const auto busy = system_state(connection);
    ASSERT_TRUE(busy.ok());
    EXPECT_EQ(busy->jobs.at("queued"), 2);
    EXPECT_EQ(busy->oldest_queued_at, "2025-01-01T00:00:00Z");
  });
}

}  // namespace
}  // namespace payung::store
