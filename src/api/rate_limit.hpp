#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

/// How often somebody may ask. A token bucket for each key (an account, an address): `burst` at
/// once, then `per_second`. Memory is bounded: who was not seen longest is forgotten first.
namespace payung::api {

class RateLimit {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  RateLimit(double per_second, double burst, std::size_t keys_max = 100'000);

  /// Zero when it may go on; else the whole seconds to wait, at least 1.
  std::chrono::seconds ask(std::string_view key, Instant now);

 private:
  struct Bucket {
    std::string key;
    double tokens;
    Instant at;
  };
  double per_second_;
  double burst_;
  std::size_t keys_max_;
  std::mutex mutex_;
  std::list<Bucket> recent_;  ///< last seen first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> buckets_;
};

}  // namespace payung::api
