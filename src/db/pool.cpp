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
  {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return lent_ < most_; });
    ++lent_;
    if (!idle_.empty()) {
      // The last one given back is the warmest.
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(connection));
    }
  }
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
