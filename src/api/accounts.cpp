// Accounts and organisations, for whoever manages them.
#include <nlohmann/json.hpp>
#include <utility>

#include "api/identity_json.hpp"
#include "api/service.hpp"
#include "app/accounts.hpp"
#include "store/office_pages.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

std::string text_of(const Json& body, const char* key) { return body.at(key).get<std::string>(); }

std::optional<std::string> given(const Json& body, const char* key) {
  const auto found = body.find(key);
  if (found == body.end()) return std::nullopt;
  return found->get<std::string>();
}

std::string reason_of(const Call& call) { return given(call.body, "reason").value_or(""); }
std::string account_of(const Call& call) { return text_of(call.arguments, "account"); }

/// The link is in this answer and nowhere else.
Reply invitation_reply(const app::Invitation& invitation, int status) {
  Json body = account_json(invitation.account);
  if (!invitation.token.empty()) {
    body["link_token"] = invitation.token;
    body["link_ends"] = invitation.expires.text();
  }
  return reply(body, status);
}

Result<Reply> list(Call& call) {
  std::int64_t after = 0;
  if (call.arguments.contains("after")) {
    const auto last =
        store::account_by_public_id(call.environment.database, text_of(call.arguments, "after"));
    if (!last) return last.error();
    if (!*last) return Error{Errc::bad_value, "after", "the `next` of the page before"};
    after = (*last)->id;
  }
  const auto limit = call.arguments.at("limit").get<std::int64_t>();
  const auto page =
      store::account_page(call.environment.database, text_of(call.arguments, "sort"), after, limit);
  if (!page) return page.error();
  Json items = Json::array();
  for (const auto& account : *page) items.push_back(account_json(account));
  const bool full = std::cmp_equal(page->size(), limit);
  return reply({{"items", items}, {"next", full ? Json(page->back().public_id) : Json(nullptr)}});
}

Result<Reply> show(Call& call) {
  const auto account = store::account_by_public_id(call.environment.database, account_of(call));
  if (!account) return account.error();
  if (!*account) return Error{Errc::not_found, "account"};
  return reply(account_json(**account));
}

/// The link goes by mail too, where the account has an address and mail is set up.
Reply invited(const Call& call, const app::Invitation& invitation, int status) {
  const auto& mail_link = call.service.parts().mail_link;
  if (mail_link && invitation.account.mail && !invitation.token.empty()) {
    mail_link(*invitation.account.mail, invitation.token);
  }
  return invitation_reply(invitation, status);
}

Result<Reply> create(Call& call) {
  const auto role = identity::parse_role(text_of(call.body, "role"));
  if (!role) return role.error();
  const auto scope = scope_of(call.body.value("scope", Json::array()));
  if (!scope) return scope.error();
  const auto invitation = app::create_account(
      call.environment, call.service.parts().identity,
      {text_of(call.body, "name"), text_of(call.body, "shown_name"), given(call.body, "mail"),
       given(call.body, "organisation"), *role, *scope});
  if (!invitation) return invitation.error();
  return invited(call, *invitation, 201);
}

Result<Reply> change(Call& call) {
  app::AccountChange change;
  change.shown_name = given(call.body, "shown_name");
  change.mail = given(call.body, "mail");
  change.reason = reason_of(call);
  if (const auto word = given(call.body, "role")) {
    const auto role = identity::parse_role(*word);
    if (!role) return role.error();
    change.role = *role;
  }
  if (call.body.contains("scope")) {
    const auto scope = scope_of(call.body.at("scope"));
    if (!scope) return scope.error();
    change.scope = *scope;
  }
  const auto account =
      app::change_account(call.environment, call.caller.account, account_of(call), change);
  if (!account) return account.error();
  call.service.parts().callers.forget();
  return reply(account_json(*account));
}

Result<Reply> disable(Call& call) {
  const auto account = app::disable_account(call.environment, call.caller.account, account_of(call),
                                            reason_of(call));
  if (!account) return account.error();
  call.service.parts().callers.forget();
  return reply(account_json(*account));
}

Result<Reply> enable(Call& call) {
  const auto invitation =
      app::enable_account(call.environment, call.service.parts().identity, call.caller.account,
                          account_of(call), reason_of(call));
  if (!invitation) return invitation.error();
  return invited(call, *invitation, 200);
}

Result<Reply> reset(Call& call) {
  const auto invitation = app::send_reset_link(call.environment, call.service.parts().identity,
                                               call.caller.account, account_of(call));
  if (!invitation) return invitation.error();
  return invited(call, *invitation, 200);
}

Result<Reply> drop_factor(Call& call) {
  const auto done = app::drop_second_factor(call.environment, call.caller.account, account_of(call),
                                            reason_of(call));
  if (!done) return done.error();
  call.service.parts().callers.forget();
  return reply({{"dropped", true}});
}

Json organisation_json(const store::Organisation& organisation) {
  return {{"id", organisation.public_id},
          {"code", organisation.code},
          {"name", organisation.name},
          {"kind", organisation.kind}};
}

Result<Reply> organisations(Call& call) {
  const auto all = store::organisations(call.environment.database);
  if (!all) return all.error();
  Json items = Json::array();
  for (const auto& organisation : *all) items.push_back(organisation_json(organisation));
  return reply({{"items", items}});
}

Result<Reply> create_organisation(Call& call) {
  const auto made = app::create_organisation(
      call.environment, call.service.parts().identity,
      {text_of(call.body, "code"), text_of(call.body, "name"), text_of(call.body, "kind")});
  if (!made) return made.error();
  return reply(organisation_json(*made), 201);
}

constexpr Permission kManage = Permission::accounts_manage;
/// What each role may, as the table of identity/permission.cpp has it.
Result<Reply> roles(Call&) {
  Json items = Json::array();
  for (const identity::Role role : identity::kRoles) {
    Json permissions = Json::array();
    for (const Permission permission : identity::permissions_of(role)) {
      permissions.push_back(identity::to_text(permission));
    }
    items.push_back({{"role", identity::to_text(role)}, {"permissions", std::move(permissions)}});
  }
  return reply({{"items", std::move(items)}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/roles", kManage, Effect::none, roles},
    {Method::get, "/v1/accounts", kManage, Effect::read, list},
    proved({Method::post, "/v1/accounts", kManage, Effect::write, create}),
    {Method::get, "/v1/accounts/{account}", kManage, Effect::read, show},
    proved({Method::patch, "/v1/accounts/{account}", kManage, Effect::write, change}),
    proved({Method::post, "/v1/accounts/{account}/disable", kManage, Effect::write, disable}),
    proved({Method::post, "/v1/accounts/{account}/enable", kManage, Effect::write, enable}),
    proved({Method::post, "/v1/accounts/{account}/reset-link", kManage, Effect::write, reset}),
    proved({Method::post, "/v1/accounts/{account}/drop-second-factor", kManage, Effect::write,
            drop_factor}),
    {Method::get, "/v1/organisations", kManage, Effect::read, organisations},
    {Method::post, "/v1/organisations", kManage, Effect::write, create_organisation},
};

}  // namespace

std::span<const Route> account_routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> routes(std::begin(kRoutes), std::end(kRoutes));
    for (const auto more : {api_key_routes(), approval_routes()}) {
      routes.insert(routes.end(), more.begin(), more.end());
    }
    return routes;
  }();
  return all;
}

}  // namespace payung::api
