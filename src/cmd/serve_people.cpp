#include "cmd/serve_people.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "cmd/give_way.hpp"

namespace payung::cmd {
namespace {

constexpr std::chrono::seconds kLook{1};

/// Where no gateway is set up nothing can be sent, and the log says so.
class NoGateway final : public app::MessageGateway {
 public:
  Status send(std::string_view, std::string_view) override {
    return Error{Errc::unsupported, "messages", "no gateway is set up"};
  }
};

app::MessageGateway& gateway_of(app::MessageGateway* given) {
  static NoGateway none;  // holds nothing
  return given == nullptr ? none : *given;
}

void log_failure(const char* what, const Error& error) {
  spdlog::error("{}: {} at {} ({})", what, to_text(error.code), error.where, error.detail);
}

}  // namespace

PeopleOffice::PeopleOffice(const Means& means)
    : means_(means),
      access_(means.writers, means.now,
              [](const Error& error) { log_failure("access log", error); }),
      vault_(means.keyring),
      signer_(means.keyring),
      parts_{index_, access_, gateway_of(means.messages), vault_, signer_, means.office} {
  thread_ = std::jthread([this](const std::stop_token& stop) { keep_fresh(stop); });
}

PeopleOffice::~PeopleOffice() {
  if (const auto status = stop(); !status) log_failure("access log", status.error());
}

Status PeopleOffice::stop() {
  if (thread_.joinable()) {
    thread_.request_stop();
    thread_.join();
  }
  return access_.stop();
}

Status PeopleOffice::refresh() {
  const auto lease = means_.readers.borrow();
  if (!lease) return lease.error();
  SilentProgress progress;
  app::Environment environment{**lease,        means_.rules, means_.regions, progress,
                               means_.today(), means_.now(), "payung"};
  const auto changed = index_.refresh(environment);
  if (!changed) return changed.error();
  if (*changed) means_.changes.changed();
  return {};
}

void PeopleOffice::keep_fresh(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any asked;
  auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(kLook);
  while (!stop.stop_requested()) {
    const auto start = std::chrono::steady_clock::now();
    if (const auto status = refresh(); !status) log_failure("search index", status.error());
    // Not before: until the people are loaded, everybody waits for this thread.
    if (index_.state()) give_way();
    // What takes long is done seldom: nine parts of ten of the time the thread rests.
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    wait = std::max(std::chrono::duration_cast<std::chrono::milliseconds>(kLook), took * 9);
    std::unique_lock lock(mutex);
    asked.wait_for(lock, stop, wait, [] { return false; });
  }
}

}  // namespace payung::cmd
