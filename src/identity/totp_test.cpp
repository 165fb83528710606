// Goal: codes are those of RFC 6238, count once and only near their time.
// Method: the RFC's own vectors (appendix B, SHA-1), RFC 4226 appendix D, RFC 4648 section 10.
#include "identity/totp.hpp"

#include <gtest/gtest.h>

namespace payung::identity {
namespace {

constexpr std::string_view kSecret = "12345678901234567890";

TEST(Totp, VectorsOfRfc6238) {
  const struct {
    std::int64_t seconds;
    const char* code;
  } vectors[] = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
  };
  for (const auto& v : vectors) {
    EXPECT_EQ(totp_code(kSecret, v.seconds / kTotpStepSeconds, 8), v.code) << v.seconds;
  }
}

TEST(Totp, VectorsOfRfc4226) {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  std::int64_t step = 0;
  for (const char* code : codes) EXPECT_EQ(totp_code(kSecret, step++), code);
}

TEST(Totp, OneStepToEitherSideAndOnlyOnce) {
  // Codes of steps 0 to 4 from RFC 4226, now in step 2.
  const Instant now{75};
  EXPECT_EQ(totp_step(kSecret, "359152", now, -1), 2);
  EXPECT_EQ(totp_step(kSecret, "287082", now, -1), 1);
  EXPECT_EQ(totp_step(kSecret, "969429", now, -1), 3);
  EXPECT_EQ(totp_step(kSecret, "755224", now, -1), std::nullopt);
  EXPECT_EQ(totp_step(kSecret, "338314", now, -1), std::nullopt);
  EXPECT_EQ(totp_step(kSecret, "359152", now, 2), std::nullopt) << "replayed";
  EXPECT_EQ(totp_step(kSecret, "287082", now, 2), std::nullopt) << "older than the last";
  EXPECT_EQ(totp_step(kSecret, "969429", now, 2), 3);
}

TEST(Totp, WhatIsNoCode) {
  for (const char* code : {"", "35915", "3591520", "359152 ", "abcdef", "３５９"}) {
    EXPECT_EQ(totp_step(kSecret, code, {75}, -1), std::nullopt) << code;
  }
}

TEST(Totp, Base32AndUri) {
  const struct {
    const char* plain;
    const char* text;
  } vectors[] = {{"", ""},
                 {"f", "MY"},
                 {"fo", "MZXQ"},
                 {"foo", "MZXW6"},
                 {"foob", "MZXW6YQ"},
                 {"fooba", "MZXW6YTB"},
                 {"foobar", "MZXW6YTBOI"}};
  for (const auto& v : vectors) EXPECT_EQ(base32(v.plain), v.text);
  EXPECT_EQ(totp_uri("foobar", "siti&x"),
            "otpauth://totp/Payung:siti%26x?secret=MZXW6YTBOI&issuer=Payung");
}

}  // namespace
}  // namespace payung::identity
