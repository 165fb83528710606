#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/progress.hpp"

namespace payung::api {

/// How far the job is that this server runs: kept in memory, since a job's own transaction may
/// hold the database while it works. Any thread may ask.
class JobBoard {
 public:
  struct Now {
    std::int64_t job = 0;
    std::string stage;  ///< key of web/text: "stage.link"
    std::int64_t done = 0;
    std::int64_t total = 0;  ///< 0: not known
  };

  void begin(std::int64_t job);
  void end();
  /// The job that runs here, if one does.
  std::optional<Now> now() const;
  std::optional<Now> of(std::int64_t job) const;
  /// Asks it to stop, if it runs here.
  void stop(std::int64_t job);
  void stop_all() { leaving_ = true; }
  bool stop_requested() const { return stop_ || leaving_; }
  bool leaving() const { return leaving_; }

  void set(std::string_view stage, std::int64_t total);
  void advance(std::int64_t done) { done_ = done; }

 private:
  mutable std::mutex mutex_;
  std::int64_t job_ = 0;
  std::string stage_;
  std::atomic<std::int64_t> done_{0};
  std::atomic<std::int64_t> total_{0};
  std::atomic<bool> stop_{false};
  std::atomic<bool> leaving_{false};
};

/// What a use case tells while it works goes onto the board.
class BoardProgress final : public Progress {
 public:
  explicit BoardProgress(JobBoard& board) : board_(board) {}
  void begin(std::string_view stage, std::int64_t total) override { board_.set(stage, total); }
  void advance(std::int64_t done) override { board_.advance(done); }
  void end() override {}
  bool stop_requested() const override { return board_.stop_requested(); }

 private:
  JobBoard& board_;
};

}  // namespace payung::api
