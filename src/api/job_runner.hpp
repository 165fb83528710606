#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "api/backup_room.hpp"
#include "api/file_room.hpp"
#include "api/job_board.hpp"
#include "app/jobs.hpp"
#include "db/pool.hpp"

namespace payung::api {

class Prepared;  // api/job_deeds.hpp

/// Runs the jobs of one database, one after the other, on a thread of its own. A job's deed and
/// its end are one transaction. What was running when a server died is run again: every deed does
/// nothing the second time.
class JobRunner {
 public:
  struct Means {
    db::Pool& writers;
    db::Pool& readers;
    const rules::RuleBook& rules;
    const RegionTable& regions;
    std::function<Date()> today;
    std::function<std::string()> now;
    /// `now` and so many seconds.
    std::function<std::string(std::int64_t seconds)> later;
    const FileRoom& files;
    unsigned threads = 1;                 ///< that a job may use
    std::string holder;                   ///< who this server is, unlike any other
    bool only_server = true;              ///< nobody else runs jobs of this database
    const BackupRoom* backups = nullptr;  ///< null: no copies are kept
  };
  explicit JobRunner(Means means);
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;
  ~JobRunner() { stop(); }

  JobBoard& board() { return board_; }
  void wake();
  /// Stops the running job, which leaves nothing half done and is put back, and ends the thread.
  void stop();

 private:
  void work(const std::stop_token& stop);
  Result<bool> run_next();
  Status run(store::Job& job);
  Result<db::Transaction> begin_patiently(db::Connection& database, db::Access access);
  Result<std::unique_ptr<Prepared>> prepare(const store::Job& job);
  Result<std::string> deed_of(const store::Job& job, app::Environment& environment,
                              Prepared* prepared);
  Status finish(store::Job& job, db::Connection& database);
  void keep_lease(const std::stop_token& stop, const store::Job& job);
  app::Environment environment(db::Connection& database, Progress& progress,
                               const std::string& actor) const;

  Means means_;
  JobBoard board_;
  std::mutex mutex_;
  std::condition_variable_any asked_;
  bool woken_ = false;
  std::jthread thread_;
};

}  // namespace payung::api
