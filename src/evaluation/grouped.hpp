#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "evaluation/outcome.hpp"

/// Persons of whom every figure says the same, put together: a million persons are some ten
/// thousand groups, which are counted at once whatever is asked of them.
namespace payung::evaluation {

struct Grouped {
  std::vector<PersonOutcome> groups;    ///< person 0; `people` are how many
  std::vector<std::uint32_t> group_of;  ///< for each of the persons given, in their order
};

/// The groups come in the order in which their first person does. Sums over the groups are sums
/// over the persons.
Grouped grouped(std::span<const PersonOutcome> people);

}  // namespace payung::evaluation
