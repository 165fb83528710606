#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "base/result.hpp"
#include "synthesis/random.hpp"

namespace payung::synthesis {

/// Where a family's names come from. What share each has in a province stands in
/// data/names/cultures.csv.
enum class Culture : std::uint8_t {
  javanese,
  islamic,
  modern,
  chinese,
  batak,
  sundanese,
  balinese,
  eastern,
};
inline constexpr std::size_t culture_count = 8;
Result<Culture> parse_culture(std::string_view text);

/// The files of data/names/, as text.
struct NameFiles {
  std::string_view given;     ///< name,culture,sex,born_from,born_until,weight
  std::string_view family;    ///< name,culture,weight
  std::string_view cultures;  ///< province,culture,weight; province "" is the default
};

/// The names to draw from, by culture, sex and year of birth.
class NameStock {
 public:
  /// Errors: bad_value, `where` naming file and line; a culture that lacks names for a year.
  static Result<NameStock> load(const NameFiles& files);

  Culture draw_culture(Random& random, RegionCode province) const;
  /// One to three parts, a family name where the culture has them: "Sukarman", "Siti Nur Azizah",
  /// "Budi Santoso", "Maruli Sitompul".
  std::vector<std::string> draw(Random& random, Culture culture, Sex sex, int birth_year) const;
  /// A single part.
  std::string_view draw_given(Random& random, Culture culture, Sex sex, int birth_year) const;
  std::string_view draw_family(Random& random, Culture culture) const;

 private:
  struct Pick {
    std::string name;
    std::uint32_t until;  ///< running sum of the weights
  };
  NameStock() = default;
  Status load_given(std::string_view text);
  Status load_family(std::string_view text);
  Status load_cultures(std::string_view text);
  static void add(std::vector<Pick>& to, std::string_view name, std::uint32_t weight);
  static std::string_view pick(Random& random, const std::vector<Pick>& from);
  static constexpr int decade_first = 1930;
  static constexpr std::size_t decade_count = 10;
  static std::size_t slot(Culture culture, Sex sex, int birth_year);
  std::array<std::vector<Pick>, culture_count * 2 * decade_count> given_;
  std::array<std::vector<Pick>, culture_count> family_;
  struct Mix {
    std::int64_t province;  ///< RegionCode key; 0 is the default
    std::array<std::uint32_t, culture_count> weights;
  };
  std::vector<Mix> mixes_;  ///< by province
};

}  // namespace payung::synthesis
