#pragma once

#include <string>
#include <thread>

#include "db/changes.hpp"

namespace payung::cmd {

/// Keeps the clock of changes true while several servers work on one PostgreSQL: hears what the
/// others commit. While it cannot hear them, the clock is not trusted, and every read asks the
/// database. On SQLite there is one process, and nothing to hear.
class ChangesOffice {
 public:
  /// `database`: the setting of that name. The clock must outlive it.
  ChangesOffice(db::ChangeClock& clock, std::string database);
  ChangesOffice(const ChangesOffice&) = delete;
  ChangesOffice& operator=(const ChangesOffice&) = delete;

 private:
  void listen(const std::stop_token& stop);

  db::ChangeClock& clock_;
  std::string database_;
  std::jthread thread_;
};

}  // namespace payung::cmd
