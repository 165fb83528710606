// Goal: what a partner signed is accepted, anything else is not, and what we sign can be checked.
// Method: RFC 8032's and RFC 8037's published keys; signatures made outside, every part changed
// once.
#include "api/registry_signature.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace payung::api {
namespace {

constexpr identity::Instant kNow{1'735'689'600};  // 2025-01-01T00:00:00Z

/// RFC 8032, 7.1, TEST 1.
secrets::Key rfc_seed() {
  constexpr std::string_view kHex =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
  secrets::Key seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) {
    seed[i] =
        static_cast<unsigned char>(std::stoi(std::string(kHex.substr(2 * i, 2)), nullptr, 16));
  }
  return seed;
}
/// Its public key, as RFC 8037, A.2 writes it.
constexpr std::string_view kPublic = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

Json header() { return {{"message_id", "1"}, {"action", "search"}, {"sender_id", "spmis"}}; }
Json message() { return {{"transaction_id", "t"}, {"text", "Sumbér \"Rejo\""}, {"count", 7}}; }

TEST(Signature, KeyIsCalledByItsThumbprint) {
  // RFC 8037, A.3.
  EXPECT_EQ(key_id(kPublic), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  const Json keys = key_set(kPublic);
  EXPECT_EQ(keys["keys"][0]["x"], kPublic);
  EXPECT_EQ(keys["keys"][0]["crv"], "Ed25519");
}

TEST(Signature, CanonicalFormIsSortedAndWithoutBlanks) {
  // Worked out by hand after RFC 8785: keys sorted, UTF-8 as it is, only the quote escaped.
  EXPECT_EQ(canonical(header(), message()),
            "{\"header\":{\"action\":\"search\",\"message_id\":\"1\",\"sender_id\":\"spmis\"},"
            "\"message\":{\"count\":7,\"text\":\"Sumbér \\\"Rejo\\\"\",\"transaction_id\":\"t\"}}");
}

TEST(Signature, OwnSignatureHolds) {
  const secrets::Signer signer(rfc_seed());
  ASSERT_EQ(signer.public_key(), kPublic);
  const std::string made = sign_message(signer, "spmis", header(), message(), kNow);
  EXPECT_TRUE(made.starts_with(
      "Signature: namespace=\"spdci\", kidId=\"spmis|kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k|"
      "ed25519\", algorithm=\"ed25519\", created=\"1735689600\", expires=\"1735690200\", "
      "headers=\"(created) (expires) digest\", signature=\""));
  EXPECT_TRUE(signature_holds(kPublic, "spmis", made, header(), message(), kNow));
  EXPECT_TRUE(signature_holds(kPublic, "spmis", made, header(), message(), kNow.plus(899)));
}

TEST(Signature, EveryChangeBreaksIt) {
  const secrets::Signer signer(rfc_seed());
  const std::string made = sign_message(signer, "spmis", header(), message(), kNow);
  Json other_header = header();
  other_header["message_id"] = "2";
  Json other_message = message();
  other_message["count"] = 8;
  EXPECT_FALSE(signature_holds(kPublic, "spmis", made, other_header, message(), kNow));
  EXPECT_FALSE(signature_holds(kPublic, "spmis", made, header(), other_message, kNow));
  EXPECT_FALSE(signature_holds(kPublic, "other", made, header(), message(), kNow));
  EXPECT_FALSE(signature_holds(kPublic, "spmis", made, header(), message(), kNow.plus(901)));
  EXPECT_FALSE(signature_holds(kPublic, "spmis", made, header(), message(), kNow.plus(-301)));
  const std::string other_key = "O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik";  // RFC 8032, TEST 2
  EXPECT_FALSE(signature_holds(other_key, "spmis", made, header(), message(), kNow));
  struct Change {
    const char* from;
    const char* to;
  };
  for (const Change& change : {Change{"1735690200", "1735690201"},
                               {"created=\"1735689600\"", "created=\"1735689601\""},
                               {"(created) (expires) digest", "digest"},
                               {"algorithm=\"ed25519\"", "algorithm=\"none\""},
                               {"kidId=", "kid="},
                               {"signature=\"", "signature=\"A"},
                               {"created=", "created=\"1\", created="}}) {
    std::string changed = made;
    changed.replace(changed.find(change.from), std::string_view(change.from).size(), change.to);
    EXPECT_FALSE(signature_holds(kPublic, "spmis", changed, header(), message(), kNow))
        << change.to;
  }
}

TEST(Signature, JwsOfTheSameContentHolds) {
  const secrets::Signer signer(rfc_seed());
  // {"alg":"EdDSA"}, as RFC 8037, A.4 writes it.
  const std::string head = "eyJhbGciOiJFZERTQSJ9";
  const Json small_header{{"a", 1}};
  const Json small_message{{"b", 2}};
  // base64url of {"header":{"a":1},"message":{"b":2}}
  const std::string payload = "eyJoZWFkZXIiOnsiYSI6MX0sIm1lc3NhZ2UiOnsiYiI6Mn19";
  const std::string signature = signer.sign(head + "." + payload);
  EXPECT_TRUE(
      signature_holds(kPublic, "x", head + ".." + signature, small_header, small_message, kNow));
  EXPECT_TRUE(signature_holds(kPublic, "x", head + "." + payload + "." + signature, small_header,
                              small_message, kNow));
  EXPECT_FALSE(signature_holds(kPublic, "x", head + "." + payload + "." + signature, small_header,
                               Json{{"b", 3}}, kNow));
  EXPECT_FALSE(signature_holds(kPublic, "x", head + "..", small_header, small_message, kNow));
  // {"alg":"none"}
  EXPECT_FALSE(signature_holds(kPublic, "x", "eyJhbGciOiJub25lIn0.." + signature, small_header,
                               small_message, kNow));
}

TEST(Signature, HostileTextsAreNoSignatures) {
  for (const std::string& text :
       {std::string("abc"), std::string("..."), std::string("Signature:"), std::string("=\""),
        std::string("Signature: a=\"b"), std::string(8000, '.'), std::string(8000, '"'),
        std::string("\xff\xfe"), std::string("kidId=\"spmis|\"")}) {
    EXPECT_FALSE(signature_holds(kPublic, "spmis", text, header(), message(), kNow)) << text;
  }
  EXPECT_TRUE(is_unsigned(""));
  EXPECT_TRUE(is_unsigned("unsigned-stub"));
  EXPECT_FALSE(is_unsigned("invalid-signature"));
}

}  // namespace
}  // namespace payung::api
