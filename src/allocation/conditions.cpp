#include "allocation/conditions.hpp"

#include <algorithm>

namespace payung::allocation {
namespace {

using eligibility::Poverty;
using eligibility::Register;

bool inside(const std::optional<RegionCode>& place, RegionCode area) {
  return place && area.contains(*place);
}

bool area_fits(const Conditions& may_cover, const Candidate& person) {
  if (may_cover.areas.empty()) return true;
  return std::any_of(may_cover.areas.begin(), may_cover.areas.end(), [&](RegionCode area) {
    return inside(person.home, area) || inside(person.workplace, area);
  });
}

bool poverty_fits(Poverty condition, Register poverty) {
  switch (condition) {
    case Poverty::any: return true;
    case Poverty::register_only: return poverty == Register::listed;
    case Poverty::outside_only: return poverty == Register::not_listed;
  }
  return false;
}

bool decile_fits(const Conditions& may_cover, const Candidate& person) {
  if (!may_cover.decile_max || person.poverty != Register::listed) return true;
  return person.decile && *person.decile <= *may_cover.decile_max;
}

bool age_fits(const Conditions& may_cover, const Candidate& person, Date on) {
  if (!may_cover.age_min_years && !may_cover.age_limit_years) return true;
  if (!person.birth_date || *person.birth_date > on) return false;
  const int years = on.age_of(*person.birth_date);
  return (!may_cover.age_min_years || years >= *may_cover.age_min_years) &&
         (!may_cover.age_limit_years || years < *may_cover.age_limit_years);
}

bool sender_fits(const Conditions& may_cover, const std::vector<std::string>& senders) {
  if (may_cover.senders.empty()) return true;
  return std::any_of(may_cover.senders.begin(), may_cover.senders.end(), [&](const auto& wanted) {
    return std::binary_search(senders.begin(), senders.end(), wanted);
  });
}

std::uint8_t bit(Barrier barrier, bool fits) {
  return fits ? std::uint8_t{0} : static_cast<std::uint8_t>(1U << static_cast<unsigned>(barrier));
}

}  // namespace

std::uint8_t barriers_of(const Conditions& may_cover, const Candidate& person,
                         const std::vector<std::string>& senders, Date on) {
  const bool sector =
      may_cover.sectors.empty() || std::find(may_cover.sectors.begin(), may_cover.sectors.end(),
                                             person.sector) != may_cover.sectors.end();
  return static_cast<std::uint8_t>(
      bit(Barrier::sector, sector) | bit(Barrier::area, area_fits(may_cover, person)) |
      bit(Barrier::poverty, poverty_fits(may_cover.poverty, person.poverty)) |
      bit(Barrier::decile, decile_fits(may_cover, person)) |
      bit(Barrier::age, age_fits(may_cover, person, on)) |
      bit(Barrier::sender, sender_fits(may_cover, senders)));
}

int distance_of(const std::optional<RegionCode>& prefers, const Candidate& person) {
  if (!prefers) return 0;
  const auto near = [&](RegionCode area) {
    return inside(person.home, area) || inside(person.workplace, area);
  };
  if (near(*prefers)) return 0;
  if (near(prefers->at(RegionLevel::regency))) return 1;
  if (near(prefers->at(RegionLevel::province))) return 2;
  return 3;
}

}  // namespace payung::allocation
