#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "potential/series.hpp"

/// The files of potential and target series, versioned.
namespace payung::store {

/// Keeps a file's text. False when this very content is the version in force already.
/// Inside a transaction. Errors: storage.
Result<bool> keep_potential_file(db::Connection& connection, const potential::SeriesFile& file,
                                 std::string_view sha256, std::string_view now,
                                 std::string_view actor);

/// The newest version of every file, by name.
Result<std::vector<potential::SeriesFile>> potential_files(db::Connection& connection);

}  // namespace payung::store
