#pragma once

#include <cstdint>

#include "identity/instant.hpp"

/// How long a session lives (OWASP ASVS 5 V7.3).
namespace payung::identity {

struct SessionPolicy {
  std::int64_t idle_s = 1'800;         ///< without a request
  std::int64_t absolute_s = 43'200;    ///< in all: a working day
  std::int64_t second_factor_s = 300;  ///< to bring the second factor after the password
};

enum class Standing : std::uint8_t {
  half,  ///< the password was right, the second factor is awaited
  full,
};

/// The first moment at which the session is over.
Instant ends_at(const SessionPolicy& policy, Standing standing, Instant created, Instant last_seen);

}  // namespace payung::identity
