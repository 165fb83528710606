// API keys: one's own, and those of machines for whoever manages accounts.
#include "app/api_keys.hpp"

#include <nlohmann/json.hpp>

#include "api/identity_json.hpp"
#include "api/service.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

Json moment_json(const std::optional<identity::Instant>& moment) {
  return moment ? Json(moment->text()) : Json(nullptr);
}

Json key_json(const store::ApiKey& key) {
  return {{"id", key.public_id},
          {"name", key.name},
          {"hint", key.hint},
          {"permissions", permissions_json(key.permissions)},
          {"scope", scope_json(key.scope)},
          {"created", key.created.text()},
          {"expires", key.expires.text()},
          {"last_used", moment_json(key.last_used)},
          {"revoked", moment_json(key.revoked)}};
}

Result<Reply> list(Call& call) {
  std::optional<std::string> account;
  if (call.arguments.contains("account")) {
    account = call.arguments.at("account").get<std::string>();
  }
  const auto keys = app::list_api_keys(call.environment, call.caller, account);
  if (!keys) return keys.error();
  Json items = Json::array();
  for (const auto& key : *keys) items.push_back(key_json(key));
  return reply({{"items", items}});
}

Result<Reply> create(Call& call) {
  app::NewApiKey asked;
  if (call.body.contains("account")) asked.account = call.body.at("account").get<std::string>();
  asked.name = call.body.at("name").get<std::string>();
  for (const Json& word : call.body.at("permissions")) {
    const auto permission = identity::parse_permission(word.get<std::string>());
    if (!permission) return permission.error();
    asked.permissions.add(*permission);
  }
  const auto scope = scope_of(call.body.value("scope", Json::array()));
  if (!scope) return scope.error();
  asked.scope = *scope;
  asked.days = call.body.value("days", asked.days);
  const auto made =
      app::create_api_key(call.environment, call.service.parts().identity, call.caller, asked);
  if (!made) return made.error();
  Json body = key_json(made->key);
  body["token"] = made->token;
  return reply(body, 201);
}

Result<Reply> revoke(Call& call) {
  const auto done = app::revoke_api_key(call.environment, call.caller,
                                        call.arguments.at("key").get<std::string>());
  if (!done) return done.error();
  call.service.parts().callers.forget();
  return reply({{"revoked", true}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/api-keys", Permission::self, Effect::read, list},
    proved({Method::post, "/v1/api-keys", Permission::self, Effect::write, create}),
    {Method::del, "/v1/api-keys/{key}", Permission::self, Effect::write, revoke},
};

}  // namespace

std::span<const Route> api_key_routes() { return kRoutes; }

}  // namespace payung::api
