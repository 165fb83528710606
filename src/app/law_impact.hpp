#pragma once

#include "app/environment.hpp"
#include "base/region_code.hpp"
#include "cases/impact.hpp"

/// What a change of the law means for the members of the month of `environment.today`: who gains,
/// who loses, how much, by region and sector. Reads only; proposals need not be the law in use.
namespace payung::app {

struct LawImpactQuery {
  cases::Side before;
  cases::Side after;
  RegionLevel level = RegionLevel::district;  ///< how fine the regions are told
  RegionCode within = {};                     ///< members who live there alone
};

struct LawImpact {
  std::int64_t members = 0;
  cases::Impact impact;
};

/// Errors: no_parameter naming key and day; overflow; storage.
Result<LawImpact> law_impact(Environment& environment, const LawImpactQuery& query);

}  // namespace payung::app
