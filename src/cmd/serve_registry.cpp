#include "cmd/serve_registry.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace payung::cmd {
namespace {

constexpr std::size_t kThreads = 2;  // so that one slow partner does not keep all others waiting
constexpr std::chrono::milliseconds kLook{500};
constexpr int kRoundsBetweenForgetting = 7'200;

void log_failure(const Error& error) {
  spdlog::error("registry: {} at {} ({})", to_text(error.code), error.where, error.detail);
}

}  // namespace

RegistryOffice::RegistryOffice(const Means& means)
    : client_(fetch::make_client(means.people.registry.callbacks)) {
  for (std::size_t i = 0; i < kThreads; ++i) {
    posts_.push_back(std::make_unique<api::RegistryPost>(api::RegistryPost::Means{
        means.writers, means.readers, means.rules, means.regions, means.today, means.now,
        means.identity, means.people, *client_, means.identity.new_public_id()}));
  }
  for (auto& post : posts_) {
    threads_.emplace_back(
        [this, one = post.get()](const std::stop_token& stop) { run(stop, *one); });
  }
}

RegistryOffice::~RegistryOffice() { stop(); }

void RegistryOffice::stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
}

void RegistryOffice::run(const std::stop_token& stop, api::RegistryPost& post) {
  std::mutex mutex;
  std::condition_variable_any asked;
  int rounds = 0;
  while (!stop.stop_requested()) {
    const auto done = post.round();
    if (!done) log_failure(done.error());
    if (++rounds % kRoundsBetweenForgetting == 0) {
      if (const auto status = post.forget(); !status) log_failure(status.error());
    }
    if (done && *done > 0) continue;
    std::unique_lock lock(mutex);
    asked.wait_for(lock, stop, kLook, [] { return false; });
  }
}

}  // namespace payung::cmd
