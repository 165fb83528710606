#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

/// Signing in through an OpenID Connect provider: authorisation code flow with PKCE (OpenID Connect
/// Core 1.0, section 3.1; RFC 7636). Knows no account and calls nobody itself: the HTTP call is
/// passed in. Which algorithm signs is ours to say, never the token's: RS256 or ES256, each with a
/// key of its own kind.
namespace payung::oidc {

/// GET when `form` is empty, else POST of application/x-www-form-urlencoded. The body of a 2xx
/// answer, or an Error. It must bound time and size and follow no redirect.
using Fetch = std::function<Result<std::string>(const std::string& url, const std::string& form)>;

/// We, as the provider knows us.
struct Client {
  std::string id;
  std::string secret;        ///< empty for a public client: PKCE alone
  std::string redirect_uri;  ///< ours, registered at the provider
};

/// What discovery says.
struct Provider {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string jwks_uri;
  std::string userinfo_endpoint;  ///< empty when there is none
};

/// OpenID Connect Discovery 1.0, section 4. Errors: bad_option for an issuer that is neither https
/// nor on this machine; integrity when the document names another issuer or lacks an endpoint;
/// those of fetch.
Result<Provider> discover(const std::string& issuer, const Fetch& fetch);

/// What belongs to one sign-in: unforeseeable, kept by us, used once.
struct Secrets {
  std::string state;
  std::string nonce;
  std::string verifier;  ///< 43 to 128 unreserved characters (RFC 7636, 4.1)
};

/// Where the browser is sent.
std::string authorization_url(const Provider& provider, const Client& client,
                              const Secrets& secrets);

/// Whom the provider vouches for.
struct Person {
  std::string issuer;
  std::string subject;
  std::optional<std::string> verified_mail = {};  ///< lower case; only what it says is verified
};

/// Redeems the code and checks the ID token (section 3.1.3.7); asks userinfo for the mail when the
/// token has none. Errors: integrity, `where` naming what does not hold; those of fetch.
Result<Person> redeem(const Provider& provider, const Client& client, const Secrets& secrets,
                      const std::string& code, std::int64_t now_s, const Fetch& fetch);

/// The ID token alone. `jwks`: the provider's key set (RFC 7517).
struct Expected {
  std::string_view issuer;
  std::string_view client_id;
  std::string_view nonce;
  std::int64_t now_s;
};
Result<Person> check_id_token(const std::string& token, std::string_view jwks,
                              const Expected& expected);

}  // namespace payung::oidc
