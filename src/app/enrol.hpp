#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "app/load_programme.hpp"

namespace payung::app {

struct EnrolReport {
  Effect effect;
  std::string scheme;
  std::int64_t allocation_run = 0;
  std::int64_t enrolled = 0;
  std::int64_t already = 0;  ///< members of the scheme before
  /// Allocated, but not enrolled: reason -> how many ("already a member in 2025-03").
  std::map<std::string, std::int64_t> refused = {};
  std::string start_citation = {};  ///< the rule by which membership begins; several joined by "; "
};

/// Makes members of those whom the newest allocation gives a payer: start month by law, the
/// scheme's programmes, a provisional number for who has none. `run` is the allocation that was
/// looked at, or said yes to: another one since is refused. Errors: nothing_done before the first
/// allocation; conflict when it was allocated anew since, and when the scheme's programmes are not
/// what the law asks.
Result<EnrolReport> enrol_allocated(Environment& environment, std::string_view scheme_code,
                                    std::optional<std::int64_t> run = std::nullopt);

}  // namespace payung::app
