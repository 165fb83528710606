#pragma once

#include <chrono>
#include <thread>

namespace payung::api {

/// Ends no sooner than `all` after it began: what an answer says of somebody is not told by its
/// time either. `all` stands well above what the slowest answer needs.
class FixedTime {
 public:
  explicit FixedTime(std::chrono::milliseconds all)
      : until_(std::chrono::steady_clock::now() + all) {}
  FixedTime(const FixedTime&) = delete;
  FixedTime& operator=(const FixedTime&) = delete;
  ~FixedTime() { std::this_thread::sleep_until(until_); }

 private:
  std::chrono::steady_clock::time_point until_;
};

}  // namespace payung::api
