#include "store/system.hpp"

namespace payung::store {
namespace {

Status count(db::Connection& connection, std::string_view sql, std::int64_t& into) {
  const auto found = connection.number(sql);
  if (!found) return found.error();
  into = found->value_or(0);
  return {};
}

/// The two engines tell their size and version each in its own words.
Status engine_state(db::Connection& connection, SystemState& state) {
  const bool sqlite = connection.engine() == db::Engine::sqlite;
  const auto bytes =
      connection.number(sqlite ? "select page_count * page_size from pragma_page_count(), "
                                 "pragma_page_size()"
                               : "select pg_database_size(current_database())");
  if (!bytes) return bytes.error();
  state.bytes = bytes->value_or(0);
  const auto version = connection.word(sqlite ? "select sqlite_version()"
                                              : "select current_setting('server_version')");
  if (!version) return version.error();
  state.engine_version = version->value_or("");
  return {};
}

Status jobs_state(db::Connection& connection, SystemState& state) {
  const auto status = connection.query(
      "select state, cast(count(*) as bigint) from job group by state order by state", {},
      [&](const db::Row& row) {
        state.jobs[std::string(row.text(0))] = row.integer(1);
        return Status{};
      });
  if (!status) return status;
  const auto oldest = connection.word("select min(created_at) from job where state = 'queued'");
  if (!oldest) return oldest.error();
  state.oldest_queued_at = oldest->value_or("");
  return {};
}

}  // namespace

Result<SystemState> system_state(db::Connection& connection) {
  SystemState state;
  if (const auto status = engine_state(connection, state); !status) return status.error();
  const auto migrations = connection.query(
      "select name, applied_at from schema_version order by id", {}, [&](const db::Row& row) {
        state.migrations.push_back({std::string(row.text(0)), std::string(row.text(1))});
        return Status{};
      });
  if (!migrations) return migrations.error();
  if (const auto status = jobs_state(connection, state); !status) return status.error();
  struct Count {
    std::string_view sql;
    std::int64_t& into;
  };
  const Count counts[] = {
      {"select count(*) from webhook where state = 'active'", state.webhooks_active},
      {"select count(*) from webhook where state = 'active' and attempts > 0",
       state.webhooks_behind},
      {"select count(*) from webhook_delivery where state = 'dead'", state.deliveries_dead},
      {"select count(*) from approval where state = 'proposed'", state.approvals_open},
      {"select max(id) from audit", state.audit_lines},
      {"select count(*) from person", state.persons},
  };
  for (const Count& one : counts) {
    if (const auto status = count(connection, one.sql, one.into); !status) return status.error();
  }
  return state;
}

}  // namespace payung::store
