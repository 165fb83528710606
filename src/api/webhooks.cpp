// Webhooks: who is told what happens, and what became of it.
#include "app/webhooks.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "api/ids.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// Events are those of the whole house, so only who answers for all of it manages them.
Status require_all(const Call& call) {
  if (commands(call.caller.scope, RegionCode{})) return {};
  return Error{Errc::not_found, "webhook"};
}

Json webhook_json(const Call& call, const store::Webhook& webhook) {
  Json events = Json::array();
  std::string_view rest = webhook.events;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(' '), rest.size());
    events.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {{"id", id_of(call, "webhook", webhook.id)},
          {"url", webhook.url},
          {"events", std::move(events)},
          {"state", store::to_text(webhook.state)},
          {"failures", webhook.attempts},
          {"next_try", webhook.next_try.empty() ? Json(nullptr) : Json(webhook.next_try)},
          {"created_at", webhook.created_at}};
}

Result<Reply> list(Call& call) {
  if (const auto all = require_all(call); !all) return all.error();
  const auto webhooks = store::webhooks(call.environment.database);
  if (!webhooks) return webhooks.error();
  Json items = Json::array();
  for (const auto& one : *webhooks) items.push_back(webhook_json(call, one));
  return reply({{"items", std::move(items)}, {"events", app::event_kinds()}});
}

Result<Reply> add(Call& call) {
  if (const auto all = require_all(call); !all) return all.error();
  std::vector<std::string> events;
  if (call.body.contains("events")) events = call.body["events"].get<std::vector<std::string>>();
  const auto made = app::add_webhook(call.environment, call.service.parts().identity, call.caller,
                                     text_of(call.body, "url"), events);
  if (!made) return made.error();
  Json json = webhook_json(call, *made);
  json["secret"] = made->secret;
  return reply(json, 201);
}

Result<std::int64_t> number(Call& call) {
  if (const auto all = require_all(call); !all) return all.error();
  return number_of(call, "webhook", "webhook");
}

Result<Reply> show(Call& call) {
  const auto id = number(call);
  if (!id) return id.error();
  const auto webhook = store::webhook(call.environment.database, *id);
  if (!webhook) return webhook.error();
  return reply(webhook_json(call, *webhook));
}

Result<Reply> change(Call& call) {
  const auto id = number(call);
  if (!id) return id.error();
  const bool active = text_of(call.body, "state") == "active";
  const auto webhook = app::set_webhook(
      call.environment, *id, active ? store::WebhookState::active : store::WebhookState::paused);
  if (!webhook) return webhook.error();
  return reply(webhook_json(call, *webhook));
}

Result<Reply> end(Call& call) {
  const auto id = number(call);
  if (!id) return id.error();
  const auto webhook = app::set_webhook(call.environment, *id, store::WebhookState::ended);
  if (!webhook) return webhook.error();
  return reply(webhook_json(call, *webhook));
}

Result<Reply> deliveries(Call& call) {
  const auto id = number(call);
  if (!id) return id.error();
  const auto webhook = store::webhook(call.environment.database, *id);
  if (!webhook) return webhook.error();
  const auto limit = call.arguments.at("limit").get<std::int64_t>();
  const auto all = store::deliveries(call.environment.database, *id,
                                     call.arguments.at("before").get<std::int64_t>(), limit);
  if (!all) return all.error();
  Json items = Json::array();
  for (const auto& one : *all) {
    items.push_back({{"event", one.event},
                     {"kind", one.kind},
                     {"state", one.delivered ? "delivered" : "dead"},
                     {"attempts", one.attempts},
                     {"status", one.status},
                     {"at", one.at}});
  }
  const bool more = static_cast<std::int64_t>(all->size()) == limit;
  return reply({{"items", std::move(items)}, {"next", more ? Json(all->back().event) : Json()}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/webhooks", Permission::webhooks_manage, Effect::read, list},
    {Method::post, "/v1/webhooks", Permission::webhooks_manage, Effect::write, add},
    {Method::get, "/v1/webhooks/{webhook}", Permission::webhooks_manage, Effect::read, show},
    {Method::patch, "/v1/webhooks/{webhook}", Permission::webhooks_manage, Effect::write, change},
    {Method::del, "/v1/webhooks/{webhook}", Permission::webhooks_manage, Effect::write, end},
    {Method::get, "/v1/webhooks/{webhook}/deliveries", Permission::webhooks_manage, Effect::read,
     deliveries},
};

}  // namespace

std::span<const Route> webhook_routes() { return kRoutes; }

}  // namespace payung::api
