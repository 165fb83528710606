#pragma once

#include <chrono>

#include "db/database.hpp"

/// How long this connection waits for a write transaction of another process before it says that
/// the database is busy (db::is_busy). Without it PostgreSQL lets it wait for as long as the other
/// works; SQLite has one owner and a limit of its own. Errors: storage.
namespace payung::store {

Status wait_for_writers_at_most(db::Connection& connection, std::chrono::milliseconds wait);

}  // namespace payung::store
