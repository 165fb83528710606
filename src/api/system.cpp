// How the house is: database, queue, what goes out; copies of the database.
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "api/jobs.hpp"
#include "store/system.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// The house is one for the whole country.
Status require_all(const Call& call, const char* what) {
  if (commands(call.caller.scope, RegionCode{})) return {};
  return Error{Errc::not_found, what};
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json copy_json(const BackupRoom::Copy& copy) {
  return {{"name", copy.name}, {"bytes", copy.bytes}, {"made_at", copy.made_at}};
}

Result<Reply> state(Call& call) {
  if (const auto all = require_all(call, "system"); !all) return all.error();
  const auto told = store::system_state(call.environment.database);
  if (!told) return told.error();
  Json migrations = Json::array();
  for (const auto& one : told->migrations) {
    migrations.push_back({{"name", one.name}, {"applied_at", one.applied_at}});
  }
  Json jobs = Json::object();
  for (const char* word : {"queued", "running", "done", "failed", "cancelled"}) {
    const auto count = told->jobs.find(word);
    jobs[word] = count == told->jobs.end() ? 0 : count->second;
  }
  Json last;
  if (const WorkParts* work = call.service.parts().work; work != nullptr) {
    const auto copies = work->backups.copies();
    if (!copies) return copies.error();
    if (!copies->empty()) last = copy_json(copies->front());
  }
  Json files;
  if (const WorkParts* work = call.service.parts().work; work != nullptr) {
    const auto usage = work->quota.usage();
    files = {{"count", usage.files},
             {"bytes", usage.bytes},
             {"bytes_max", work->quota.limits().total},
             {"account_bytes_max", work->quota.limits().account},
             {"disk_bytes_free", usage.free}};
  }
  const auto& tell = call.service.parts().outbound;
  const Outbound outbound = tell ? tell() : Outbound{};
  const bool sqlite = call.environment.database.engine() == db::Engine::sqlite;
  return reply({{"version", call.service.settings().version},
                {"engine", sqlite ? "SQLite" : "PostgreSQL"},
                {"engine_version", told->engine_version},
                {"bytes", told->bytes},
                {"migrations", std::move(migrations)},
                {"jobs", std::move(jobs)},
                {"oldest_queued_at", or_null(told->oldest_queued_at)},
                {"webhooks_active", told->webhooks_active},
                {"webhooks_behind", told->webhooks_behind},
                {"deliveries_dead", told->deliveries_dead},
                {"mail", {{"set_up", outbound.mails}, {"waiting", outbound.letters_waiting}}},
                {"messages", {{"set_up", outbound.messages}}},
                {"approvals_open", told->approvals_open},
                {"audit_lines", told->audit_lines},
                {"persons", told->persons},
                {"last_backup", std::move(last)},
                {"files", std::move(files)}});
}

Result<Reply> backups(Call& call) {
  if (const auto all = require_all(call, "backups"); !all) return all.error();
  const WorkParts* work = call.service.parts().work;
  if (work == nullptr) return Error{Errc::unsupported, "backups", "not kept here"};
  const auto copies = work->backups.copies();
  if (!copies) return copies.error();
  Json items = Json::array();
  for (const auto& copy : *copies) items.push_back(copy_json(copy));
  return reply({{"folder", work->backups.folder()}, {"items", std::move(items)}});
}

Result<Reply> back_up(Call& call) {
  if (const auto all = require_all(call, "backups"); !all) return all.error();
  return put_up(call, "back_up", Json::object(), RegionCode{});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/system", Permission::system_manage, Effect::read, state},
    {Method::get, "/v1/backups", Permission::system_manage, Effect::read, backups},
    {Method::post, "/v1/backups", Permission::system_manage, Effect::job, back_up},
};

}  // namespace

std::span<const Route> system_routes() { return kRoutes; }

}  // namespace payung::api
