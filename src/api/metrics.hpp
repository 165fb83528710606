#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

/// Counts and durations of requests by route and status class, in the text form that Prometheus
/// reads (exposition format 0.0.4). No label holds what a caller chose, so their number is fixed.
namespace payung::api {

class Metrics {
 public:
  /// `names`: operation ids; requests that reached no route are counted under "none".
  explicit Metrics(std::vector<std::string> names);

  void count(std::size_t route, int status, std::chrono::microseconds took, std::int64_t bytes_out);
  void count_unrouted(int status, std::chrono::microseconds took, std::int64_t bytes_out);

  std::string text() const;

  /// Upper bounds of the buckets, in microseconds.
  static constexpr std::array<std::int64_t, 12> kBounds{250,     500,     1'000,     2'500,
                                                        5'000,   10'000,  25'000,    50'000,
                                                        100'000, 500'000, 2'000'000, 10'000'000};

 private:
  struct Series {
    std::array<std::atomic<std::int64_t>, 6> by_class{};  ///< 0: gone away, 1xx .. 5xx
    std::array<std::atomic<std::int64_t>, kBounds.size() + 1> buckets{};
    std::atomic<std::int64_t> micros{0};
    std::atomic<std::int64_t> bytes{0};
  };
  std::vector<std::string> names_;
  std::vector<Series> series_;  ///< one more than names: the last is "none"
};

}  // namespace payung::api
