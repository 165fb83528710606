#include <cjose/cjose.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "adapters/oidc/oidc.hpp"

namespace payung::oidc {
namespace {

using Json = nlohmann::json;

/// Clocks differ.
constexpr std::int64_t kSkewSeconds = 60;
constexpr std::size_t kTokenBytesMax = std::size_t{64} * 1024;
constexpr std::size_t kSubjectBytesMax = 255;  // OpenID Connect Core, section 2

struct Free {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
  void operator()(cjose_jwk_t* jwk) const { cjose_jwk_release(jwk); }
};
using Jws = std::unique_ptr<cjose_jws_t, Free>;
using Jwk = std::unique_ptr<cjose_jwk_t, Free>;

Error wrong(std::string_view what) { return {Errc::integrity, "id token", std::string(what)}; }

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string header_text(cjose_header_t* header, const char* name) {
  cjose_err error{};
  const char* text = cjose_header_get(header, name, &error);
  return text == nullptr ? "" : text;
}

/// Whether a key of the set may check this token: of the algorithm's kind, meant for signing.
bool suits(const Json& key, const std::string& algorithm, const std::string& kid) {
  if (!key.is_object()) return false;
  const bool kind = algorithm == "RS256"
                        ? text_of(key, "kty") == "RSA"
                        : text_of(key, "kty") == "EC" && text_of(key, "crv") == "P-256";
  const std::string use = text_of(key, "use");
  const std::string meant = text_of(key, "alg");
  return kind && (use.empty() || use == "sig") && (meant.empty() || meant == algorithm) &&
         (kid.empty() || text_of(key, "kid") == kid);
}

bool verifies(cjose_jws_t* jws, const Json& key) {
  const std::string text = key.dump();
  cjose_err error{};
  const Jwk jwk(cjose_jwk_import(text.data(), text.size(), &error));
  return jwk && cjose_jws_verify(jws, jwk.get(), &error);
}

/// The claims, once a key of the provider has signed them.
/// Three parts of base64url without padding (RFC 7515, section 7.1). libcjose 0.6 takes more and
/// then stops the program at an assertion of its own.
bool is_compact(std::string_view token) {
  int parts = 0;
  while (true) {
    const std::size_t end = std::min(token.find('.'), token.size());
    const std::string_view part = token.substr(0, end);
    const bool written = std::all_of(part.begin(), part.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '-' || c == '_';
    });
    if (part.empty() || part.size() % 4 == 1 || !written) return false;
    ++parts;
    if (end == token.size()) return parts == 3;
    token.remove_prefix(end + 1);
  }
}

Result<Json> signed_claims(const std::string& token, std::string_view jwks) {
  if (token.empty() || token.size() > kTokenBytesMax) return wrong("size");
  if (!is_compact(token)) return wrong("form");
  cjose_err error{};
  const Jws jws(cjose_jws_import(token.data(), token.size(), &error));
  if (!jws) return wrong("form");
  cjose_header_t* header = cjose_jws_get_protected(jws.get());
  const std::string algorithm = header_text(header, CJOSE_HDR_ALG);
  if (algorithm != "RS256" && algorithm != "ES256") return wrong("alg");
  const std::string kid = header_text(header, CJOSE_HDR_KID);
  const Json set = Json::parse(jwks, nullptr, false);
  const auto keys = set.is_object() ? set.find("keys") : set.end();
  if (!set.is_object() || keys == set.end() || !keys->is_array()) return wrong("key set");
  bool verified = false;
  for (const Json& key : *keys) {
    if (!verified && suits(key, algorithm, kid)) verified = verifies(jws.get(), key);
  }
  if (!verified) return wrong("signature");
  std::uint8_t* plain = nullptr;
  std::size_t length = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &plain, &length, &error)) return wrong("form");
  Json claims = Json::parse(plain, plain + length, nullptr, false);
  if (!claims.is_object()) return wrong("claims");
  return claims;
}

std::optional<std::int64_t> moment_of(const Json& claims, const char* key) {
  const auto found = claims.find(key);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  const double seconds = found->get<double>();
  if (!std::isfinite(seconds) || std::abs(seconds) > 1e15) return std::nullopt;
  return static_cast<std::int64_t>(seconds);
}

/// One audience that is we, or several with us as the authorised party.
bool is_for(const Json& claims, std::string_view client) {
  const auto audience = claims.find("aud");
  if (audience == claims.end()) return false;
  const auto party = claims.find("azp");
  if (party != claims.end() && !(party->is_string() && *party == std::string(client))) return false;
  if (audience->is_string()) return *audience == std::string(client);
  if (!audience->is_array()) return false;
  bool named = false;
  for (const Json& one : *audience)
    named = named || (one.is_string() && one == std::string(client));
  return named && (audience->size() == 1 || party != claims.end());
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

Result<Person> check_id_token(const std::string& token, std::string_view jwks,
                              const Expected& expected) {
  const auto claims = signed_claims(token, jwks);
  if (!claims) return claims.error();
  if (text_of(*claims, "iss") != expected.issuer) return wrong("iss");
  if (!is_for(*claims, expected.client_id)) return wrong("aud");
  const auto expires = moment_of(*claims, "exp");
  if (!expires || *expires <= expected.now_s - kSkewSeconds) return wrong("exp");
  const auto issued = moment_of(*claims, "iat");
  if (!issued || *issued > expected.now_s + kSkewSeconds) return wrong("iat");
  if (expected.nonce.empty() || !same(text_of(*claims, "nonce"), expected.nonce)) {
    return wrong("nonce");
  }
  Person person{std::string(expected.issuer), text_of(*claims, "sub"), {}};
  if (person.subject.empty() || person.subject.size() > kSubjectBytesMax) return wrong("sub");
  const auto verified = claims->find("email_verified");
  if (verified != claims->end() && verified->is_boolean() && verified->get<bool>()) {
    const std::string mail = text_of(*claims, "email");
    if (!mail.empty()) person.verified_mail = mail;
  }
  return person;
}

}  // namespace payung::oidc
