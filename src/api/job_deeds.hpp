#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "api/backup_room.hpp"
#include "api/file_room.hpp"
#include "app/environment.hpp"
#include "identity/permission.hpp"

/// What each kind of job does: arguments in, the use case, its result as JSON without anybody's
/// data. The routes that put jobs up write the arguments.
namespace payung::api {

/// What a deed made ready before it began to write.
class Prepared {
 public:
  virtual ~Prepared() = default;
};

struct JobWork {
  app::Environment& environment;
  const nlohmann::ordered_json& arguments;
  const FileRoom& files;
  unsigned threads;
  const BackupRoom* backups = nullptr;  ///< null: no copies are kept
  Prepared* prepared = nullptr;         ///< what the deed's own `prepare` gave
};

struct JobDeed {
  std::string_view kind;
  /// What who may ask for it may; a key that only reads jobs stops none of its account's.
  identity::Permission permission;
  /// Runs inside one transaction; the same again must do nothing.
  Result<nlohmann::ordered_json> (*run)(JobWork& work);
  bool reads_only = false;
  /// The long part of it that only reads, on a connection that only reads and in a transaction of
  /// its own: others may write meanwhile.
  Result<std::unique_ptr<Prepared>> (*prepare)(JobWork& work) = nullptr;
};

/// Null for a kind that there is not.
const JobDeed* job_deed(std::string_view kind);

}  // namespace payung::api
