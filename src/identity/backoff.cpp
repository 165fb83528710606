#include "identity/backoff.hpp"

#include <algorithm>

namespace payung::identity {

Verdict may_try(const Backoff& backoff, std::span<const Instant> failures, Instant now) {
  std::int64_t count = 0;
  Instant last;
  for (const Instant failure : failures) {
    if (failure > now || failure.plus(backoff.window_s) <= now) continue;
    last = count == 0 ? failure : std::max(last, failure);
    ++count;
  }
  if (count < backoff.free) return {};
  std::int64_t wait_s = backoff.first_wait_s;
  for (std::int64_t further = backoff.free; further < count && wait_s < backoff.wait_s_max;
       ++further) {
    wait_s *= 2;
  }
  const Instant until = last.plus(std::min(wait_s, backoff.wait_s_max));
  return now < until ? Verdict{false, until} : Verdict{};
}

}  // namespace payung::identity
