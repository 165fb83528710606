#include "adapters/http/workers.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace payung::http {

asio::awaitable<void> Workers::run_plain(const asio::any_io_executor* home, Call call, void* what) {
  under_way_.fetch_add(1, std::memory_order_relaxed);
  const auto begin = [this, home, call, what](auto handler) {
    asio::post(pool_, [this, home, call, what, handler = std::move(handler)]() mutable {
      call(what);
      under_way_.fetch_sub(1, std::memory_order_relaxed);
      asio::post(*home, std::move(handler));
    });
  };
  co_await asio::async_initiate<decltype(asio::use_awaitable), void()>(begin, asio::use_awaitable);
}

}  // namespace payung::http
