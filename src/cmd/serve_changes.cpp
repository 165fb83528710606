#include "cmd/serve_changes.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include "adapters/postgres/listener.hpp"
#include "cmd/session.hpp"

namespace payung::cmd {
namespace {

using Clock = std::chrono::steady_clock;

/// How long a sign of life counts: at most so old is what a server shows of the others' changes.
constexpr std::chrono::milliseconds kTrust{2'000};
constexpr std::chrono::milliseconds kWait{500};
constexpr std::chrono::milliseconds kRetry{1'000};

}  // namespace

ChangesOffice::ChangesOffice(db::ChangeClock& clock, app::CallerCache& callers,
                             std::string database)
    : clock_(clock), callers_(callers), database_(std::move(database)) {
  if (!is_server(database_)) return;
  clock_.trust_until(Clock::time_point::min());
  thread_ = std::jthread([this](const std::stop_token& stop) { listen(stop); });
}

void ChangesOffice::changed() {
  clock_.changed();
  callers_.forget();
}

void ChangesOffice::listen(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any asked;
  std::optional<postgres::Listener> listener;
  while (!stop.stop_requested()) {
    if (!listener) {
      auto opened = postgres::Listener::open(database_, db::kChangesChannel);
      if (opened) {
        listener.emplace(*std::move(opened));
        changed();  // whatever was told before nobody heard
      } else {
        spdlog::error("changes of other servers: {}", opened.error().detail);
        std::unique_lock lock(mutex);
        asked.wait_for(lock, stop, kRetry, [] { return false; });
        continue;
      }
    }
    // A sign of life proves what was committed before it was asked for.
    const auto before = Clock::now();
    const auto heard = listener->hear(kWait);
    if (!heard) {
      spdlog::error("changes of other servers: {}", heard.error().detail);
      listener.reset();
      continue;
    }
    const auto others = [this](const std::string& id) { return id != clock_.id(); };
    if (std::any_of(heard->begin(), heard->end(), others)) changed();
    clock_.trust_until(before + kTrust);
  }
}

}  // namespace payung::cmd
