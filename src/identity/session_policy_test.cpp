// Goal: a session ends when idle, at its absolute end, and soon while half.
// Method: moments by hand.
#include "identity/session_policy.hpp"

#include <gtest/gtest.h>

namespace payung::identity {
namespace {

TEST(SessionPolicy, EndsAt) {
  const SessionPolicy policy{1'800, 43'200, 300};
  const struct {
    const char* why;
    Standing standing;
    std::int64_t seen;
    std::int64_t ends;
  } cases[] = {
      {"idle from the start", Standing::full, 0, 1'800},
      {"seen later", Standing::full, 1'000, 2'800},
      {"the absolute end", Standing::full, 43'000, 43'200},
      {"half: five minutes", Standing::half, 0, 300},
      {"half: being seen does not help", Standing::half, 200, 300},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ends_at(policy, c.standing, {0}, {c.seen}).seconds, c.ends) << c.why;
  }
}

}  // namespace
}  // namespace payung::identity
