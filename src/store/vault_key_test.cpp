// Goal: a database keeps to the key it was first used with.
// Method: both engines; two fingerprints.
#include "store/vault_key.hpp"

#include <gtest/gtest.h>

#include "store/testing.hpp"

namespace payung::store {
namespace {

TEST(VaultKey, TheFirstIsTakenAndAnotherRefused) {
  testing::for_each_engine([](db::Connection& connection) {
    EXPECT_FALSE(*has_vault_key(connection));
    EXPECT_TRUE(claim_vault_key(connection, "00112233", "2025-01-01T00:00:00Z"));
    EXPECT_TRUE(*has_vault_key(connection));
    EXPECT_TRUE(claim_vault_key(connection, "00112233", "2025-01-02T00:00:00Z"));
    const auto refused = claim_vault_key(connection, "99887766", "2025-01-02T00:00:00Z");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Errc::integrity);
  });
}

}  // namespace
}  // namespace payung::store
