#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"

namespace payung::api {

/// Where copies of the database lie: files_dir/backups, one file each, named after its moment. What
/// has its final name was opened and checked. Names, NIKs and phones in it are sealed as they are
/// in the database: without the key file a copy tells nobody's name, and restores nobody's.
class BackupRoom {
 public:
  /// `database`: a file, or the address of a PostgreSQL server. Makes nothing yet.
  BackupRoom(std::filesystem::path folder, std::string database)
      : folder_(std::move(folder)), database_(std::move(database)) {}

  struct Copy {
    std::string name;  ///< "payung-20250131T081500Z.db"
    std::int64_t bytes = 0;
    std::string made_at;  ///< "2025-01-31T08:15:00Z"
  };
  /// Newest first. Errors: io.
  Result<std::vector<Copy>> copies() const;
  /// `now`: "2025-01-31T08:15:00Z". One more copy, checked. The same moment again is the same copy.
  /// Errors: unsupported (a database in memory, no pg_dump); io; storage; integrity; interrupted.
  Result<Copy> make(const std::string& now, Progress& progress) const;

  std::string folder() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
  std::string database_;
};

}  // namespace payung::api
