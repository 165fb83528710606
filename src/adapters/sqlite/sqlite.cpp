#include "adapters/sqlite/sqlite.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <map>
#include <mutex>

namespace payung::sqlite {
namespace {

constexpr int kBusyMilliseconds = 10'000;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct FinishStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

/// The lock of the owning process; released with its descriptor, also when the process is killed.
class FileLock {
 public:
  FileLock() = default;
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  static Result<FileLock> take(const std::string& path) {
    const std::string name = path + ".lock";
    FileLock lock(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.descriptor_ < 0) {
      return Error{Errc::io, path, "the folder must exist and be writable"};
    }
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
      return Error{Errc::conflict, path,
                   "another payung works with this database; wait for it or stop it"};
    }
    return lock;
  }

 private:
  int descriptor_ = -1;
};

/// SQLite counts its memory under one lock for all connections, which readers on several threads
/// would wait for; nobody asks for the count. Must come before the first connection.
void set_up_once() {
  static std::once_flag done;
  std::call_once(done, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

Error error_of(sqlite3* database, int code) {
  const int extended = sqlite3_extended_errcode(database);
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) {
    return {Errc::already_there, "database", sqlite3_errmsg(database)};
  }
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
    return {Errc::conflict, "database", "it is locked by another process; try again"};
  }
  return {Errc::storage, "database", sqlite3_errmsg(database)};
}

Status bind(sqlite3_stmt* statement, int index, const db::Param& param) {
  int code = SQLITE_OK;
  if (const auto* number = std::get_if<std::int64_t>(&param)) {
    code = sqlite3_bind_int64(statement, index, *number);
  } else if (const auto* text = std::get_if<std::string_view>(&param)) {
    if (auto status = db::check_text(*text); !status) return status;
    // A null pointer would bind NULL, and an empty view may hold one.
    const char* data = text->empty() ? "" : text->data();
    code = sqlite3_bind_text(statement, index, data, static_cast<int>(text->size()), SQLITE_STATIC);
  } else {
    code = sqlite3_bind_null(statement, index);
  }
  if (code == SQLITE_OK) return {};
  return Error{Errc::storage, "database", sqlite3_errstr(code)};
}

class StatementRow final : public db::Row {
 public:
  explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}
  bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  std::string_view text(int column) const override {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (data == nullptr) return {};
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_;
};

/// A cached statement is reset when its user is done, so that it holds no lock and no text.
class InUse {
 public:
  InUse(sqlite3_stmt* statement, int& users) : statement_(statement), users_(users) { ++users_; }
  InUse(const InUse&) = delete;
  InUse& operator=(const InUse&) = delete;
  ~InUse() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    --users_;
  }

 private:
  sqlite3_stmt* statement_;
  int& users_;
};

class InsertWriter final : public db::BulkWriter {
 public:
  InsertWriter(sqlite3* database, Statement statement, std::size_t width)
      : database_(database), statement_(std::move(statement)), width_(width) {}

  Status add(std::span<const db::Param> values) override {
    PAYUNG_CHECK(values.size() == width_);
    const InUse in_use(statement_.get(), adding_);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (auto status = bind(statement_.get(), static_cast<int>(i) + 1, values[i]); !status) {
        return status;
      }
    }
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_DONE) return error_of(database_, code);
    ++written_;
    return {};
  }
  Result<std::int64_t> finish() override { return written_; }

 private:
  sqlite3* database_;
  Statement statement_;
  std::size_t width_;
  int adding_ = 0;
  std::int64_t written_ = 0;
};

class SqliteConnection final : public db::Connection {
 public:
  SqliteConnection(Database database, FileLock lock)
      : lock_(std::move(lock)), database_(std::move(database)) {}

  db::Engine engine() const override { return db::Engine::sqlite; }

  Result<std::int64_t> run(std::string_view sql, std::span<const db::Param> params) override {
    const auto status = query(sql, params, [](const db::Row&) { return Status{}; });
    if (!status) return status.error();
    return static_cast<std::int64_t>(sqlite3_changes64(database_.get()));
  }

  Status query(std::string_view sql, std::span<const db::Param> params,
               const EachRow& each) override {
    if (asking_ > 0) return db::asked_inside_a_query();
    const auto statement = prepared(sql);
    if (!statement) return statement.error();
    const InUse in_use(*statement, asking_);
    for (std::size_t i = 0; i < params.size(); ++i) {
      const std::string name = "$" + std::to_string(i + 1);
      const int index = sqlite3_bind_parameter_index(*statement, name.c_str());
      if (index == 0) continue;  // a parameter the text does not use, as PostgreSQL allows
      if (auto status = bind(*statement, index, params[i]); !status) return status;
    }
    const StatementRow row(*statement);
    int code = sqlite3_step(*statement);
    while (code == SQLITE_ROW) {
      if (auto status = each(row); !status) return status;
      code = sqlite3_step(*statement);
    }
    if (code != SQLITE_DONE) return error_of(database_.get(), code);
    return {};
  }

  Status script(std::string_view sql) override {
    if (asking_ > 0) return db::asked_inside_a_query();
    const int code =
        sqlite3_exec(database_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return error_of(database_.get(), code);
    return {};
  }

  using db::Connection::bulk;
  Result<std::unique_ptr<db::BulkWriter>> bulk(std::string_view table,
                                               std::span<const std::string_view> columns) override {
    std::string sql = "insert into " + std::string(table) + " (";
    std::string places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sql += (i == 0 ? "" : ", ") + std::string(columns[i]);
      places += i == 0 ? "?" : ", ?";
    }
    auto statement = compile(sql + ") values (" + places + ")");
    if (!statement) return statement.error();
    return std::unique_ptr<db::BulkWriter>(
        std::make_unique<InsertWriter>(database_.get(), *std::move(statement), columns.size()));
  }

  Status begin(db::Access access) override {
    return run_plain(access == db::Access::write ? "begin immediate" : "begin");
  }
  Status commit() override { return run_plain("commit"); }
  Status rollback() override { return run_plain("rollback"); }

 private:
  /// Prepared once, where script() would parse it each time.
  Status run_plain(std::string_view sql) {
    const auto done = run(sql, {});
    return done ? Status{} : Status{done.error()};
  }

  Result<Statement> compile(std::string_view sql) {
    sqlite3_stmt* raw = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    Statement statement(raw);
    if (code != SQLITE_OK) return error_of(database_.get(), code);
    return statement;
  }

  Result<sqlite3_stmt*> prepared(std::string_view sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return known->second.get();
    auto statement = compile(sql);
    if (!statement) return statement.error();
    return statements_.emplace(sql, *std::move(statement)).first->second.get();
  }

  FileLock lock_;  // before the database: released after it is closed
  Database database_;
  std::map<std::string, Statement, std::less<>> statements_;
  int asking_ = 0;  ///< 1 while a query hands out its rows
};

}  // namespace

Result<std::unique_ptr<db::Connection>> open_reader(const std::string& path) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw,
                      SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database(raw);
  if (code != SQLITE_OK) return Error{Errc::io, path, sqlite3_errstr(code)};
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  auto connection = std::make_unique<SqliteConnection>(std::move(database), FileLock());
  const auto status = connection->script(
      "pragma query_only = on; pragma temp_store = memory; pragma cache_size = -16384; "
      "pragma mmap_size = 268435456; pragma trusted_schema = off");
  if (!status) return Error{Errc::unreadable, path, status.error().detail};
  return std::unique_ptr<db::Connection>(std::move(connection));
}

Result<std::unique_ptr<db::Connection>> open(const std::string& path) {
  FileLock lock;
  if (path != ":memory:") {
    auto taken = FileLock::take(path);
    if (!taken) return taken.error();
    lock = *std::move(taken);
  }
  set_up_once();
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(
      path.c_str(), &raw,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
      nullptr);
  Database database(raw);
  if (code != SQLITE_OK) return Error{Errc::io, path, sqlite3_errstr(code)};
  sqlite3_busy_timeout(raw, kBusyMilliseconds);
  auto connection = std::make_unique<SqliteConnection>(std::move(database), std::move(lock));
  const auto status = connection->script(
      "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; "
      "pragma temp_store = memory; pragma cache_size = -65536; pragma trusted_schema = off; "
      // The commit that fills the WAL writes it back, and waits for that: every 60th enrolment was
      // held up by it with the 1,000 pages that SQLite takes of itself.
      "pragma wal_autocheckpoint = 8000");
  if (!status) {
    return Error{Errc::unreadable, path,
                 "it is no SQLite database, or it is damaged: " + status.error().detail};
  }
  return std::unique_ptr<db::Connection>(std::move(connection));
}

}  // namespace payung::sqlite
