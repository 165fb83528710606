#pragma once

#include <cstdint>
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
  /// `regions_csv`: code,name. `historic_csv`: code,name,last_seen_in_table_of. Both begin with
  /// that line.
  /// Errors: bad_region, `where` naming file and line.
  static Result<RegionTable> load(std::string_view regions_csv, std::string_view historic_csv);

  /// Today's region of that code, or null.
  const Region* find(RegionCode code) const;
  /// Today's code or an old one; the country is known too.
  bool known_ever(RegionCode code) const;
  /// Today's code for `code`: itself when it is still in force. An old regency is today's one
  /// regency (or city) of that name; an old district is the one district of that name in what its
  /// regency is today, else in that regency's province. Empty when there is none or more than one.
  std::optional<RegionCode> today(RegionCode code) const;
  /// The regions directly below `parent`, by code.
  std::span<const Region> children(RegionCode parent) const;
  /// Everything inside `parent` at that level, by code.
  std::vector<Region> inside(RegionCode parent, RegionLevel level) const;
  /// By name inside `parent` at that level; case, spaces, signs and "Kabupaten/Kota/Kec./Desa/
  /// Kel." are folded. All that fit, by code: "Wates" may be several villages, "Semarang" is a
  /// regency and a city; "Kota Semarang" is only the city.
  std::vector<RegionCode> by_name(RegionCode parent, RegionLevel level,
                                  std::string_view name) const;
  std::size_t size() const { return regions_.size(); }

 private:
  /// The regions of that level that lie in `parent`; they stand together.
  std::span<const Region> run(RegionCode parent, RegionLevel level) const;
  std::optional<RegionCode> only_one(RegionCode parent, RegionLevel level,
                                     std::string_view name) const;

  std::vector<Region> regions_;  ///< by depth, then code, so that children stand together
  std::vector<std::uint64_t> name_hashes_;  ///< of the folded name of each of regions_
  std::vector<Region> historic_;            ///< by code
};

}  // namespace payung
