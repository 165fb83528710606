#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "base/progress.hpp"

namespace payung::cmd {

/// Tells on standard error how far long work is: a bar with rate and time left on a terminal,
/// a plain line at the start, at the end and every ten seconds elsewhere (files, pipes, CI).
class ConsoleProgress final : public Progress {
 public:
  /// `name_of` turns a stage key into words for the reader.
  explicit ConsoleProgress(std::function<std::string(std::string_view)> name_of);

  void begin(std::string_view stage, std::int64_t total) override;
  void advance(std::int64_t done) override;
  void end() override;
  bool stop_requested() const override;

 private:
  using Clock = std::chrono::steady_clock;
  void draw(bool last);

  std::function<std::string(std::string_view)> name_of_;
  bool terminal_;
  std::string stage_;
  std::int64_t total_ = 0;
  std::int64_t done_ = 0;
  Clock::time_point started_{};
  Clock::time_point drawn_{};
};

/// From now on SIGINT and SIGTERM ask the work to stop at its next safe point; a second SIGINT
/// ends the process at once (the open transaction is then rolled back by the database).
void stop_on_signals();

}  // namespace payung::cmd
