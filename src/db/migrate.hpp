#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "db/database.hpp"

namespace payung::db {

/// One step of the schema: "schema/0001_lists.sql" and its text. The number is its place.
struct Migration {
  std::string name;
  std::string sql;
};

/// The part of a migration that `engine` runs. Lines between "-- engine: sqlite" (or postgres) and
/// "-- engine: both" belong to that engine only; all else runs on both.
std::string part_for(Engine engine, std::string_view sql);

/// Brings the database up to date; each step in a transaction of its own, with its checksum kept.
/// Migrations are in the order of their numbers 1, 2, 3 ... Errors: integrity when an applied file
/// was changed or is missing here (the database is newer than the program); bad_option for a
/// gap in the numbers; storage.
Status migrate(Connection& connection, std::span<const Migration> migrations, std::string_view now);

}  // namespace payung::db
