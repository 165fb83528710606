// Signing in and out, the second factor, the caller's own account.
#include <nlohmann/json.hpp>

#include "api/guard.hpp"
#include "api/identity_json.hpp"
#include "api/service.hpp"
#include "app/card.hpp"
#include "app/own_sessions.hpp"
#include "app/passwords.hpp"
#include "app/prove_again.hpp"
#include "app/reach.hpp"
#include "app/second_factor.hpp"
#include "app/sign_in.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

std::string text_of(const Json& body, const char* key) { return body.at(key).get<std::string>(); }

/// The token this browser sends, whether it is still good or not.
std::string cookie_token(const Call& call) {
  std::string_view token = cookie(call.request, kSecureSessionCookie);
  if (token.empty()) token = cookie(call.request, kSessionCookie);
  return std::string(token);
}

const app::IdentityContext& identity_of(const Call& call) { return call.service.parts().identity; }

/// The half session's token goes in the answer, not into the cookie: it signs nobody in.
Reply sign_in_reply(const Call& call, const app::SignInResult& result) {
  Json body{{"answer", app::to_text(result.answer)}};
  switch (result.answer) {
    case app::SignInAnswer::refused: return reply(body);
    case app::SignInAnswer::wait: body["wait_until"] = result.wait_until.text(); return reply(body);
    case app::SignInAnswer::second_factor:
      body["second_factor_token"] = result.token;
      body["ends"] = result.ends.text();
      return reply(body);
    case app::SignInAnswer::signed_in: break;
  }
  body["csrf_token"] = result.csrf_token;
  body["ends"] = result.ends.text();
  Reply answer = reply(body);
  answer.headers.emplace_back("Set-Cookie", session_cookie(call.request, result.token));
  return answer;
}

Result<Reply> sign_in(Call& call) {
  const auto result = app::sign_in(call.environment, identity_of(call),
                                   {text_of(call.body, "name"), text_of(call.body, "password"),
                                    call.request.peer, cookie_token(call)});
  if (!result) return result.error();
  call.service.parts().callers.forget();
  return sign_in_reply(call, *result);
}

Result<Reply> second_factor(Call& call) {
  const auto result = app::confirm_second_factor(
      call.environment, identity_of(call),
      {text_of(call.body, "token"), text_of(call.body, "code"), call.request.peer});
  if (!result) return result.error();
  return sign_in_reply(call, *result);
}

Result<Reply> sign_out(Call& call) {
  const auto done = app::sign_out(call.environment, identity_of(call), cookie_token(call));
  if (!done) return done.error();
  call.service.parts().callers.forget();
  Reply answer = reply({{"ended", true}});
  answer.headers.emplace_back("Set-Cookie", session_cookie(call.request, ""));
  return answer;
}

Result<Reply> me(Call& call) {
  Json json = caller_json(call.caller);
  json["today"] = call.environment.today.text();
  const auto reach = app::named_reach(call.environment, call.caller.scope);
  if (!reach) return reach.error();
  Json names = Json::array();
  for (const auto& limit : *reach) {
    names.push_back({{"kind", limit.kind}, {"value", limit.value}, {"name", limit.name}});
  }
  json["reach"] = std::move(names);
  return reply(json);
}

Result<Reply> own_sessions(Call& call) {
  const auto all = app::list_sessions(call.environment, identity_of(call), call.caller);
  if (!all) return all.error();
  Json items = Json::array();
  for (const auto& session : *all) {
    items.push_back({{"id", session.public_id},
                     {"address", session.address},
                     {"means", session.means},
                     {"created", session.created.text()},
                     {"last_seen", session.last_seen.text()},
                     {"this_one", session.id == call.caller.session}});
  }
  return reply({{"items", items}});
}

Result<Reply> end_session(Call& call) {
  const auto done = app::end_own_session(call.environment, identity_of(call), call.caller,
                                         text_of(call.arguments, "session"));
  if (!done) return done.error();
  call.service.parts().callers.forget();
  return reply({{"ended", true}});
}

Reply password_reply(const app::PasswordResult& result) {
  Json body{{"answer", app::to_text(result.answer)}};
  if (result.answer == app::PasswordAnswer::unsuited) {
    body["fault"] = identity::to_text(result.fault);
  }
  if (result.answer == app::PasswordAnswer::wait) body["wait_until"] = result.wait_until.text();
  return reply(body);
}

Result<Reply> accept_invitation(Call& call) {
  const auto result = app::accept_invitation(
      call.environment, identity_of(call),
      {text_of(call.body, "token"), text_of(call.body, "password"), call.request.peer});
  if (!result) return result.error();
  call.service.parts().callers.forget();
  return password_reply(*result);
}

Result<Reply> change_password(Call& call) {
  const auto result = app::change_password(
      call.environment, identity_of(call), call.caller,
      {text_of(call.body, "old_password"), text_of(call.body, "new_password"), call.request.peer});
  if (!result) return result.error();
  call.service.parts().callers.forget();
  return password_reply(*result);
}

Result<Reply> offer_totp(Call& call) {
  const auto offer = app::offer_totp(call.environment, identity_of(call), call.caller);
  if (!offer) return offer.error();
  const auto picture = app::qr_svg(offer->uri);
  if (!picture) return picture.error();
  return reply({{"secret", offer->secret}, {"uri", offer->uri}, {"qr", *picture}});
}

using FactorDeed = Result<app::FactorResult> (*)(app::Environment&, const app::IdentityContext&,
                                                 const identity::Caller&, const app::FactorProof&);

Result<Reply> with_proof(Call& call, FactorDeed deed) {
  const auto result = deed(
      call.environment, identity_of(call), call.caller,
      {text_of(call.body, "password"), call.body.value("code", std::string()), call.request.peer});
  if (!result) return result.error();
  call.service.parts().callers.forget();
  switch (result->answer) {
    case app::FactorAnswer::refused: return reply({{"answer", "refused"}});
    case app::FactorAnswer::wait:
      return reply({{"answer", "wait"}, {"wait_until", result->wait_until.text()}});
    case app::FactorAnswer::done: break;
  }
  return reply({{"answer", "done"}, {"recovery_codes", result->recovery_codes}});
}

Result<Reply> activate_totp(Call& call) { return with_proof(call, app::activate_totp); }
Result<Reply> disable_totp(Call& call) { return with_proof(call, app::disable_totp); }
Result<Reply> renew_codes(Call& call) { return with_proof(call, app::renew_recovery_codes); }

Result<Reply> prove(Call& call) { return with_proof(call, app::prove_again); }

constexpr Route kRoutes[] = {
    {Method::post, "/v1/sessions", Permission::open, Effect::sign, sign_in},
    {Method::post, "/v1/sessions/second-factor", Permission::open, Effect::sign, second_factor},
    {Method::get, "/v1/sessions", Permission::self, Effect::read, own_sessions},
    proved({Method::del, "/v1/sessions/{session}", Permission::self, Effect::sign, end_session}),
    {Method::get, "/v1/session", Permission::self, Effect::read, me},
    {Method::post, "/v1/session/proofs", Permission::self, Effect::sign, prove},
    {Method::del, "/v1/session", Permission::self, Effect::sign, sign_out},
    {Method::post, "/v1/invitations/accept", Permission::open, Effect::sign, accept_invitation},
    {Method::post, "/v1/account/password", Permission::self, Effect::sign, change_password},
    proved({Method::post, "/v1/account/totp", Permission::self, Effect::sign, offer_totp}),
    {Method::post, "/v1/account/totp/activate", Permission::self, Effect::sign, activate_totp},
    {Method::post, "/v1/account/totp/disable", Permission::self, Effect::sign, disable_totp},
    {Method::post, "/v1/account/recovery-codes", Permission::self, Effect::sign, renew_codes},
};

}  // namespace

std::span<const Route> session_routes() { return kRoutes; }

}  // namespace payung::api
