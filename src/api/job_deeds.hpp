#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "api/backup_room.hpp"
#include "api/file_room.hpp"
#include "app/environment.hpp"
#include "identity/permission.hpp"

/// What each kind of job does: arguments in, the use case, its result as JSON without anybody's
/// data. The routes that put jobs up write the arguments.
namespace payung::api {

struct JobWork {
  app::Environment& environment;
  const nlohmann::ordered_json& arguments;
  const FileRoom& files;
  unsigned threads;
  const BackupRoom* backups = nullptr;  ///< null: no copies are kept
};

struct JobDeed {
  std::string_view kind;
  /// What who may ask for it may; a key that only reads jobs stops none of its account's.
  identity::Permission permission;
  /// Runs inside one transaction; the same again must do nothing.
  Result<nlohmann::ordered_json> (*run)(JobWork& work);
  bool reads_only = false;
};

/// Null for a kind that there is not.
const JobDeed* job_deed(std::string_view kind);

}  // namespace payung::api
