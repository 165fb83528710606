// The token endpoint that other systems expect (RFC 6749, client credentials). Our keys are bearer
// tokens already: whoever proves to have one is given it back in the form he can use.
#include "adapters/http/target.hpp"
#include "api/people_common.hpp"
#include "api/registry_handlers.hpp"
#include "api/registry_signature.hpp"

namespace payung::api {
namespace {

constexpr std::int64_t kFetchAgain_s = 3'600;  // a revoked key is noticed within the hour
constexpr std::size_t kFieldMax = 200;

/// One field of a form; empty when it is missing, given twice or not readable.
std::string form_field(std::string_view body, std::string_view name) {
  std::string found;
  int times = 0;
  while (!body.empty()) {
    const auto end = body.find('&');
    const std::string_view pair = body.substr(0, end);
    body = end == std::string_view::npos ? std::string_view() : body.substr(end + 1);
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
    ++times;
    const auto value = http::decode_percent(pair.substr(equals + 1), true);
    if (!value || value->size() > kFieldMax) return {};
    found = *value;
  }
  return times == 1 ? found : std::string();
}

/// The secret of "Authorization: Basic base64(id:secret)".
std::string basic_secret(const http::RequestHead& head) {
  constexpr std::string_view kScheme = "Basic ";
  const std::string_view field = head.headers.find("Authorization").value_or("");
  if (!field.starts_with(kScheme) || field.size() > 4 * kFieldMax) return {};
  const auto both = from_base64(field.substr(kScheme.size()));
  if (!both) return {};
  const auto colon = both->find(':');
  if (colon == std::string::npos) return {};
  return http::decode_percent(std::string_view(*both).substr(colon + 1), true).value_or("");
}

Reply refuse(const char* error, const char* words, int status) {
  Reply made = reply({{"error", error}, {"error_description", words}}, status);
  if (status == 401) made.headers.emplace_back("WWW-Authenticate", "Basic realm=\"payung\"");
  return made;
}

}  // namespace

Result<Reply> give_token(Call& call) {
  const std::string& body = call.request.body;
  const std::string grant = form_field(body, "grant_type");
  if (grant.empty()) return refuse("invalid_request", "grant_type is missing", 400);
  if (grant != "client_credentials") {
    return refuse("unsupported_grant_type", "client_credentials", 400);
  }
  std::string secret = form_field(body, "client_secret");
  if (secret.empty()) secret = basic_secret(call.request);
  const auto known = call.service.parts().identify(secret);
  if (!known) return known.error();
  if (secret.empty() || !*known || !(*known)->api_key) {
    return refuse("invalid_client", "client_secret is an API key of Payung", 401);
  }
  Reply made =
      reply({{"access_token", secret}, {"token_type", "Bearer"}, {"expires_in", kFetchAgain_s}});
  made.headers.emplace_back("Cache-Control", "no-store");
  return made;
}

}  // namespace payung::api
