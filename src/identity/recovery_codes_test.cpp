// Goal: codes keep all of their randomness and are read however they are typed.
// Method: bytes whose code is worked out by hand; the usual ways of mistyping.
#include "identity/recovery_codes.hpp"

#include <gtest/gtest.h>

#include <set>

namespace payung::identity {
namespace {

TEST(RecoveryCodes, FromBytes) {
  std::string bytes(100, '\0');
  for (std::size_t i = 10; i < 20; ++i) bytes[i] = '\xFF';
  bytes[20] = '\x08';  // 00001 00000 ...
  const auto codes = recovery_codes(bytes);
  ASSERT_TRUE(codes.ok());
  ASSERT_EQ(codes->size(), 10U);
  EXPECT_EQ((*codes)[0], "0000-0000-0000-0000");
  EXPECT_EQ((*codes)[1], "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
  EXPECT_EQ((*codes)[2], "1000-0000-0000-0000");
  EXPECT_FALSE(recovery_codes(bytes.substr(1)).ok());
}

TEST(RecoveryCodes, AsTyped) {
  for (const char* typed : {"ABCD-EF01-2345-GHJK", "abcdef012345ghjk", " abcd efo1 2345 ghjk ",
                            "ABCD-EFOI-2345-GHJK", "abcd-ef0l-2345-ghjk"}) {
    const auto code = normal_recovery_code(typed);
    ASSERT_TRUE(code.ok()) << typed;
    EXPECT_EQ(*code, "ABCDEF012345GHJK") << typed;
  }
  for (const char* typed : {"", "ABCD-EF01-2345-GHJ", "ABCD-EF01-2345-GHJKM", "ABCD-EF01-2345-GHJU",
                            "123456", "ABCD_EF01_2345_GHJK"}) {
    EXPECT_FALSE(normal_recovery_code(typed).ok()) << typed;
  }
  EXPECT_FALSE(normal_recovery_code(std::string(16, '\0')).ok());
}

}  // namespace
}  // namespace payung::identity
