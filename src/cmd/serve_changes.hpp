#pragma once

#include <string>
#include <thread>

#include "app/who_is.hpp"
#include "db/changes.hpp"

namespace payung::cmd {

/// Keeps the clock of changes true while several servers work on one PostgreSQL: hears what the
/// others commit. While it cannot hear them, the clock is not trusted, and every read asks the
/// database. On SQLite there is one process, and nothing to hear.
class ChangesOffice {
 public:
  /// `database`: the setting of that name. `callers`: forgotten with each change of another server,
  /// which may have ended one. Both must outlive it.
  ChangesOffice(db::ChangeClock& clock, app::CallerCache& callers, std::string database);
  ChangesOffice(const ChangesOffice&) = delete;
  ChangesOffice& operator=(const ChangesOffice&) = delete;

 private:
  void listen(const std::stop_token& stop);

  void changed();

  db::ChangeClock& clock_;
  app::CallerCache& callers_;
  std::string database_;
  std::jthread thread_;
};

}  // namespace payung::cmd
