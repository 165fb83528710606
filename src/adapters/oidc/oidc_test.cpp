// Goal: only a fresh token of this provider, for us and this very sign-in, signs anybody in.
// Method: tokens signed here with libcjose, then each claim, the key and the algorithm made wrong.
#include "adapters/oidc/oidc.hpp"

#include <cjose/cjose.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

namespace payung::oidc {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kNow = 1'750'000'000;
const Expected kExpected{"https://id.example.org", "payung", "n-123", kNow};

/// A key pair with what libcjose makes of it.
class Signer {
 public:
  explicit Signer(const char* algorithm) : algorithm_(algorithm) {
    cjose_err error{};
    const std::string kind = algorithm;
    jwk_ = kind.starts_with("RS")   ? cjose_jwk_create_RSA_random(2048, nullptr, 0, &error)
           : kind.starts_with("ES") ? cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error)
                                    : cjose_jwk_create_oct_random(256, &error);
    EXPECT_NE(jwk_, nullptr);
    EXPECT_TRUE(cjose_jwk_set_kid(jwk_, "k1", 2, &error));
  }
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;
  ~Signer() { cjose_jwk_release(jwk_); }

  std::string sign(const Json& claims) const {
    cjose_err error{};
    cjose_header_t* header = cjose_header_new(&error);
    EXPECT_TRUE(cjose_header_set(header, CJOSE_HDR_ALG, algorithm_, &error));
    EXPECT_TRUE(cjose_header_set(header, CJOSE_HDR_KID, "k1", &error));
    const std::string plain = claims.dump();
    cjose_jws_t* jws = cjose_jws_sign(
        jwk_, header, reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size(), &error);
    EXPECT_NE(jws, nullptr) << error.message;
    const char* text = nullptr;
    EXPECT_TRUE(cjose_jws_export(jws, &text, &error));
    std::string token(text);
    cjose_jws_release(jws);
    cjose_header_release(header);
    return token;
  }

  /// The key set with this key, and `more` laid over it.
  std::string key_set(const Json& more = Json::object()) const {
    cjose_err error{};
    char* text = cjose_jwk_to_json(jwk_, false, &error);
    Json key = Json::parse(text);
    cjose_get_dealloc()(text);
    key.update(more);
    return Json{{"keys", {key}}}.dump();
  }

 private:
  const char* algorithm_;
  cjose_jwk_t* jwk_;
};

Json good_claims() {
  return {{"iss", "https://id.example.org"},
          {"aud", "payung"},
          {"sub", "42"},
          {"exp", kNow + 300},
          {"iat", kNow - 5},
          {"nonce", "n-123"},
          {"email", "siti@example.org"},
          {"email_verified", true}};
}

std::string outcome(const Result<Person>& person) { return person ? "ok" : person.error().detail; }

TEST(IdToken, BothAlgorithms) {
  for (const char* algorithm : {"RS256", "ES256"}) {
    SCOPED_TRACE(algorithm);
    const Signer signer(algorithm);
    const auto person = check_id_token(signer.sign(good_claims()), signer.key_set(), kExpected);
    ASSERT_TRUE(person.ok()) << person.error().detail;
    EXPECT_EQ(person->issuer, "https://id.example.org");
    EXPECT_EQ(person->subject, "42");
    EXPECT_EQ(person->verified_mail, "siti@example.org");
  }
}

TEST(IdToken, WhatIsNoCompactTokenIsRefusedBeforeTheLibraryReadsIt) {
  const Signer signer("ES256");
  const std::string good = signer.sign(good_claims());
  const std::string padded = std::string(good).insert(30, "=");
  for (const std::string& token :
       {padded, good + ".", good + ".ab", "." + good, std::string("ab.cd"), std::string("ab..ef"),
        std::string("a.bc.de"), std::string("ab.c\0.de", 8), std::string("ab.c+.de")}) {
    EXPECT_FALSE(check_id_token(token, signer.key_set(), kExpected).ok()) << token;
  }
}

TEST(IdToken, EachClaimMadeWrong) {
  const Signer signer("ES256");
  const struct {
    const char* why;
    Json change;  ///< null takes the claim away
    const char* outcome;
  } cases[] = {
      {"another issuer", {{"iss", "https://evil.example.org"}}, "iss"},
      {"no issuer", {{"iss", nullptr}}, "iss"},
      {"for somebody else", {{"aud", "shop"}}, "aud"},
      {"no audience", {{"aud", nullptr}}, "aud"},
      {"several without a party", {{"aud", {"payung", "shop"}}}, "aud"},
      {"several with us as party", {{"aud", {"payung", "shop"}}, {"azp", "payung"}}, "ok"},
      {"several with another party", {{"aud", {"payung", "shop"}}, {"azp", "shop"}}, "aud"},
      {"a list of us alone", {{"aud", {"payung"}}}, "ok"},
      {"expired", {{"exp", kNow - 60}}, "exp"},
      {"expired within the skew", {{"exp", kNow - 59}}, "ok"},
      {"no expiry", {{"exp", nullptr}}, "exp"},
      {"expiry as text", {{"exp", "9999999999"}}, "exp"},
      {"expiry without end", {{"exp", 1e300}}, "exp"},
      {"from the future", {{"iat", kNow + 61}}, "iat"},
      {"no moment of issue", {{"iat", nullptr}}, "iat"},
      {"another nonce", {{"nonce", "n-124"}}, "nonce"},
      {"no nonce", {{"nonce", nullptr}}, "nonce"},
      {"no subject", {{"sub", nullptr}}, "sub"},
      {"empty subject", {{"sub", ""}}, "sub"},
      {"subject as number", {{"sub", 42}}, "sub"},
      {"subject too long", {{"sub", std::string(256, 'x')}}, "sub"},
  };
  for (const auto& c : cases) {
    Json claims = good_claims();
    for (const auto& [key, value] : c.change.items()) {
      if (value.is_null()) {
        claims.erase(key);
      } else {
        claims[key] = value;
      }
    }
    EXPECT_EQ(outcome(check_id_token(signer.sign(claims), signer.key_set(), kExpected)), c.outcome)
        << c.why;
  }
}

TEST(IdToken, OnlyAVerifiedMailCounts) {
  const Signer signer("ES256");
  for (const Json& verified : {Json(false), Json("true"), Json(1), Json(nullptr)}) {
    Json claims = good_claims();
    claims["email_verified"] = verified;
    const auto person = check_id_token(signer.sign(claims), signer.key_set(), kExpected);
    ASSERT_TRUE(person.ok());
    EXPECT_FALSE(person->verified_mail.has_value()) << verified;
  }
}

TEST(IdToken, KeysAndAlgorithms) {
  const Signer signer("RS256");
  const Signer other("RS256");
  const Signer elliptic("ES256");
  const Signer shared("HS256");
  const std::string token = signer.sign(good_claims());
  const std::string keys = signer.key_set();
  EXPECT_EQ(outcome(check_id_token(token, other.key_set(), kExpected)), "signature");
  EXPECT_EQ(outcome(check_id_token(token, elliptic.key_set(), kExpected)), "signature");
  EXPECT_EQ(outcome(check_id_token(token, signer.key_set({{"use", "enc"}}), kExpected)),
            "signature");
  EXPECT_EQ(outcome(check_id_token(token, signer.key_set({{"alg", "RS512"}}), kExpected)),
            "signature");
  EXPECT_EQ(outcome(check_id_token(token, signer.key_set({{"kid", "k2"}}), kExpected)),
            "signature");
  EXPECT_EQ(outcome(check_id_token(token, "{\"keys\":[]}", kExpected)), "signature");
  EXPECT_EQ(outcome(check_id_token(token, "{\"keys\":[1,null,{}]}", kExpected)), "signature");
  EXPECT_EQ(outcome(check_id_token(token, "[]", kExpected)), "key set");
  EXPECT_EQ(outcome(check_id_token(token, "no json", kExpected)), "key set");
  EXPECT_EQ(outcome(check_id_token(shared.sign(good_claims()), shared.key_set(), kExpected)),
            "alg");
  // {"alg":"none"} with the claims and no signature.
  const std::string claims = token.substr(token.find('.'), token.rfind('.') - token.find('.'));
  EXPECT_NE(outcome(check_id_token("eyJhbGciOiJub25lIn0" + claims + ".", keys, kExpected)), "ok");
  // The claims of one token under the signature of another.
  Json changed = good_claims();
  changed["sub"] = "1";
  const std::string forged = signer.sign(changed);
  EXPECT_EQ(
      outcome(check_id_token(forged.substr(0, forged.rfind('.')) + token.substr(token.rfind('.')),
                             keys, kExpected)),
      "signature");
  for (const std::string& broken :
       {std::string(), std::string("."), std::string(".."), std::string("a.b.c"),
        token.substr(0, token.size() / 2), std::string(1 << 20, 'a')}) {
    EXPECT_NE(outcome(check_id_token(broken, keys, kExpected)), "ok");
  }
}

constexpr const char* kDocument =
    R"({"issuer":"https://id.example.org","authorization_endpoint":"https://id.example.org/auth",
    "token_endpoint":"https://id.example.org/token","jwks_uri":"https://id.example.org/jwks"})";

TEST(Discovery, OnlyWhatBelongsToTheIssuer) {
  const struct {
    const char* why;
    const char* issuer;
    std::string document;
    bool ok;
  } cases[] = {
      {"sound", "https://id.example.org", kDocument, true},
      {"another issuer's document", "https://other.example.org", kDocument, false},
      {"a slash more", "https://id.example.org/", kDocument, false},
      {"plain http", "http://id.example.org", kDocument, false},
      {"a look-alike of this machine", "http://localhost.example.org", kDocument, false},
      {"no JSON", "https://id.example.org", "<html>", false},
      {"no endpoints", "https://id.example.org", R"({"issuer":"https://id.example.org"})", false},
  };
  for (const auto& c : cases) {
    std::string asked;
    const auto provider = discover(c.issuer, [&](const std::string& url, const std::string&) {
      asked = url;
      return Result<std::string>(c.document);
    });
    EXPECT_EQ(provider.ok(), c.ok) << c.why;
    if (!c.ok) continue;
    EXPECT_EQ(asked, "https://id.example.org/.well-known/openid-configuration");
  }
}

TEST(Authorization, TheUrlCarriesAllThree) {
  const Provider provider{"https://id.example.org", "https://id.example.org/auth", "", "", ""};
  // Verifier and challenge of RFC 7636, appendix B.
  EXPECT_EQ(authorization_url(provider, {"payung", "s", "https://p.example/cb?x=1"},
                              {"st&te", "n-1", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}),
            "https://id.example.org/auth?response_type=code&client_id=payung"
            "&redirect_uri=https%3A%2F%2Fp.example%2Fcb%3Fx%3D1&scope=openid%20email"
            "&state=st%26te&nonce=n-1"
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            "&code_challenge_method=S256");
}

TEST(Redeem, AsksTheProviderAndChecksWhatItSays) {
  const Signer signer("ES256");
  Json claims = good_claims();
  claims.erase("email");
  const Provider provider{"https://id.example.org", "", "https://t", "https://k", "https://u"};
  std::map<std::string, std::string> answers{
      {"https://t", Json{{"id_token", signer.sign(claims)}, {"access_token", "at"}}.dump()},
      {"https://k", signer.key_set()},
      {"https://u", R"({"sub":"42","email":"Siti@Example.org","email_verified":true})"}};
  std::map<std::string, std::string> forms;
  const auto fetch = [&](const std::string& url, const std::string& form) {
    forms[url] = form;
    return Result<std::string>(answers[url]);
  };
  const Client client{"payung", "s3", "https://p/cb"};
  const auto person = redeem(provider, client, {"st", "n-123", "ver"}, "c/1", kNow, fetch);
  ASSERT_TRUE(person.ok()) << person.error().detail;
  EXPECT_EQ(person->verified_mail, "siti@example.org");
  EXPECT_EQ(forms["https://t"],
            "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fp%2Fcb"
            "&client_id=payung&client_secret=s3&code_verifier=ver");
  EXPECT_EQ(forms["https://u"], "access_token=at");
  answers["https://u"] = R"({"sub":"43","email":"boss@example.org","email_verified":true})";
  EXPECT_FALSE(
      redeem(provider, client, {"st", "n-123", "ver"}, "c", kNow, fetch)->verified_mail.has_value())
      << "the mail of another subject";
  EXPECT_FALSE(redeem(provider, client, {"st", "other", "ver"}, "c", kNow, fetch).ok());
}

}  // namespace
}  // namespace payung::oidc
