#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"

/// What a regency's programme of a year demands of the people it covers: data, from a programme
/// file (docs/flow/eligibility.md tells its form).
namespace payung::eligibility {

enum class Poverty : std::uint8_t {
  any,            ///< in the poverty register or outside it
  register_only,  ///< only who stands in it
  outside_only,   ///< only who does not
};
std::string_view to_text(Poverty condition);
Result<Poverty> parse_poverty(std::string_view text);

enum class Area : std::uint8_t { lives, works, lives_or_works };
std::string_view to_text(Area condition);
Result<Area> parse_area(std::string_view text);

enum class WageEarners : std::uint8_t { excluded, allowed };
std::string_view to_text(WageEarners condition);
Result<WageEarners> parse_wage_earners(std::string_view text);

struct Scheme {
  std::string code;  ///< "kudus-2025"
  std::string name;
  RegionCode area;
  MonthRange period;
  ProgrammeSet programmes;
  std::vector<Sector> sectors;  ///< empty: every sector
  Area presence = Area::lives_or_works;
  Poverty poverty = Poverty::any;
  std::optional<int> decile_max;  ///< binds those in the register; 4: deciles 1 to 4
  WageEarners wage_earners = WageEarners::excluded;
  /// May narrow what the law allows, never widen it.
  std::optional<int> age_min_years;
  std::optional<int> age_limit_years;  ///< first age that is too old
  std::string source;                  ///< "Perbup Kudus 29/2020": what the programme rests on
  /// Condition -> where it is written: "sectors" -> "Perbup Kudus 29/2020, programme.toml:9".
  std::map<std::string, std::string, std::less<>> clauses;

  /// The clause of a condition, or the scheme's source when the file does not state it.
  std::string_view citation(std::string_view condition) const;
};

}  // namespace payung::eligibility
