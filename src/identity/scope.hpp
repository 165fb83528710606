#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/kinds.hpp"
#include "base/region_code.hpp"

/// Where a role holds. Empty lists mean "no limit of this kind", and only what an administrator
/// set so on purpose is without limit: `everything` must be said.
namespace payung::identity {

/// A caller reaches what lies inside all limits that are set.
struct Scope {
  std::vector<RegionCode> regions = {};     ///< areas with all below them; the country: one root
  std::vector<Sector> sectors = {};         ///< empty: every sector
  std::optional<std::string> sender = {};   ///< only the lists of this sender (its code)
  std::optional<std::string> payer = {};    ///< only the people and bills of this payer (its code)
  std::optional<std::int64_t> person = {};  ///< only this person (a worker)

  /// Nothing at all: what an account has before anybody gave it a scope.
  bool empty() const;
  /// Whether something in `region` (empty: not known) is inside. Not known is inside only for
  /// callers of the whole country.
  bool reaches(const std::optional<RegionCode>& region) const;
  bool reaches(const std::optional<RegionCode>& region, const std::optional<Sector>& sector) const;
};

}  // namespace payung::identity
