// Signing in through an OpenID provider: the browser goes there and comes back with a code.
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

#include "api/guard.hpp"
#include "api/provider_parts.hpp"
#include "api/service.hpp"
#include "app/provider_sign_in.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

constexpr std::chrono::milliseconds kPatience{5'000};
constexpr std::string_view kStateCookie = "payung_provider";
constexpr const char* kPath = "/v1/session/provider";

Result<ProviderDoor*> door_of(Call& call) {
  ProviderDoor* door = call.service.parts().provider;
  if (door == nullptr) return Error{Errc::not_found, "provider"};
  return door;
}

Reply redirect(std::string to) {
  Reply answer;
  answer.status = 302;
  answer.headers.emplace_back("Location", std::move(to));
  return answer;
}

/// Lax, since the browser comes back from another site; bound to these two addresses.
std::string state_cookie(const Call& call, std::string_view state) {
  std::string field(kStateCookie);
  field.append("=").append(state).append("; Path=").append(kPath).append(
      "; HttpOnly; SameSite=Lax");
  if (call.request.secure) field += "; Secure";
  field += state.empty() ? "; Max-Age=0" : "; Max-Age=600";
  return field;
}

/// A connection is borrowed for each step, never while the provider is being asked.
template <class Step>
auto in_database(Call& call, const Step& step)
    -> decltype(step(std::declval<app::Environment&>())) {
  Parts& parts = call.service.parts();
  auto lease = parts.writers.borrow_within(kPatience);
  if (!lease) return lease.error();
  app::Environment environment{**lease,       parts.rules, parts.regions, call.environment.progress,
                               parts.today(), parts.now(), "sign-in"};
  return step(environment);
}

Result<Reply> begin(Call& call) {
  const auto door = door_of(call);
  if (!door) return door.error();
  const auto provider = (*door)->provider();
  if (!provider) {
    spdlog::error("OpenID provider: {} ({})", provider.error().where, provider.error().detail);
    return redirect("/?sign_in=provider_down");
  }
  const auto pass = in_database(call, [&](app::Environment& environment) {
    return app::begin_provider_sign_in(environment, call.service.parts().identity);
  });
  if (!pass) return pass.error();
  Reply answer = redirect(oidc::authorization_url(*provider, (*door)->client(),
                                                  {pass->state, pass->nonce, pass->verifier}));
  answer.headers.emplace_back("Set-Cookie", state_cookie(call, pass->state));
  return answer;
}

std::string argument(const Call& call, const char* name) {
  return call.arguments.contains(name) ? call.arguments[name].get<std::string>() : std::string();
}

/// The same words for everything that does not fit: who tries codes learns nothing.
Reply refused(const Call& call) {
  Reply answer = redirect("/?sign_in=refused");
  answer.headers.emplace_back("Set-Cookie", state_cookie(call, ""));
  return answer;
}

Result<Reply> finish(Call& call) {
  const auto door = door_of(call);
  if (!door) return door.error();
  const std::string state = argument(call, "state");
  const std::string code = argument(call, "code");
  // The state must be this browser's: else one signs in under another one's name.
  if (state.empty() || code.empty() || cookie(call.request, kStateCookie) != state) {
    return refused(call);
  }
  const auto& identity = call.service.parts().identity;
  const auto pass = in_database(call, [&](app::Environment& environment) {
    return app::take_provider_pass(environment, identity, state);
  });
  if (!pass) return pass.error();
  if (!*pass) return refused(call);
  const auto provider = (*door)->provider();
  if (!provider) return redirect("/?sign_in=provider_down");
  const auto now = identity::Instant::parse(call.service.parts().now());
  if (!now) return now.error();
  const auto person = oidc::redeem(*provider, (*door)->client(),
                                   {(*pass)->state, (*pass)->nonce, (*pass)->verifier}, code,
                                   now->seconds, (*door)->fetcher());
  if (!person) {
    spdlog::warn("OpenID sign-in: {} ({})", person.error().where, person.error().detail);
    return refused(call);
  }
  const auto result = in_database(call, [&](app::Environment& environment) {
    return app::finish_provider_sign_in(environment, identity,
                                        {person->issuer, person->subject, person->verified_mail},
                                        call.request.peer);
  });
  if (!result) return result.error();
  call.service.parts().callers.forget();
  switch (result->answer) {
    case app::SignInAnswer::refused:
    case app::SignInAnswer::wait: return refused(call);
    case app::SignInAnswer::second_factor: {
      // Behind the #, so that the half session's token is in no log on the way.
      Reply half = redirect("/#second-factor=" + result->token);
      half.headers.emplace_back("Set-Cookie", state_cookie(call, ""));
      return half;
    }
    case app::SignInAnswer::signed_in: break;
  }
  Reply answer = redirect("/");
  answer.headers.emplace_back("Set-Cookie", session_cookie(call.request, result->token));
  answer.headers.emplace_back("Set-Cookie", state_cookie(call, ""));
  return answer;
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/session/provider", Permission::open, Effect::own, begin},
    {Method::get, "/v1/session/provider/callback", Permission::open, Effect::own, finish},
};

}  // namespace

Result<oidc::Provider> ProviderDoor::provider() {
  const std::lock_guard lock(mutex_);
  if (!provider_) {
    auto found = oidc::discover(issuer_, fetcher());
    if (!found) return found.error();
    provider_ = *std::move(found);
  }
  return *provider_;
}

oidc::Fetch ProviderDoor::fetcher() const {
  return [this](const std::string& url, const std::string& form) -> Result<std::string> {
    fetch::Request request{form.empty() ? "GET" : "POST", url};
    if (!form.empty()) {
      request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
      request.body = form;
    }
    auto answer = fetch_.send(request);
    if (!answer) return answer.error();
    if (answer->status < 200 || answer->status >= 300) {
      return Error{Errc::io, "provider", "it answered " + std::to_string(answer->status)};
    }
    return std::move(answer->body);
  };
}

std::span<const Route> provider_routes() { return kRoutes; }

}  // namespace payung::api
