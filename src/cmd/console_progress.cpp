#include "cmd/console_progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <csignal>
#include <cstdio>

namespace payung::cmd {
namespace {

constexpr auto kBarEvery = std::chrono::milliseconds(100);
constexpr auto kLineEvery = std::chrono::seconds(10);
constexpr int kBarWidth = 28;
constexpr int kInterruptedExit = 130;

std::atomic<bool> stop_flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "the signal handler may only touch this");

extern "C" void on_signal(int) {
  if (stop_flag.exchange(true)) _exit(kInterruptedExit);
}

std::string time_left(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  return whole >= 60 ? fmt::format("{}:{:02}", whole / 60, whole % 60) : fmt::format("{} s", whole);
}

}  // namespace

ConsoleProgress::ConsoleProgress(std::function<std::string(std::string_view)> name_of)
    : name_of_(std::move(name_of)), terminal_(isatty(STDERR_FILENO) == 1) {}

void ConsoleProgress::begin(std::string_view stage, std::int64_t total) {
  stage_ = name_of_(stage);
  total_ = total;
  done_ = 0;
  started_ = drawn_ = Clock::now();
  if (!terminal_) fmt::print(stderr, "{} ...\n", stage_);
}

void ConsoleProgress::advance(std::int64_t done) {
  done_ = done;
  const auto now = Clock::now();
  if (now - drawn_ < (terminal_ ? Clock::duration(kBarEvery) : Clock::duration(kLineEvery))) return;
  drawn_ = now;
  draw(false);
}

void ConsoleProgress::end() {
  if (stage_.empty()) return;
  draw(true);
  stage_.clear();
}

void ConsoleProgress::draw(bool last) {
  const double seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  const double rate = seconds > 0 ? static_cast<double>(done_) / seconds : 0;
  if (!terminal_) {
    fmt::print(stderr, "{}: {}{} ({:.1f} s)\n", stage_, done_,
               total_ > 0 ? fmt::format("/{}", total_) : "", seconds);
    return;
  }
  const double share =
      total_ > 0 ? std::min(1.0, static_cast<double>(done_) / static_cast<double>(total_)) : 0;
  const auto filled = static_cast<std::size_t>(share * kBarWidth);
  const std::string bar =
      total_ > 0 ? "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] "
                 : "";
  const std::string left = !last && rate > 0 && total_ > done_
                               ? ", " + time_left(static_cast<double>(total_ - done_) / rate)
                               : "";
  fmt::print(stderr, "\r\x1b[K{} {}{} ({:.0f}/s{}){}", stage_, bar, done_, rate, left,
             last ? "\n" : "");
  std::fflush(stderr);
}

bool ConsoleProgress::stop_requested() const { return stop_flag.load(std::memory_order_relaxed); }

void stop_on_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace payung::cmd
