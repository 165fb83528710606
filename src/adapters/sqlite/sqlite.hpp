#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "db/database.hpp"

namespace payung::sqlite {

/// Opens a database file (made when it is not there), or a private one in memory for ":memory:".
/// WAL with synchronous=FULL: what was committed survives a power cut. One process owns the file:
/// a lock on "<path>.lock" keeps others out, because SQLite 3.40 can lose commits when two
/// processes checkpoint one WAL at the same instant.
/// Errors: conflict when another process owns the file; io; storage.
Result<std::unique_ptr<db::Connection>> open(const std::string& path);

/// One more connection of the process that owns the file, for reading only, so that readers need
/// not wait for the writer. It never checkpoints, and must be closed before the owner's.
/// Errors: io; unreadable.
Result<std::unique_ptr<db::Connection>> open_reader(const std::string& path);

}  // namespace payung::sqlite
