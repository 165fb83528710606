#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "db/database.hpp"

namespace payung::postgres {

/// Connects to a PostgreSQL 15 server: "postgresql://user@host/name" or any libpq string.
/// A write transaction takes one advisory lock, so that numbers given inside it stay unique and
/// what it read stays true; readers are never kept waiting.
/// Errors: storage with what the server said (never the password).
Result<std::unique_ptr<db::Connection>> open(const std::string& where);

}  // namespace payung::postgres
