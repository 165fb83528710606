#include "api/job_board.hpp"

namespace payung::api {

void JobBoard::begin(std::int64_t job) {
  const std::lock_guard lock(mutex_);
  job_ = job;
  stage_.clear();
  done_ = 0;
  total_ = 0;
  stop_ = false;
}

void JobBoard::end() {
  const std::lock_guard lock(mutex_);
  job_ = 0;
}

std::optional<JobBoard::Now> JobBoard::now() const {
  const std::lock_guard lock(mutex_);
  if (job_ == 0) return std::nullopt;
  return Now{job_, stage_, done_, total_};
}

std::optional<JobBoard::Now> JobBoard::of(std::int64_t job) const {
  auto running = now();
  if (running && running->job != job) return std::nullopt;
  return running;
}

void JobBoard::stop(std::int64_t job) {
  const std::lock_guard lock(mutex_);
  if (job_ == job) stop_ = true;
}

void JobBoard::set(std::string_view stage, std::int64_t total) {
  const std::lock_guard lock(mutex_);
  stage_ = stage;
  done_ = 0;
  total_ = total;
}

}  // namespace payung::api
