#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <utility>

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

  /// Runs `work` on a worker and comes back to `home` with what it returned.
  template <class Work>
  auto run(asio::any_io_executor home, Work work) -> asio::awaitable<std::invoke_result_t<Work&>> {
    using Value = std::invoke_result_t<Work&>;
    under_way_.fetch_add(1, std::memory_order_relaxed);
    auto value = co_await asio::async_initiate<decltype(asio::use_awaitable), void(Value)>(
        [this](auto handler, asio::any_io_executor back, Work job) {
          asio::post(pool_, [this, handler = std::move(handler), back = std::move(back),
                             job = std::move(job)]() mutable {
            auto done = job();
            under_way_.fetch_sub(1, std::memory_order_relaxed);
            asio::post(back, [handler = std::move(handler), done = std::move(done)]() mutable {
              std::move(handler)(std::move(done));
            });
          });
        },
        asio::use_awaitable, std::move(home), std::move(work));
    co_return value;
  }

  void join() { pool_.join(); }

 private:
  std::size_t most_;
  std::atomic<std::size_t> under_way_ = 0;
  asio::thread_pool pool_;
};

}  // namespace payung::http
