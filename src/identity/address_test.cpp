// Goal: one household counts as one, and no more of an address is kept than needed.
// Method: addresses of the documentation ranges (RFC 5737, RFC 3849), and what is none.
#include "identity/address.hpp"

#include <gtest/gtest.h>

namespace payung::identity {
namespace {

TEST(Address, CountedAndShown) {
  const struct {
    const char* address;
    const char* counted;
    const char* shown;
  } cases[] = {
      {"203.0.113.7", "203.0.113.7", "203.0.113.0/24"},
      {"::ffff:203.0.113.7", "203.0.113.7", "203.0.113.0/24"},
      {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48"},
      {"2001:db8:1:2::ffff", "2001:db8:1:2::/64", "2001:db8:1::/48"},
      {"fe80::1%eth0", "fe80::/64", "fe80::/48"},
      {"", "unknown", "unknown"},
      {"203.0.113", "unknown", "unknown"},
      {"siti", "unknown", "unknown"},
      {"203.0.113.7, 10.0.0.1", "unknown", "unknown"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(counted_address(c.address), c.counted) << c.address;
    EXPECT_EQ(shown_address(c.address), c.shown) << c.address;
  }
}

}  // namespace
}  // namespace payung::identity
