#pragma once

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/kinds.hpp"
#include "base/result.hpp"
#include "rules/rule_book.hpp"

/// What a change of the law means for a membership: two days, two sets of rules, or both.
namespace payung::cases {

struct Side {
  const rules::RuleBook* rules;
  Date on;
};

/// What the dues and benefits of a member depend on.
struct ImpactMember {
  std::string region;
  Sector sector = Sector::other;
  PayerKind payer = PayerKind::self;
  ProgrammeSet programmes{Programme::jkk, Programme::jkm};
  Rupiah declared_income = {};
};

enum class Measure : std::uint8_t {
  dues,       ///< of the month; less is a gain
  jkk_death,  ///< benefits for death by a work accident; more is a gain
  jkm_death,  ///< benefits for another death of a member of many years; more is a gain
};
std::string_view to_text(Measure measure);

struct Tally {
  std::int64_t gain = 0;  ///< members
  std::int64_t lose = 0;
  std::int64_t same = 0;
  Rupiah before = {};  ///< of all of them
  Rupiah after = {};
};

struct MeasureImpact {
  Measure measure;
  Tally all;
  std::map<std::string, Tally> by_region;
  std::map<std::string, Tally> by_sector;
};

/// A key that does not say the same on both sides.
struct Difference {
  std::string key;
  std::string before;  ///< "10000000", "at_cost"; empty: nothing in force
  std::string after;
};

struct Impact {
  std::vector<Difference> differences;
  std::vector<MeasureImpact> measures;  ///< one each, in the order of the enum
};

/// Errors: no_parameter when a side has no value that a member needs; overflow.
Result<Impact> impact(std::span<const ImpactMember> members, const Side& before, const Side& after);

}  // namespace payung::cases
