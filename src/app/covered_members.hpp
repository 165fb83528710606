#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "app/environment.hpp"
#include "coverage/coverage.hpp"

namespace payung::app {

/// person -> may what happens to him today be paid for? Whoever never was a member is not in it.
using CoveredMembers = std::map<std::int64_t, coverage::Covered>;

/// Of everybody. Reads all events and every paid month. Errors: storage, no_parameter, bad_rule.
Result<CoveredMembers> covered_members(Environment& environment);

/// Of these, reading theirs only: the same answers.
Result<CoveredMembers> covered_members_of(Environment& environment,
                                          const std::set<std::int64_t>& persons);

}  // namespace payung::app
