#include "allocation/profile.hpp"

#include <algorithm>

namespace payung::allocation {
namespace {

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// The last day on which one could be born and have completed `years` on `on`.
std::optional<Date> born_by(Date on, int years) {
  const int year = on.year() - years;
  if (const auto day = Date::of(year, on.month(), on.day())) return *day;
  // 29 February of a year that has none: born on the 28th is old enough.
  const auto day = Date::of(year, on.month(), 28);
  if (!day) return std::nullopt;
  return *day;
}

}  // namespace

Profiler::Profiler(const Funding& funding, Date on) : on_(on) {
  const auto add_age = [&](const std::optional<int>& years) {
    if (!years) return;
    if (const auto day = born_by(on, *years)) births_.push_back(*day);
  };
  for (const Budget& budget : funding.budgets) {
    add_age(budget.may_cover.age_min_years);
    add_age(budget.may_cover.age_limit_years);
    asks_decile_ = asks_decile_ || budget.may_cover.decile_max.has_value();
    areas_.insert(areas_.end(), budget.may_cover.areas.begin(), budget.may_cover.areas.end());
    if (!budget.prefers) continue;
    areas_.push_back(*budget.prefers);
    areas_.push_back(budget.prefers->at(RegionLevel::regency));
    areas_.push_back(budget.prefers->at(RegionLevel::province));
  }
  sort_unique(births_);
  sort_unique(areas_);
}

Profile Profiler::of(const Candidate& person) {
  std::uint8_t age = 255;
  if (births_.empty()) {
    age = 0;
  } else if (person.birth_date && *person.birth_date <= on_) {
    const auto reached =
        births_.end() - std::lower_bound(births_.begin(), births_.end(), *person.birth_date);
    age = static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(reached, 254));
  }
  const int decile = asks_decile_ && person.decile ? *person.decile : -1;
  return {static_cast<std::uint8_t>(person.sector),
          static_cast<std::uint8_t>(person.poverty),
          static_cast<std::int8_t>(decile),
          age,
          place(person.home),
          place(person.workplace),
          person.sender_set};
}

std::uint32_t Profiler::place(const std::optional<RegionCode>& code) {
  if (!code || areas_.empty()) return 0;
  if (const auto seen = places_.find(*code); seen != places_.end()) return seen->second;
  std::vector<std::uint32_t> holding;
  for (std::uint32_t i = 0; i < areas_.size(); ++i) {
    if (areas_[i].contains(*code)) holding.push_back(i);
  }
  // 0 is a place that is not known; it meets no area, as does one outside all areas.
  const auto number =
      holding.empty()
          ? 0U
          : place_sets_
                .try_emplace(std::move(holding), static_cast<std::uint32_t>(place_sets_.size() + 1))
                .first->second;
  places_.emplace(*code, number);
  return number;
}

}  // namespace payung::allocation
