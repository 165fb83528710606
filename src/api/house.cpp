// What the house tells of itself: alive, ready, its contract, its figures.
#include <nlohmann/json.hpp>

#include "api/service.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

Result<Reply> live(Call&) { return reply({{"status", "alive"}}); }

/// Ready means: the database answers and the server is not going down.
Result<Reply> ready(Call& call) {
  const auto one = call.environment.database.number("select 1");
  const bool fine = one.ok() && !call.service.draining();
  return reply({{"status", fine ? "ready" : "not ready"}}, fine ? 200 : 503);
}

Result<Reply> version(Call& call) {
  return reply({{"name", "payung"}, {"version", call.service.settings().version}});
}

Result<Reply> contract(Call& call) {
  Reply document;
  document.body = call.service.contract().document();
  document.headers.emplace_back("Cache-Control", "public, max-age=300");
  return document;
}

Result<Reply> figures(Call& call) {
  Reply text;
  text.body = call.service.metrics().text();
  text.body +=
      "# HELP payung_kept_answers_total Answers given from memory, without the database.\n"
      "# TYPE payung_kept_answers_total counter\n"
      "payung_kept_answers_total " +
      std::to_string(call.service.kept().given()) + "\n";
  text.media_type = "text/plain; version=0.0.4; charset=utf-8";
  return text;
}

constexpr Route kRoutes[] = {
    {Method::get, "/health/live", Permission::open, Effect::none, live, Pace::quick},
    {Method::get, "/health/ready", Permission::open, Effect::read, ready},
    {Method::get, "/v1/version", Permission::open, Effect::none, version, Pace::quick},
    {Method::get, "/openapi.json", Permission::open, Effect::none, contract, Pace::quick},
    {Method::get, "/metrics", Permission::system_manage, Effect::none, figures},
};

}  // namespace

std::span<const Route> house_routes() { return kRoutes; }

}  // namespace payung::api
