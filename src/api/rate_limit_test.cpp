// Goal: a burst is served, more must wait, waiting helps, and memory stays bounded.
// Method: a clock of the test's own.
#include "api/rate_limit.hpp"

#include <gtest/gtest.h>

namespace payung::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const RateLimit::Instant kStart{};

TEST(RateLimit, ServesTheBurstThenMakesWait) {
  RateLimit limit(0.5, 3);  // one in two seconds
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.ask("a", kStart), seconds(0));
  EXPECT_EQ(limit.ask("a", kStart), seconds(2));
  EXPECT_EQ(limit.ask("b", kStart), seconds(0));
  EXPECT_EQ(limit.ask("a", kStart + milliseconds(1999)), seconds(1));
  EXPECT_EQ(limit.ask("a", kStart + milliseconds(2000)), seconds(0));
  EXPECT_EQ(limit.ask("a", kStart + milliseconds(2000)), seconds(2));
}

TEST(RateLimit, NeverSavesMoreThanTheBurst) {
  RateLimit limit(10, 2);
  EXPECT_EQ(limit.ask("a", kStart), seconds(0));
  const auto later = kStart + seconds(3600);
  EXPECT_EQ(limit.ask("a", later), seconds(0));
  EXPECT_EQ(limit.ask("a", later), seconds(0));
  EXPECT_EQ(limit.ask("a", later), seconds(1));
}

TEST(RateLimit, AClockThatGoesBackGivesNothing) {
  RateLimit limit(1, 1);
  EXPECT_EQ(limit.ask("a", kStart + seconds(10)), seconds(0));
  EXPECT_EQ(limit.ask("a", kStart), seconds(1));
}

TEST(RateLimit, ForgetsWhoWasNotSeenLongest) {
  RateLimit limit(0.001, 1, 2);
  EXPECT_EQ(limit.ask("a", kStart), seconds(0));
  EXPECT_EQ(limit.ask("b", kStart), seconds(0));
  EXPECT_EQ(limit.ask("c", kStart), seconds(0));  // a is forgotten
  EXPECT_GT(limit.ask("b", kStart), seconds(0));
  EXPECT_EQ(limit.ask("a", kStart), seconds(0));
}

}  // namespace
}  // namespace payung::api
