#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/region_code.hpp"
#include "base/result.hpp"

namespace payung {

struct Region {
  RegionCode code;
  std::string name;  ///< as the official table writes it: "Kabupaten Kudus", "Undaan", "Wates"
};

/// All regions of Indonesia by code and by name, and the codes that were in force before regions
/// were split or renumbered. A NIK keeps the code of its first registration, so those are valid
/// in a NIK; for where a person lives only today's codes count.
class RegionTable {
 public:
  /// `regions_csv`: code,name. `historic_csv`: code,name,last_seen_in_table_of.
  /// Errors: bad_region, `where` naming file and line.
  static Result<RegionTable> load(std::string_view regions_csv, std::string_view historic_csv);

  /// Today's region of that code, or null.
  const Region* find(RegionCode code) const;
  /// Today's code or an old one; the country is known too.
  bool known_ever(RegionCode code) const;
  /// Today's code for `code`: itself when it is still in force; for an old code the one region of
  /// today that carries its name; empty when there is none or more than one.
  std::optional<RegionCode> today(RegionCode code) const;
  /// The regions directly below `parent`, by code.
  std::span<const Region> children(RegionCode parent) const;
  /// Everything inside `parent` at that level, by code.
  std::vector<Region> inside(RegionCode parent, RegionLevel level) const;
  /// By name, case and "Kabupaten/Kota/Kec./Desa/Kel." folded, inside `parent` at that level.
  /// All that fit: "Wates" may be several villages.
  std::vector<RegionCode> by_name(RegionCode parent, RegionLevel level,
                                  std::string_view name) const;
  std::size_t size() const { return regions_.size(); }

 private:
  std::vector<Region> regions_;   ///< by depth, then code, so that children stand together
  std::vector<Region> historic_;  ///< by code
};

}  // namespace payung
