#include "adapters/oidc/oidc.hpp"
#include "base/percent.hpp"

#include <openssl/evp.h>

#include <array>
#include <nlohmann/json.hpp>

namespace payung::oidc {
namespace {

using Json = nlohmann::json;

Error wrong(std::string_view where, std::string_view what) {
  return {Errc::integrity, std::string(where), std::string(what)};
}

void add(std::string& form, std::string_view name, std::string_view value) {
  if (!form.empty()) form += '&';
  form += name;
  form += '=';
  form += percent_encoded(value);
}

/// RFC 7636, 4.2: BASE64URL(SHA256(verifier)) without padding.
std::string challenge_of(std::string_view verifier) {
  std::array<unsigned char, 32> digest{};
  unsigned int length = 0;
  PAYUNG_CHECK(EVP_Digest(verifier.data(), verifier.size(), digest.data(), &length, EVP_sha256(),
                          nullptr) == 1);
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  std::uint32_t held = 0;
  unsigned bits = 0;
  for (const unsigned char byte : digest) {
    held = (held << 8U) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += letters[(held >> bits) & 63U];
    }
  }
  text += letters[(held << (6U - bits)) & 63U];
  return text;
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// https, or plain http to this very machine (a provider behind the same proxy, a test).
bool is_safe(std::string_view url) {
  if (url.starts_with("https://")) return true;
  for (const std::string_view here : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
    if (!url.starts_with(here)) continue;
    const std::string_view rest = url.substr(here.size());
    if (rest.empty() || rest.front() == ':' || rest.front() == '/') return true;
  }
  return false;
}

std::string lowered(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// The mail of the same subject (section 5.3.2), when the provider says it is verified. A provider
/// that gives none is no error: the account may be linked already.
std::optional<std::string> mail_from_userinfo(const Provider& provider, const std::string& token,
                                              const std::string& subject, const Fetch& fetch) {
  if (provider.userinfo_endpoint.empty() || token.empty()) return std::nullopt;
  std::string form;
  add(form, "access_token", token);  // RFC 6750, section 2.2
  const auto answer = fetch(provider.userinfo_endpoint, form);
  if (!answer) return std::nullopt;
  const Json claims = Json::parse(*answer, nullptr, false);
  if (!claims.is_object() || text_of(claims, "sub") != subject) return std::nullopt;
  const auto verified = claims.find("email_verified");
  if (verified == claims.end() || !verified->is_boolean() || !verified->get<bool>()) {
    return std::nullopt;
  }
  const std::string mail = text_of(claims, "email");
  return mail.empty() ? std::nullopt : std::optional(mail);
}

}  // namespace

Result<Provider> discover(const std::string& issuer, const Fetch& fetch) {
  if (!is_safe(issuer)) return Error{Errc::bad_option, "oidc issuer", "https://..."};
  std::string base = issuer;
  while (base.ends_with('/')) base.pop_back();
  const auto answer = fetch(base + "/.well-known/openid-configuration", "");
  if (!answer) return answer.error();
  const Json document = Json::parse(*answer, nullptr, false);
  if (!document.is_object()) return wrong("oidc discovery", "no JSON object");
  Provider provider{text_of(document, "issuer"), text_of(document, "authorization_endpoint"),
                    text_of(document, "token_endpoint"), text_of(document, "jwks_uri"),
                    text_of(document, "userinfo_endpoint")};
  if (provider.issuer != issuer) return wrong("oidc discovery", "issuer");
  for (const auto* url :
       {&provider.authorization_endpoint, &provider.token_endpoint, &provider.jwks_uri}) {
    if (!is_safe(*url)) return wrong("oidc discovery", "an endpoint is missing or not https");
  }
  if (!provider.userinfo_endpoint.empty() && !is_safe(provider.userinfo_endpoint)) {
    return wrong("oidc discovery", "userinfo_endpoint is not https");
  }
  return provider;
}

std::string authorization_url(const Provider& provider, const Client& client,
                              const Secrets& secrets) {
  std::string query;
  add(query, "response_type", "code");
  add(query, "client_id", client.id);
  add(query, "redirect_uri", client.redirect_uri);
  add(query, "scope", "openid email");
  add(query, "state", secrets.state);
  add(query, "nonce", secrets.nonce);
  add(query, "code_challenge", challenge_of(secrets.verifier));
  add(query, "code_challenge_method", "S256");
  const bool has_query = provider.authorization_endpoint.find('?') != std::string::npos;
  return provider.authorization_endpoint + (has_query ? "&" : "?") + query;
}

Result<Person> redeem(const Provider& provider, const Client& client, const Secrets& secrets,
                      const std::string& code, std::int64_t now_s, const Fetch& fetch) {
  std::string form;
  add(form, "grant_type", "authorization_code");
  add(form, "code", code);
  add(form, "redirect_uri", client.redirect_uri);
  add(form, "client_id", client.id);
  if (!client.secret.empty()) add(form, "client_secret", client.secret);
  add(form, "code_verifier", secrets.verifier);
  const auto answer = fetch(provider.token_endpoint, form);
  if (!answer) return answer.error();
  const Json tokens = Json::parse(*answer, nullptr, false);
  if (!tokens.is_object()) return wrong("oidc token", "no JSON object");
  const auto keys = fetch(provider.jwks_uri, "");
  if (!keys) return keys.error();
  auto person = check_id_token(text_of(tokens, "id_token"), *keys,
                               {provider.issuer, client.id, secrets.nonce, now_s});
  if (!person) return person;
  if (!person->verified_mail) {
    person->verified_mail =
        mail_from_userinfo(provider, text_of(tokens, "access_token"), person->subject, fetch);
  }
  if (person->verified_mail) person->verified_mail = lowered(*person->verified_mail);
  return person;
}

}  // namespace payung::oidc
