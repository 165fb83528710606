#pragma once

#include <chrono>
#include <thread>

namespace payung::api {

/// Every answer to a NIK and birth date takes this long, whoever asks by whatever door, so that
/// time tells nothing either. Well above what the slowest of them needs; the rate limits keep the
/// threads that wait few.
inline constexpr std::chrono::milliseconds kDoorAnswersAfter{60};

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
