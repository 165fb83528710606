#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "app/verify.hpp"
#include "db/pool.hpp"
#include "store/access_log.hpp"

namespace payung::app {

/// Writes a group now, in a transaction of its own; for unmasking and exports, which must be in
/// the log before anything is shown. Errors: storage, conflict.
Status record_access_now(db::Connection& connection, const store::AccessEntry& entry);

/// Collects looks and writes them in groups, so that a plain read does not wait for the disk: at
/// the latest after `wait`, or once `group_max` wait. The server's own thread writes; stopping
/// writes what is left. A group that cannot be written stays and is tried again with the next;
/// when `waiting_max` wait, add() says so, and the caller must refuse to show what it could not
/// record.
class AccessRecorder {
 public:
  struct Settings {
    std::chrono::milliseconds wait{50};
    std::size_t group_max = 1000;
    std::size_t waiting_max = 20000;
  };
  /// `now` gives the time for the group. `failed` hears of every group that could not be written.
  AccessRecorder(db::Pool& writers, std::function<std::string()> now,
                 std::function<void(const Error&)> failed, Settings settings);
  AccessRecorder(db::Pool& writers, std::function<std::string()> now,
                 std::function<void(const Error&)> failed)
      : AccessRecorder(writers, std::move(now), std::move(failed), Settings{}) {}
  AccessRecorder(const AccessRecorder&) = delete;
  AccessRecorder& operator=(const AccessRecorder&) = delete;
  /// As stop().
  ~AccessRecorder();

  /// Never waits for the database. Errors: storage when too many wait.
  Status add(store::AccessEntry entry);
  /// Writes all that waits before it returns. Errors: those of writing.
  Status flush();
  /// Flushes and ends the thread; nothing may be added afterwards.
  Status stop();

 private:
  void run(const std::stop_token& stop);

  db::Pool& writers_;
  std::function<std::string()> now_;
  std::function<void(const Error&)> failed_;
  Settings settings_;
  std::mutex mutex_;    ///< of waiting_
  std::mutex writing_;  ///< one group at a time
  std::condition_variable_any more_;
  std::vector<store::AccessEntry> waiting_;
  std::jthread thread_;
};

/// The chain of the access log, for `payung verify`.
Check access_check();
/// For `payung verify`: the private fields of every row open with this database's key.
Check sealed_check();

}  // namespace payung::app
