#include "api/identity_json.hpp"

namespace payung::api {

Json scope_json(const identity::Scope& scope) {
  Json limits = Json::array();
  for (const auto& [kind, value] : identity::limits_of(scope)) {
    limits.push_back({{"kind", kind}, {"value", value}});
  }
  return limits;
}

Result<identity::Scope> scope_of(const Json& limits) {
  identity::Scope scope;
  for (const Json& limit : limits) {
    const auto added = identity::add_limit(scope, limit.at("kind").get<std::string>(),
                                           limit.at("value").get<std::string>());
    if (!added) return added.error();
  }
  return scope;
}

Json permissions_json(identity::Permissions permissions) {
  Json names = Json::array();
  for (const auto permission : identity::all_permissions()) {
    if (permissions.has(permission)) names.push_back(identity::to_text(permission));
  }
  return names;
}

Json caller_json(const identity::Caller& caller) {
  return {{"account", caller.account_id},
          {"name", caller.name},
          {"role", identity::to_text(caller.role)},
          {"permissions", permissions_json(caller.permissions)},
          {"scope", scope_json(caller.scope)},
          {"csrf_token", caller.csrf_token},
          {"second_factor_by",
           caller.second_factor_by ? Json(caller.second_factor_by->text()) : Json(nullptr)}};
}

Json account_json(const store::Account& account) {
  return {{"id", account.public_id},
          {"name", account.name},
          {"shown_name", account.shown_name},
          {"mail", account.mail ? Json(*account.mail) : Json(nullptr)},
          {"role", identity::to_text(account.role)},
          {"state", store::to_text(account.state)},
          {"scope", scope_json(account.scope)},
          {"created", account.recorded_at}};
}

}  // namespace payung::api
