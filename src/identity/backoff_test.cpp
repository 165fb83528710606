// Goal: guessing slows down, waiting ends, old failures are forgotten.
// Method: moments of failures by hand on both sides of each border of the default rule.
#include "identity/backoff.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace payung::identity {
namespace {

TEST(Backoff, WaitsDouble) {
  const Backoff rule{5, 30, 900, 86'400};
  const struct {
    const char* why;
    int failures;        ///< all at 1000
    std::int64_t first;  ///< first second at which one more is allowed
  } cases[] = {
      {"none", 0, 1000}, {"four are free", 4, 1000},  {"five", 5, 1030},
      {"six", 6, 1060},  {"seven", 7, 1120},          {"eight", 8, 1240},
      {"nine", 9, 1480}, {"ten: the most", 10, 1900}, {"a thousand", 1000, 1900},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const std::vector<Instant> failures(static_cast<std::size_t>(c.failures), Instant{1000});
    EXPECT_TRUE(may_try(rule, failures, {c.first}).allowed);
    if (c.first == 1000) continue;
    const auto verdict = may_try(rule, failures, {c.first - 1});
    EXPECT_FALSE(verdict.allowed);
    EXPECT_EQ(verdict.wait_until.seconds, c.first);
  }
}

TEST(Backoff, FromTheLastFailureInTheWindow) {
  const Backoff rule{2, 30, 900, 100};
  const std::vector<Instant> failures{{100}, {10}, {40}};
  EXPECT_EQ(may_try(rule, failures, {109}).wait_until.seconds, 160);  // three: twice thirty
  EXPECT_EQ(may_try(rule, failures, {110}).wait_until.seconds, 130);  // 10 is forgotten: two
  EXPECT_TRUE(may_try(rule, failures, {130}).allowed);
  EXPECT_TRUE(may_try(rule, std::vector<Instant>{{500}, {500}}, {60}).allowed) << "of the future";
}

}  // namespace
}  // namespace payung::identity
