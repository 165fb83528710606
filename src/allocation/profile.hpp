#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "allocation/allocate.hpp"

namespace payung::allocation {

/// What the budgets of a programme can see of a person, made small: people with the same profile
/// meet the same conditions of every budget, at the same price and the same distance.
struct Profile {
  std::uint8_t sector;
  std::uint8_t poverty;
  std::int8_t decile;  ///< -1: not known, or asked by no budget
  std::uint8_t age;    ///< how many of the budgets' age bounds are reached; 255: not known
  std::uint32_t home;  ///< which areas of the budgets hold the home
  std::uint32_t work;
  std::uint32_t sender_set;
  auto operator<=>(const Profile&) const = default;
};

/// Makes profiles; remembers places it has seen.
class Profiler {
 public:
  Profiler(const Funding& funding, Date on);
  Profile of(const Candidate& person);

 private:
  std::uint32_t place(const std::optional<RegionCode>& code);

  Date on_;
  bool asks_decile_ = false;
  std::vector<Date> births_;  ///< born on that day or earlier: the bound is reached; ascending
  std::vector<RegionCode> areas_;
  std::map<RegionCode, std::uint32_t> places_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> place_sets_;
};

}  // namespace payung::allocation
