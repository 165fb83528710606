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

/// Keys and signatures made with the openssl program for this test; the private halves are gone.
constexpr std::string_view kRsa =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzgi3bQ2jcTCQTFLUYqlo\n"
    "AuqO+Is8islQZVRDCzhlO7WthlL0U1A59Uo5In4qjjdAz6zDTcZ7BZs3ta8X8GB2\n"
    "OIhLv49O7olohKFoGZHbcepSrRM72eH+TxEi8v4WJ4MIHdZJGRVeZb8VYbITcZGU\n"
    "m5oKgx/yjFqAJVI2aUkYoRzEy2DzjERLlDLLuSkoEGVf2SIW8HN7xWNb0YzDFJDH\n"
    "Tx0+x0O8WCw6F0XcAQcQRnnNdAFP+NKgJBkDU7cDYMxam44ONKsCjFxcqlcETIVe\n"
    "uO6jaxIAyWk4Fvxa4ibm+z56GPGAsoIY4BOpT9lSXSubqHKIevcX7aNh1YFT3EaS\n"
    "QwIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kP256 =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYGcqccLHAq5x2lt6AM5hgBN5pqD7\n"
    "ZCUAPMISNi2IwQw3tHbhos1tPfA6+dOZ18W48ZrP7FQ4obQDbY/qoBG+FA==\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kWeakRsa =
    "-----BEGIN PUBLIC KEY-----\n"
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDDY9c400FTpnqxg0H7CHXKyxjr\n"
    "SFuAxOkyFFzorOQEOqPjyWPvaFWE7gGx7i9zqRhN4ftxhGvHDX0Yh6akQ9RIULmt\n"
    "hLqrOVhqn6zkyFqyOUHur7mc+7mHou6HKqwYYuP9BkykFUPhS3dlKu2P8btKgM8B\n"
    "64ZsACvSzzLwDCe16QIDAQAB\n"
    "-----END PUBLIC KEY-----\n";
/// Of {"header":{"a":1},"message":{"b":2}}, its payload left out.
constexpr std::string_view kRs256 =
    "eyJhbGciOiJSUzI1NiJ9..MJTsRdCpmnnxs0XussyttGKAxyGoWtdqvVjRybvhfVdXtaIoXTox9GS4Yrxiq57brx"
    "7xLes-ELP3_vnZRv7eligE-4QoZVHJl9TkCKZGJ8jLAXITk9fkvC6AhxQU841-0aQt3p2Q-4F8kI-tvjniVjHsEf"
    "NxeyWqHT-z26cbIVf6dbn1kdGxjrT9O49yZxsuGoBltxdoSBY-V-PdxYV5IcrerCmuF592Ea05M-zI5fOz0MWbbc"
    "NoI6O60E-hTy-W_gbdCfJ6L_vZ7Nc406tvOPALNCt7satEXUOHjIiULRZ5ZZAEX0zX8d2y09hSIJ02pSZPpUSfT8"
    "b2R1nsUxHuwA";
constexpr std::string_view kEs256 =
    "eyJhbGciOiJFUzI1NiJ9..FAOUSaiD_cKQBK13DDSk_ffag2N9ZuMC-emCUAKEl9rZeaN-mu1HifmC9gdkr0gzQ5"
    "0f8Gcxc2J6_qQpwjlmhQ";
/// As OpenSPP 17 writes it: the message as payload, the header's fields in the JOSE header.
constexpr std::string_view kOpenSpp17 =
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsImEiOjF9.eyJiIjoyfQ.FtvfYT2NfsV6RF-Wf0gR7sIwQLt4DFNW"
    "CIKbIj46VnkYCeetY_vv2KP32O75W4BsMoc0KWgmkvTYwVTXdgOLiLGXWlipG9FPFUh5Po9lHHZQpErtk7snboGf"
    "tQxJ0Tm04hnaoWDc0K3XRWXUHX6XDclEGQSYblI_ixxZpOWqCZbds8rX4jyciymQgjvUjbu7lwegARsWMD3X0Dj_"
    "COm8ToCDfr_cNEBdP1oLFpwzUK3GE1dn2ErjGhfVYkcYmBtuT6yBsKM9DKfX6sX2AWjR8OGzH-1qRDrM2uq3j22G"
    "SJa_WOStxXjC1etAaqf4OD4VZxRytbdqw1gs0IXNR6qckQ";
/// RSA of the three lines below, as OpenSPP 2 writes them: the digest bare, of the content with
/// "é" escaped.
///   (created): 1735689600
///   (expires): 1735690200
///   digest: deI7rkKDsBVACF9MYTA0Sxb1nAkoWUFMXSGGn+T+II0=
constexpr std::string_view kOpenSpp2 =
    "U6g65/WMR+TfUTGxfOAlX0np9XiSoKL53qXleBAmHlRJbwYlP9s3H7Mika5E6r95I0pXGJRiBp9kENnWtqnLecsY"
    "FUQcJxGZRdbfoucn2/FGq/V5hbzZzxHNYKtDxu1O2OlMCyGGPahAuFZKbMdmHqx+56Kd6Q+m6feX6hdCak2jFNHz"
    "7xds28guG+du61foU5gYRHIUrYVznBnhTtpds5vuRkDIGgSWYBW21NmpetYOk9MLiPUlxpYM7HFIVZGbIYbQmo0A"
    "V941hlFRiJs0mFvn3qLzb/taIjkCURiubcUcmkDXBYgiO/YXODfqHLE7TNt4F7BfaW803kKeVSFO0A==";

TEST(Signature, OtherKeysHoldInTheirOwnWay) {
  const Json one{{"a", 1}};
  const Json two{{"b", 2}};
  struct Case {
    std::string_view key;
    std::string_view signature;
    bool holds;
  };
  const Case cases[] = {
      {kRsa, kRs256, true},     {kP256, kEs256, true},     {kRsa, kOpenSpp17, true},
      {kP256, kRs256, false},   {kRsa, kEs256, false},     {kPublic, kRs256, false},
      {kPublic, kEs256, false}, {kWeakRsa, kRs256, false}, {"no key", kRs256, false},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(signature_holds(each.key, "x", each.signature, one, two, kNow), each.holds)
        << each.key << each.signature.substr(0, 40);
    EXPECT_FALSE(signature_holds(each.key, "x", each.signature, one, Json{{"b", 3}}, kNow));
    EXPECT_FALSE(signature_holds(each.key, "x", each.signature, Json{{"a", 2}}, two, kNow));
  }
}

TEST(Signature, LinesOfOpenSppHold) {
  const auto text = [](const char* algorithm, std::string_view signature) {
    return "namespace=\"dci\", kidId=\"spmis|key-1|" + std::string(algorithm) + "\", algorithm=\"" +
           algorithm +
           "\", created=\"1735689600\", expires=\"1735690200\", headers=\"(created) (expires) "
           "digest\", signature=\"" +
           std::string(signature) + "\"";
  };
  for (const char* algorithm : {"RS256", "rsa-sha256"}) {
    EXPECT_TRUE(
        signature_holds(kRsa, "spmis", text(algorithm, kOpenSpp2), header(), message(), kNow));
  }
  EXPECT_FALSE(
      signature_holds(kRsa, "spmis", text("ed25519", kOpenSpp2), header(), message(), kNow));
  Json changed = message();
  changed["count"] = 8;
  EXPECT_FALSE(signature_holds(kRsa, "spmis", text("RS256", kOpenSpp2), header(), changed, kNow));
  const secrets::Signer signer(rfc_seed());
  const std::string own = signer.sign(
      "(created): 1735689600\n(expires): 1735690200\n"
      "digest: deI7rkKDsBVACF9MYTA0Sxb1nAkoWUFMXSGGn+T+II0=");
  EXPECT_TRUE(signature_holds(kPublic, "spmis", text("ed25519", own), header(), message(), kNow));
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
