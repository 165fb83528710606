// Goal: file hashes and the audit chain are SHA-256 as others compute it.
// Method: the example values of FIPS 180-4 and of the empty text, in one piece and in portions.
#include "db/sha256.hpp"

#include <gtest/gtest.h>

namespace payung::db {
namespace {

TEST(Sha256, PublishedValues) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, PortionsAreTheWhole) {
  Sha256 hash;
  for (int i = 0; i < 1'000; ++i) hash.add(std::string(1'000, 'a'));
  EXPECT_EQ(hash.finish(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace payung::db
