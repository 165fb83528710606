#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "api/credential_fields.hpp"
#include "api/parts.hpp"
#include "api/problem.hpp"
#include "api/rate_limit.hpp"
#include "api/route.hpp"

/// Stands before every handler: who asks, may he, is it really he (CSRF), how often.
namespace payung::api {

inline constexpr std::string_view kSessionCookie = "payung_session";
inline constexpr std::string_view kSecureSessionCookie = "__Host-payung_session";

struct GuardLimits {
  double account_per_second;
  double account_burst;
  double address_per_second;
  double address_burst;
  double bulk_per_hour;  ///< bulk files of one account
};

class Guard {
 public:
  Guard(const Parts& parts, const GuardLimits& limits);

  /// The caller, or the problem that keeps him out: 401, 403, 429.
  std::variant<identity::Caller, Problem> pass(const http::RequestHead& head, const Route& route);
  /// The two halves of it: who asks; then how often, and may he.
  std::variant<identity::Caller, Problem> who(const http::RequestHead& head, const Route& route);
  std::optional<Problem> check(const http::RequestHead& head, const Route& route,
                               const identity::Caller& known);
  /// Whether he may still, by what is stored at this moment and not by what was remembered of him;
  /// `known` becomes who he is now. The problem, when it is over: 401, 403.
  std::optional<Problem> still(const http::RequestHead& head, const Route& route,
                               db::Connection& database, identity::Caller& known) const;

 private:
  static std::optional<Problem> may(const http::RequestHead& head, const Route& route,
                                    const identity::Caller& known);
  std::optional<Problem> too_often(const http::RequestHead& head, const identity::Caller& caller);
  std::optional<Problem> too_much(const Route& route, const identity::Caller& caller);

  const Parts& parts_;
  RateLimit accounts_;
  RateLimit addresses_;
  RateLimit bulk_;
};

/// The token that the request came with: an API key's before a session's; empty for none.
std::string_view token_of(const http::RequestHead& head);

/// Set-Cookie for a session's token; empty takes it away. RFC 6265bis: the __Host- prefix binds the
/// cookie to this host and to TLS.
std::string session_cookie(const http::RequestHead& head, std::string_view token);

}  // namespace payung::api
