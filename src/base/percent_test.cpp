// Goal: whatever stands in an address reads back as it was. Method: RFC 3986's characters, by hand.
#include "base/percent.hpp"

#include <gtest/gtest.h>

namespace payung {
namespace {

TEST(PercentEncoded, LeavesTheUnreservedAlone) {
  EXPECT_EQ(percent_encoded("33.19.04_x-~"), "33.19.04_x-~");
  EXPECT_EQ(percent_encoded("AZaz09"), "AZaz09");
  EXPECT_EQ(percent_encoded(""), "");
}

TEST(PercentEncoded, EveryOtherByteIsTwoFigures) {
  EXPECT_EQ(percent_encoded("a b&c=d/é"), "a%20b%26c%3Dd%2F%C3%A9");
  EXPECT_EQ(percent_encoded("100%+#?"), "100%25%2B%23%3F");
  EXPECT_EQ(percent_encoded(std::string_view("\0\xff", 2)), "%00%FF");
}

}  // namespace
}  // namespace payung
