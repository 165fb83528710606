// Goal: signatures anybody can check; tries that space out and end after a day; kinds that exist.
// Method: an HMAC worked out with openssl; the sum of the waits; every kind named once.
#include "app/webhooks.hpp"

#include <gtest/gtest.h>

namespace payung::app {
namespace {

// printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac pyw_test
TEST(Webhooks, SignatureIsHmacOfTimeAndBody) {
  EXPECT_EQ(webhook_signature("pyw_test", 1'700'000'000, "{\"a\":1}"),
            "t=1700000000,v1=044a5aa15a4dab83d78b5195d030737a317b7aaef01eb75ae7cc1f42fcd7b379");
}

TEST(Webhooks, TriesSpaceOutAndEndWithinADay) {
  EXPECT_EQ(wait_s_after(1), 30);
  EXPECT_EQ(wait_s_after(2), 60);
  EXPECT_EQ(wait_s_after(5), 480);
  std::int64_t sum = 0;
  std::int64_t failures = 1;
  for (; wait_s_after(failures); ++failures) sum += *wait_s_after(failures);
  EXPECT_LE(sum, 86'400);
  EXPECT_GT(sum, 72'000);
  EXPECT_FALSE(wait_s_after(1'000).has_value());
}

TEST(Webhooks, KindsAreThoseOfTheTrail) {
  EXPECT_EQ(event_kind_of("record_payment"), "payment.recorded");
  EXPECT_EQ(event_kind_of("sign_in"), "");
  EXPECT_EQ(event_kinds().size(), 11U);
}

}  // namespace
}  // namespace payung::app
