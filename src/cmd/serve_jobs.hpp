#pragma once

#include <string>

#include "api/draft_room.hpp"
#include "api/job_runner.hpp"
#include "api/work_parts.hpp"
#include "cmd/command.hpp"

namespace payung::cmd {

/// What `payung serve` keeps for long work: the room of files and the thread that runs jobs.
class JobOffice {
 public:
  struct Means {
    db::Pool& writers;
    db::Pool& readers;
    const rules::RuleBook& rules;
    const RegionTable& regions;
    const secrets::Keyring& keyring;
    std::string under_way;  ///< folder for copies; empty: the system's temporary one
  };
  JobOffice(Session& session, const Means& means);

  api::WorkParts& parts() { return parts_; }
  /// The running job rolls back and waits for the next start.
  void stop() { runner_.stop(); }

 private:
  api::FileRoom files_;
  api::FileQuota quota_;
  api::BackupRoom backups_;
  app::Planner planner_;
  api::DraftRoom drafts_;
  api::JobRunner runner_;
  api::WorkParts parts_;
};

}  // namespace payung::cmd
