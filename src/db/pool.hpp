#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "db/database.hpp"

/// The connections of a server with several threads. SQLite has one that writes and some that
/// only read; PostgreSQL has some of each. A connection belongs to one thread at a time.
namespace payung::db {

/// Somebody else works on the database for longer than was waited: nothing was done, and the same
/// may be asked again.
inline bool is_busy(const Error& error) {
  return error.code == Errc::conflict && error.where == "database";
}

using Opener = std::function<Result<std::unique_ptr<Connection>>()>;

class Pool;

/// A borrowed connection; goes back when it leaves its scope. One that lost its server is closed,
/// and the next who asks gets a new one.
class Lease {
 public:
  Lease(Lease&& other) noexcept;
  Lease& operator=(Lease&&) = delete;
  ~Lease();
  Connection& operator*() const { return *connection_; }
  Connection* operator->() const { return connection_.get(); }

 private:
  friend class Pool;
  Lease(Pool& pool, std::unique_ptr<Connection> connection);
  Pool* pool_;
  std::unique_ptr<Connection> connection_;
};

class Pool {
 public:
  /// Opens nothing yet. `most`: how many connections may be open at a time.
  Pool(Opener open, std::size_t most);
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// Waits until one is free. Errors: those of opening.
  Result<Lease> borrow();
  /// The same, but not longer than that. Errors: conflict when none became free; those of opening.
  Result<Lease> borrow_within(std::chrono::milliseconds wait);

 private:
  friend class Lease;
  Result<Lease> lend(std::unique_lock<std::mutex> lock);
  void give_back(std::unique_ptr<Connection> connection);

  Opener open_;
  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::size_t lent_ = 0;
  std::vector<std::unique_ptr<Connection>> idle_;
};

/// What a server works on. The writer is made first and closed last: SQLite's last connection
/// writes the log back, and only the owner of the file may do that.
struct Pools {
  Pool& writers;
  Pool& readers;
};

}  // namespace payung::db
