#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/environment.hpp"

/// What somebody's family would be owed if he died today: told to himself while nothing happened.
namespace payung::app {

struct RightToday {
  std::string kind;  ///< jkk_death, jkm
  Rupiah total;
  std::string citation;  ///< of the first rule it rests on
};

/// By the rules of `environment.today`, from cover, membership and declared income as stored. Kinds
/// of which nothing is owed (no cover) are left out. Reads only. Errors: no_parameter, storage.
Result<std::vector<RightToday>> rights_today(Environment& environment, std::int64_t person);

}  // namespace payung::app
