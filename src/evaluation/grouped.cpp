#include "evaluation/grouped.hpp"

#include <map>
#include <string_view>
#include <tuple>

namespace payung::evaluation {
namespace {

using Key = std::tuple<RegionCode, std::optional<Sector>, bool, Station, std::string_view,
                       std::string_view, bool, bool, std::optional<Month>, std::optional<Month>>;

Key key_of(const PersonOutcome& one) {
  return {one.region, one.sector,    one.proposed,   one.station, one.reason,
          one.payer,  one.member_pu, one.member_bpu, one.lapses,  one.payer_ends};
}

}  // namespace

Grouped grouped(std::span<const PersonOutcome> people) {
  Grouped result;
  result.group_of.reserve(people.size());
  std::map<Key, std::uint32_t> known;
  for (const PersonOutcome& one : people) {
    const auto [place, is_new] =
        known.try_emplace(key_of(one), static_cast<std::uint32_t>(result.groups.size()));
    if (is_new) {
      result.groups.push_back(one);
      result.groups.back().person = 0;
      result.groups.back().people = 0;
    }
    result.groups[place->second].people += one.people;
    result.group_of.push_back(place->second);
  }
  return result;
}

}  // namespace payung::evaluation
