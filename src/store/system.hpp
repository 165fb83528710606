#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "db/database.hpp"

/// How the database is, for who keeps the house. Reads only. Errors: storage.
namespace payung::store {

struct AppliedMigration {
  std::string name;
  std::string applied_at;
};

struct SystemState {
  std::int64_t bytes = 0;
  std::string engine_version;
  std::vector<AppliedMigration> migrations;  ///< in their order
  std::map<std::string, std::int64_t> jobs;  ///< state -> how many
  std::string oldest_queued_at;              ///< empty: nothing waits
  std::int64_t webhooks_active = 0;
  std::int64_t webhooks_behind = 0;  ///< active ones that failed and will try again
  std::int64_t deliveries_dead = 0;
  std::int64_t approvals_open = 0;
  std::int64_t audit_lines = 0;
  std::int64_t persons = 0;
};
Result<SystemState> system_state(db::Connection& connection);

}  // namespace payung::store
