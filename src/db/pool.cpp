#include "db/pool.hpp"

#include <utility>

namespace payung::db {

Lease::Lease(Pool& pool, std::unique_ptr<Connection> connection)
    : pool_(&pool), connection_(std::move(connection)) {}

Lease::Lease(Lease&& other) noexcept
    : pool_(other.pool_), connection_(std::move(other.connection_)) {}

Lease::~Lease() {
  if (connection_) pool_->give_back(std::move(connection_));
}

Pool::Pool(Opener open, std::size_t most) : open_(std::move(open)), most_(most) {
  PAYUNG_CHECK(most_ > 0);
}

Result<Lease> Pool::borrow() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [&] { return lent_ < most_; });
  return lend(std::move(lock));
}

Result<Lease> Pool::borrow_within(std::chrono::milliseconds wait) {
  std::unique_lock lock(mutex_);
  if (!freed_.wait_for(lock, wait, [&] { return lent_ < most_; })) {
    return Error{Errc::conflict, "database", "every connection is in use"};
  }
  return lend(std::move(lock));
}

/// One is free, and `lock` holds it.
Result<Lease> Pool::lend(std::unique_lock<std::mutex> lock) {
  ++lent_;
  if (!idle_.empty()) {
    // The last one given back is the warmest.
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return Lease(*this, std::move(connection));
  }
  lock.unlock();
  auto opened = open_();
  if (!opened) {
    give_back(nullptr);
    return opened.error();
  }
  return Lease(*this, *std::move(opened));
}

void Pool::give_back(std::unique_ptr<Connection> connection) {
  if (connection && !connection->alive()) connection.reset();
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (connection) idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

}  // namespace payung::db
