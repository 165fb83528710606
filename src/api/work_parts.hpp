#pragma once

#include <functional>
#include <string>

#include "api/backup_room.hpp"
#include "api/file_quota.hpp"
#include "api/file_room.hpp"
#include "api/job_board.hpp"
#include "app/planner.hpp"

namespace payung::api {

class DraftRoom;  // api/draft_room.hpp

/// What the routes of lists and jobs need beside the rest. `payung serve` makes it.
struct WorkParts {
  JobBoard& board;
  const FileRoom& files;
  FileQuota& quota;
  std::string parquet_plugin;  ///< path; empty: none
  std::function<void()> wake;  ///< tells the runner that a job was put up
  app::Planner& planner;
  const BackupRoom& backups;
  DraftRoom& drafts;
};

}  // namespace payung::api
