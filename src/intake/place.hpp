#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/region_table.hpp"

namespace payung::intake {

/// What an address says besides the street: "DK KRAJAN RT 6 RW 3 DESA KARANGROWO".
struct AddressParts {
  std::string rt;
  std::string rw;
  std::string village;
  std::string district;
};
AddressParts address_parts(std::string_view address);
/// "Krajan 002/003": RT and RW by their written zeros alone. Empty when none stand so.
AddressParts bare_rt_and_rw(std::string_view address);

/// "002" -> "2", "RT 04" -> "4"; what holds no number stays as typed.
std::string plain_number(std::string_view text);
/// The same of an RW, which many villages write as "RW III" -> "3"; I to XXXIX.
std::string rw_number(std::string_view text);

/// Villages by name inside the sender's area.
class PlaceFinder {
 public:
  PlaceFinder(const RegionTable& regions, RegionCode area);

  enum class Outcome : std::uint8_t { exact, misspelt, ambiguous, unknown };
  struct Found {
    Outcome outcome = Outcome::unknown;
    RegionCode code = {};  ///< when exact or misspelt
    std::string name = {};
  };
  /// `district` (as typed, may be empty) tells villages of one name apart. Misspelt: exactly one
  /// village of the area is a letter or two away, and none is spelt so.
  Found village(std::string_view name, std::string_view district);
  /// A district of the area by name.
  std::optional<RegionCode> district(std::string_view name) const;
  /// A regency of Indonesia by name, when one alone is so called.
  std::optional<RegionCode> regency(std::string_view name);
  /// The one village of the area whose name stands in an address without "Desa" in front: "Wates
  /// RT 02/03, Undaan". Names of streets and hamlets do not count. Empty: none, or several.
  std::string village_in_address(std::string_view address) const;
  /// Spelt exactly as a village of the area.
  bool is_village(std::string_view name) const;
  RegionCode area() const { return area_; }
  bool can_find() const { return area_.level() != RegionLevel::country; }

 private:
  struct Entry {
    std::string key;
    RegionCode code;
    std::string name;
  };
  Found search(std::string_view key, std::string_view district_key) const;

  const RegionTable& regions_;
  RegionCode area_;
  std::vector<Entry> villages_;  ///< by key
  std::unordered_set<std::string> village_keys_;
  std::multimap<std::string, RegionCode> districts_;
  std::unordered_map<std::string, Found> known_;  ///< answers given before
  std::unordered_map<std::string, std::optional<RegionCode>> regencies_;
};

}  // namespace payung::intake
