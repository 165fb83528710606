#pragma once

#include <cstdint>

#include "allocation/allocate.hpp"

namespace payung::allocation {

/// What keeps the person out of what the conditions ask for; bit i is Barrier i, 0 is nothing.
/// `senders`: those of the lists that name the person, sorted.
std::uint8_t barriers_of(const Conditions& may_cover, const Candidate& person,
                         const std::vector<std::string>& senders, Date on);

/// How far the person is from the area a budget prefers: 0 lives or works inside it, 1 in the same
/// regency, 2 in the same province, 3 elsewhere or not known. 0 when nothing is preferred.
int distance_of(const std::optional<RegionCode>& prefers, const Candidate& person);

}  // namespace payung::allocation
