#include "identity/session_policy.hpp"

#include <algorithm>

namespace payung::identity {

Instant ends_at(const SessionPolicy& policy, Standing standing, Instant created,
                Instant last_seen) {
  switch (standing) {
    case Standing::half: return created.plus(policy.second_factor_s);
    case Standing::full:
      return std::min(created.plus(policy.absolute_s), last_seen.plus(policy.idle_s));
  }
  PAYUNG_CHECK(false);
}

}  // namespace payung::identity
