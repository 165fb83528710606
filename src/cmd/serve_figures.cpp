#include "cmd/serve_figures.hpp"

#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "app/figures.hpp"
#include "cmd/give_way.hpp"
#include "store/payers.hpp"

namespace payung::cmd {
namespace {

constexpr std::chrono::seconds kLook{2};

/// Says nothing, and stops when the server does.
class Until final : public Progress {
 public:
  explicit Until(const std::stop_token& stop) : stop_(stop) {}
  void begin(std::string_view, std::int64_t) override {}
  void advance(std::int64_t) override {}
  void end() override {}
  bool stop_requested() const override { return stop_.stop_requested(); }

 private:
  const std::stop_token& stop_;
};

}  // namespace

FigureOffice::FigureOffice(Means means) : means_(std::move(means)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void FigureOffice::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

Status FigureOffice::round(const std::stop_token& stop) {
  const auto lease = means_.readers.borrow();
  if (!lease) return lease.error();
  if (const auto pairs = means_.reviews.pairs(**lease); !pairs) return pairs.error();
  Until until(stop);
  const Date today = means_.today();
  app::Environment environment{**lease, means_.rules, means_.regions, until,
                               today,   means_.now(), "payung"};
  if (begun_ == today) {
    const auto gathered = means_.room.freshen(environment);
    return gathered ? ready_planner(environment) : Status{gathered.error()};
  }
  const auto schemes = store::schemes(environment.database);
  if (!schemes) return schemes.error();
  if (schemes->empty()) return {};
  begun_ = today;  // also where it fails: whoever asks is told why
  const auto figures =
      means_.room.figures(environment, app::scheme_of_today(*schemes, today), today);
  return figures ? Status{} : Status{figures.error()};
}

/// The planner of today's programme, once a day: following every member that is added would read a
/// million people without end.
Status FigureOffice::ready_planner(app::Environment& environment) {
  if (planner_ready_ == environment.today) return {};
  planner_ready_ = environment.today;
  const auto schemes = store::schemes(environment.database);
  if (!schemes) return schemes.error();
  // What fails is told to whoever opens the planner.
  static_cast<void>(
      means_.planner.table(environment, app::scheme_of_today(*schemes, environment.today)));
  return {};
}

void FigureOffice::run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any asked;
  while (!stop.stop_requested()) {
    const auto status = round(stop);
    if (!status && status.error().code != Errc::interrupted) {
      spdlog::error("figures: {} at {} ({})", to_text(status.error().code), status.error().where,
                    status.error().detail);
    }
    give_way();  // not before: whoever opens the first page waits for the first figures
    std::unique_lock lock(mutex);
    asked.wait_for(lock, stop, kLook, [] { return false; });
  }
}

}  // namespace payung::cmd
