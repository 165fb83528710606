#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "allocation/allocate.hpp"

/// People and budgets, reduced to what allocation can tell apart. Two million people become some
/// hundred classes, a thousand companies some dozen groups; all search runs on these.
namespace payung::allocation {

/// A class may be paid by a group.
struct Arc {
  std::uint32_t group;
  std::int64_t cost_rupiah;  ///< for one person over all months of the budget; never negative
  std::int64_t weight;       ///< smaller is preferred among arrangements of equal coverage
};

/// People whom no budget can tell apart.
struct PersonClass {
  std::vector<Arc> arcs;  ///< by group
  std::int64_t size = 0;
  std::uint8_t barriers = 0;         ///< when there is no arc: what stands in the way
  std::uint32_t nearest_budget = 0;  ///< the fitting budget of smallest rank
};

/// Budgets that no class can tell apart. With one price (`uniform`) their places add up; a budget
/// in which prices differ is a group of its own.
struct BudgetGroup {
  struct Member {
    std::uint32_t person_class;
    std::uint32_t arc;  ///< position in that class's arcs
  };
  std::vector<std::uint32_t> budgets;
  std::vector<std::int64_t> places;  ///< of each budget, when uniform; heads when not
  bool uniform = true;
  std::int64_t heads_max = 0;     ///< sum of places
  std::int64_t money_rupiah = 0;  ///< when not uniform
  std::vector<Member> classes;
};

struct Network {
  std::vector<PersonClass> classes;
  std::vector<BudgetGroup> groups;      ///< those with the fewest rivals for a place first
  std::vector<std::uint32_t> class_of;  ///< by position of the person
};

/// Errors: those of `price_of`; overflow; bad_value for a price below zero.
Result<Network> make_network(const Candidates& candidates, const Funding& funding,
                             const PriceOf& price_of, Date on);

}  // namespace payung::allocation
