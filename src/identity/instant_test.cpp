// Goal: a moment is read and written in one form, and what is no moment is refused.
// Method: Unix times known from elsewhere (RFC 6238 appendix B, date(1)), and broken texts.
#include "identity/instant.hpp"

#include <gtest/gtest.h>

namespace payung::identity {
namespace {

TEST(Instant, KnownMoments) {
  const struct {
    const char* text;
    std::int64_t seconds;
  } cases[] = {
      {"1970-01-01T00:00:00Z", 0},          {"1970-01-01T00:00:59Z", 59},
      {"2005-03-18T01:58:29Z", 1111111109}, {"2009-02-13T23:31:30Z", 1234567890},
      {"2033-05-18T03:33:20Z", 2000000000}, {"1969-12-31T23:59:59Z", -1},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto instant = Instant::parse(c.text);
    ASSERT_TRUE(instant.ok());
    EXPECT_EQ(instant->seconds, c.seconds);
    EXPECT_EQ(instant->text(), c.text);
  }
}

TEST(Instant, RefusesOtherForms) {
  for (const char* text : {"", "2025-01-31", "2025-01-31T08:15:00", "2025-01-31T08:15:00+07:00",
                           "2025-02-30T08:15:00Z", "2025-01-31T24:00:00Z", "2025-01-31T08:60:00Z",
                           "2025-01-31T08:15:60Z", "2025-01-31 08:15:00Z", "2025-01-31T 8:15:00Z",
                           "2025-01-31T08:15:00ZZ"}) {
    EXPECT_FALSE(Instant::parse(text).ok()) << text;
  }
}

TEST(Instant, FarAwayMomentsStayInTheCalendar) {
  EXPECT_EQ((Instant{INT64_MAX}.text()), "2199-12-31T23:59:59Z");
  EXPECT_EQ((Instant{INT64_MIN}.text()), "1850-01-01T00:00:00Z");
}

}  // namespace
}  // namespace payung::identity
