#include "identity/reach.hpp"

#include <algorithm>

namespace payung::identity {

bool commands(const Scope& scope, const RegionCode& area) {
  const bool only_area = scope.sectors.empty() && !scope.sender && !scope.payer && !scope.person;
  return only_area && !scope.empty() && scope.reaches(area);
}

bool touches(const Scope& scope, const RegionCode& area) {
  return std::any_of(scope.regions.begin(), scope.regions.end(), [&](const RegionCode& region) {
    return region.contains(area) || area.contains(region);
  });
}

bool reaches_money(const Scope& scope, std::string_view payer, const RegionCode& area) {
  return scope.payer ? *scope.payer == payer && scope.reaches(area) : commands(scope, area);
}

}  // namespace payung::identity
