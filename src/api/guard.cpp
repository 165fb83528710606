#include "api/guard.hpp"

#include <spdlog/spdlog.h>

#include "api/credential_fields.hpp"
#include "identity/address.hpp"
#include "secrets/token.hpp"

namespace payung::api {
namespace {

constexpr double kHourSeconds = 3'600;

Problem too_many(std::chrono::seconds wait) {
  return {429, "rate", "", {}, {{"Retry-After", std::to_string(wait.count())}}};
}

Problem not_signed_in(std::string code) {
  return {401, std::move(code), "", {}, {{"WWW-Authenticate", "Bearer realm=\"payung\""}}};
}

bool is_nobody(const identity::Caller& caller) { return !caller.session && !caller.api_key; }

/// What is one for the whole country, so that a caller of a part of it would see or do more than
/// his part: accounts, the trail, privacy, subscriptions, the house itself.
bool is_undivided(identity::Permission permission) {
  using enum identity::Permission;
  return permission == accounts_manage || permission == audit_read ||
         permission == privacy_manage || permission == webhooks_manage ||
         permission == system_manage;
}

/// Who is known and may not: by the account's public id, beside the request's own line in the log.
Problem refused(const http::RequestHead& head, const identity::Caller& caller, std::string code) {
  spdlog::info(R"({{"request":"{}","refused":"{}","account":"{}","by":"{}"}})", head.id, code,
               caller.account_id, caller.api_key ? "key" : "session");
  return {403, std::move(code), ""};
}

bool changes(http::Method method) {
  return method != http::Method::get && method != http::Method::head;
}

}  // namespace

Guard::Guard(const Parts& parts, const GuardLimits& limits)
    : parts_(parts),
      accounts_(limits.account_per_second, limits.account_burst),
      addresses_(limits.address_per_second, limits.address_burst),
      bulk_(limits.bulk_per_hour / kHourSeconds, limits.bulk_per_hour) {}

std::variant<identity::Caller, Problem> Guard::who(const http::RequestHead& head,
                                                   const Route& route) {
  const bool open = route.permission == identity::Permission::open;
  const std::string_view key = bearer(head);
  const std::string_view token = token_of(head);
  if (token.empty()) {
    if (open) return identity::Caller{};
    return not_signed_in("not_signed_in");
  }
  auto known = parts_.identify(token);
  if (!known) return Problem{500, "fault", ""};
  if (!*known) {
    // A stale cookie must not keep anybody from signing in again.
    if (open && key.empty()) return identity::Caller{};
    return not_signed_in("bad_credentials");
  }
  // A token is what it was made as: a key in a cookie, or a session sent as a bearer, is nobody's.
  const bool as_key = (*known)->api_key.has_value();
  if (as_key != !key.empty()) return not_signed_in("bad_credentials");
  return *std::move(*known);
}

std::optional<Problem> Guard::too_often(const http::RequestHead& head,
                                        const identity::Caller& caller) {
  const auto now = std::chrono::steady_clock::now();
  const auto wait =
      is_nobody(caller)
          ? addresses_.ask(identity::counted_address(head.peer), now)
          : accounts_.ask(caller.api_key ? "k" + std::to_string(*caller.api_key)
                                         : "s" + std::to_string(caller.session.value_or(0)),
                          now);
  if (wait.count() == 0) return std::nullopt;
  return too_many(wait);
}

/// Counted by account: another key of his gives him no more.
std::optional<Problem> Guard::too_much(const Route& route, const identity::Caller& caller) {
  if (route.bulk == Bulk::no) return std::nullopt;
  const auto wait =
      bulk_.ask("a" + std::to_string(caller.account), std::chrono::steady_clock::now());
  if (wait.count() == 0) return std::nullopt;
  return too_many(wait);
}

std::variant<identity::Caller, Problem> Guard::pass(const http::RequestHead& head,
                                                    const Route& route) {
  auto caller = who(head, route);
  if (auto* problem = std::get_if<Problem>(&caller)) {
    // Who guesses tokens is counted by address, whatever he guesses.
    if (auto often = too_often(head, {})) return *std::move(often);
    return std::move(*problem);
  }
  if (auto problem = check(head, route, std::get<identity::Caller>(caller))) {
    return *std::move(problem);
  }
  return caller;
}

std::optional<Problem> Guard::may(const http::RequestHead& head, const Route& route,
                                  const identity::Caller& known) {
  const bool open = route.permission == identity::Permission::open;
  if (!open && !known.may(route.permission)) return refused(head, known, "not_allowed");
  if (is_undivided(route.permission) && known.scope != identity::Scope::everything())
    return refused(head, known, "not_allowed");
  return std::nullopt;
}

std::optional<Problem> Guard::still(const http::RequestHead& head, const Route& route,
                                    db::Connection& database, identity::Caller& known) const {
  if (is_nobody(known)) return std::nullopt;
  const auto now = identity::Instant::parse(parts_.now());
  if (!now) return Problem{500, "fault", ""};
  auto found = app::who_is_still(database, parts_.identity, token_of(head), *now);
  if (!found) return Problem{500, "fault", ""};
  if (!*found) {
    parts_.callers.forget();
    return not_signed_in("bad_credentials");
  }
  known = **std::move(found);
  return may(head, route, known);
}

std::optional<Problem> Guard::check(const http::RequestHead& head, const Route& route,
                                    const identity::Caller& known) {
  if (auto often = too_often(head, known)) return often;
  if (auto problem = may(head, route, known)) return problem;
  const bool by_cookie = known.session.has_value();
  if (by_cookie && changes(route.method)) {
    const auto sent = head.headers.find("X-CSRF-Token");
    if (!sent || known.csrf_token.empty() || !secrets::same_secret(*sent, known.csrf_token))
      return refused(head, known, "csrf");
  }
  const auto& settings = parts_.identity.settings();
  if (route.proof == Proof::fresh && known.session) {
    const auto now = identity::Instant::parse(parts_.now());
    if (!now || !known.proved || known.proved->plus(settings.proof_s) <= *now)
      return refused(head, known, "prove_again");
  }
  return too_much(route, known);
}

std::string_view token_of(const http::RequestHead& head) {
  const std::string_view key = bearer(head);
  if (!key.empty()) return key;
  const std::string_view session = cookie(head, kSecureSessionCookie);
  return session.empty() ? cookie(head, kSessionCookie) : session;
}

std::string session_cookie(const http::RequestHead& head, std::string_view token) {
  std::string field(head.secure ? kSecureSessionCookie : kSessionCookie);
  field += '=';
  field += token;
  field += "; Path=/; HttpOnly; SameSite=Lax";
  if (head.secure) field += "; Secure";
  if (token.empty()) field += "; Max-Age=0";
  return field;
}

}  // namespace payung::api
