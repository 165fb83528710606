#include "adapters/sqlite/backup.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <memory>

namespace payung::sqlite {
namespace {

constexpr int kBusyMilliseconds = 10'000;
constexpr int kPagesAtOnce = 2'048;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

Result<Database> open_as(const std::string& path, int flags) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(raw);
  if (code != SQLITE_OK) return Error{Errc::io, path, sqlite3_errstr(code)};
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  return database;
}

Status run(sqlite3* database, const char* sql) {
  if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return Error{Errc::storage, "backup", sqlite3_errmsg(database)};
}

/// The first column of the first row; empty when there is none.
std::string word(sqlite3* database, const char* sql) {
  std::string found;
  const auto take = [](void* to, int columns, char** values, char**) {
    auto& text = *static_cast<std::string*>(to);
    if (text.empty() && columns > 0 && values[0] != nullptr) text = values[0];
    return 0;
  };
  if (sqlite3_exec(database, sql, take, &found, nullptr) != SQLITE_OK) return {};
  return found;
}

Status copy(sqlite3* from, sqlite3* to, Progress& progress) {
  sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr) return Error{Errc::storage, "backup", sqlite3_errmsg(to)};
  Status status;
  int code = SQLITE_OK;
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    if (progress.stop_requested()) {
      status = Error{Errc::interrupted, "backup"};
      break;
    }
    code = sqlite3_backup_step(backup, kPagesAtOnce);
    const int pages = sqlite3_backup_pagecount(backup);
    progress.begin("stage.backup", pages);
    progress.advance(pages - sqlite3_backup_remaining(backup));
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(50);
  }
  sqlite3_backup_finish(backup);
  progress.end();
  if (!status) return status;
  if (code != SQLITE_DONE) return Error{Errc::storage, "backup", sqlite3_errstr(code)};
  return {};
}

/// That the copy is a database, whole, and of as many tables as the one it was made from.
Status check(const std::string& path, const std::string& tables) {
  const auto copy = open_as(path, SQLITE_OPEN_READONLY);
  if (!copy) return copy.error();
  if (word(copy->get(), "pragma integrity_check(1)") != "ok") {
    return Error{Errc::integrity, "backup", "the copy does not stand integrity_check"};
  }
  if (word(copy->get(), "select count(*) from sqlite_master") != tables) {
    return Error{Errc::integrity, "backup", "the copy has not every table"};
  }
  return {};
}

Status copy_and_check(const std::string& from, const std::string& partial, Progress& progress) {
  const auto source = open_as(from, SQLITE_OPEN_READONLY);
  if (!source) return source.error();
  // One reading transaction over the whole copy: it shows one moment, and what is written
  // meanwhile does not make the copy begin anew.
  if (const auto begun = run(source->get(), "begin"); !begun) return begun;
  const std::string tables = word(source->get(), "select count(*) from sqlite_master");
  {
    const auto target = open_as(partial, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!target) return target.error();
    if (const auto done = copy(source->get(), target->get(), progress); !done) return done;
    // The copy is one file, not one with a log beside it.
    if (const auto plain = run(target->get(), "pragma journal_mode = delete"); !plain) return plain;
  }
  return check(partial, tables);
}

}  // namespace

Status back_up(const std::string& from, const std::string& to, Progress& progress) {
  const std::string partial = to + ".partial";
  std::error_code failed;
  std::filesystem::remove(partial, failed);
  const auto done = copy_and_check(from, partial, progress);
  if (!done) {
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) {
      std::filesystem::remove(partial + ending, failed);
    }
    return done;
  }
  std::filesystem::rename(partial, to, failed);
  if (failed) return Error{Errc::io, to, failed.message()};
  return {};
}

}  // namespace payung::sqlite
