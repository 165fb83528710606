#include "api/rate_limit.hpp"

#include <algorithm>
#include <cmath>

namespace payung::api {

RateLimit::RateLimit(double per_second, double burst, std::size_t keys_max)
    : per_second_(per_second), burst_(burst), keys_max_(keys_max) {}

std::chrono::seconds RateLimit::ask(std::string_view key, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto known = buckets_.find(key);
  if (known != buckets_.end()) {
    recent_.splice(recent_.begin(), recent_, known->second);
  } else {
    recent_.push_front({std::string(key), burst_, now});
    buckets_.emplace(recent_.front().key, recent_.begin());
    if (buckets_.size() > keys_max_) {
      buckets_.erase(recent_.back().key);
      recent_.pop_back();
    }
  }
  Bucket& bucket = recent_.front();
  const double passed = std::chrono::duration<double>(now - bucket.at).count();
  bucket.tokens = std::min(burst_, bucket.tokens + std::max(0.0, passed) * per_second_);
  bucket.at = now;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::chrono::seconds(0);
  }
  return std::chrono::seconds(std::llround(std::ceil((1 - bucket.tokens) / per_second_)));
}

}  // namespace payung::api
