#pragma once

#include <cstdint>
#include <span>

#include "identity/instant.hpp"

/// How failed attempts slow the next one down, so that guessing takes years and nobody can lock
/// another out for long. Pure: the failures with their times come in.
namespace payung::identity {

/// After `free` failures within `window_s` the next attempt waits `first_wait_s` from the last
/// failure, and twice as long after each further one, up to `wait_s_max`.
struct Backoff {
  std::int64_t free = 5;
  std::int64_t first_wait_s = 30;
  std::int64_t wait_s_max = 900;
  std::int64_t window_s = 86'400;
};

struct Verdict {
  bool allowed = true;
  Instant wait_until = {};  ///< when refused
};

/// `failures`: of one account or one address since its last success, in any order; those older
/// than the window and those of the future do not count.
Verdict may_try(const Backoff& backoff, std::span<const Instant> failures, Instant now);

}  // namespace payung::identity
