// Filters of the dashboard that somebody gave a name.
#include "store/saved_views.hpp"

#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "api/people_common.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

Json view_json(const Call& call, const store::SavedView& view) {
  return {{"id", id_of(call, "saved_view", view.id)}, {"name", view.name}, {"query", view.query}};
}

Result<Reply> list(Call& call) {
  const auto views = store::saved_views(call.environment.database, call.caller.account);
  if (!views) return views.error();
  Json items = Json::array();
  for (const auto& view : *views) items.push_back(view_json(call, view));
  return reply({{"items", std::move(items)}});
}

Result<Reply> save(Call& call) {
  const auto saved = store::save_view(call.environment.database, call.caller.account,
                                      {0, text_of(call.body, "name"), text_of(call.body, "query")},
                                      call.environment.now);
  if (!saved) return saved.error();
  return reply(view_json(call, *saved), 201);
}

Result<Reply> drop(Call& call) {
  const auto id = number_of(call, "saved_view", "view");
  if (!id) return id.error();
  const auto dropped = store::drop_view(call.environment.database, call.caller.account, *id);
  if (!dropped) return dropped.error();
  return reply({{"id", id_of(call, "saved_view", *id)}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/saved-views", Permission::self, Effect::read, list},
    {Method::post, "/v1/saved-views", Permission::self, Effect::write, save},
    {Method::del, "/v1/saved-views/{view}", Permission::self, Effect::write, drop},
};

}  // namespace

std::span<const Route> saved_view_routes() { return kRoutes; }

}  // namespace payung::api
