#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/region_table.hpp"
#include "base/result.hpp"
#include "synthesis/names.hpp"
#include "synthesis/person.hpp"
#include "synthesis/random.hpp"

namespace payung::synthesis {

/// What the generator draws from; all of it is data the caller loads.
struct Materials {
  const RegionTable* regions;
  NameStock names;
  struct Occupation {
    std::string word;
    Sector sector;
    Segment segment;  ///< pu: works for a wage
    std::uint32_t weight_village;
    std::uint32_t weight_town;
  };
  std::vector<Occupation> occupations;
  std::vector<std::string> hamlets;        ///< "KRAJAN"
  std::vector<std::string> streets;        ///< "AHMAD YANI"
  std::vector<RegionCode> historic_codes;  ///< districts that are no more; valid in a NIK
};

/// The text of the data files.
struct MaterialFiles {
  NameFiles names;
  std::string_view occupations;  ///< word,sector,segment,weight_village,weight_town
  std::string_view places;       ///< kind (hamlet, street),name
  std::string_view historic;     ///< code,name,last_seen_in_table_of
};

/// Errors: bad_value or bad_region naming file and line.
Result<Materials> load_materials(const MaterialFiles& files, const RegionTable& regions);

struct Places;

struct PopulationSettings {
  RegionCode regency;
  std::int64_t people = 0;  ///< of all ages; 1 to 10,000,000
  std::uint64_t seed = 1;
  Date as_of;  ///< the day of the lists; ages, deaths and coverage are as of this day
};

/// Makes a regency's people, a household at a time, in memory that does not grow with their
/// number: a table of NIK serials by district, day of birth and sex.
///
/// Villages are as large as a draw from their own code says (the same in every run), towns
/// (kelurahan) larger than villages (desa). Ages follow from the
/// make-up of households in household.cpp. A NIK has
/// the district of first registration, one in seven of another regency or of a code no longer in
/// force. Households share address, KK number, mostly a phone, and children their mother; there
/// are twins, and sons who carry their father's last name.
class Population {
 public:
  /// Errors: bad_region when the regency is none or has no villages; bad_option when `people` is
  /// out of its range.
  static Result<Population> make(const PopulationSettings& settings, const Materials& materials);
  Population(Population&&) noexcept;
  Population& operator=(Population&&) noexcept;
  ~Population();

  /// Fills `household` with the next one; false after the last person was made. The last household
  /// is cut so that exactly `people` exist.
  bool next(Household& household);
  /// The regency's villages and where its people come from.
  const Places& places() const;

 private:
  struct State;
  explicit Population(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace payung::synthesis
