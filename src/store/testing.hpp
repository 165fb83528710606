#pragma once

#include <functional>
#include <memory>
#include <string>

#include "db/database.hpp"

namespace payung::store::testing {

/// Runs `test` on a migrated, empty database of each engine: SQLite in memory, and PostgreSQL in a
/// schema of its own when PAYUNG_TEST_POSTGRES names a server (tools/with_postgres.sh starts one).
/// Without a server the PostgreSQL half is left out, unless PAYUNG_REQUIRE_POSTGRES is set: then
/// it is a failure, so that no run is green by leaving it out.
void for_each_engine(const std::function<void(db::Connection&)>& test);

/// A migrated SQLite database in memory, for tests that need one engine only.
std::unique_ptr<db::Connection> memory_database();

/// The same in a file, for tests that look at its bytes.
std::unique_ptr<db::Connection> file_database(const std::string& path);

}  // namespace payung::store::testing
