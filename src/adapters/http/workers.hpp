#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>

/// Threads for work that may wait, so that those of the network never do.
namespace payung::http {

namespace asio = boost::asio;

class Workers {
 public:
  Workers(unsigned threads, std::size_t waiting_max)
      : most_(waiting_max + threads), pool_(threads) {}
  ~Workers() { join(); }

  /// False when too many wait already: answer 503.
  bool has_room() const { return under_way_.load(std::memory_order_relaxed) < most_; }

  /// Runs `work()` on a worker and comes back to `home` when it is done. Both must live until
  /// then: they are the caller's own, named variables. Only plain pointers go through the
  /// co_await, because GCC 12 destroys temporaries with destructors twice there.
  template <class Work>
  asio::awaitable<void> run(const asio::any_io_executor& home, Work& work) {
    const auto call = [](void* what) { (*static_cast<Work*>(what))(); };
    return run_plain(&home, call, &work);
  }

  void join() { pool_.join(); }

 private:
  using Call = void (*)(void*);
  asio::awaitable<void> run_plain(const asio::any_io_executor* home, Call call, void* what);

  std::size_t most_;
  std::atomic<std::size_t> under_way_ = 0;
  asio::thread_pool pool_;
};

}  // namespace payung::http
