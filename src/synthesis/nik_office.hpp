#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"

namespace payung::synthesis {

/// Hands out NIKs as the civil registry does: the next serial of a district for a day of birth and
/// a sex, from 0001. Memory: two bytes for each district, day and sex, whatever the population.
class NikOffice {
 public:
  /// `districts` by index; births from 99 years before `as_of` until it, so that the two digits of
  /// the year are never ambiguous.
  NikOffice(std::vector<RegionCode> districts, Date as_of);

  /// Sixteen digits, never given before. When the serials of the day are used up the number says
  /// the day before, as the registry's own corrections do.
  std::string issue(std::size_t district, Date birth, Sex sex);

 private:
  std::uint16_t& last_serial(std::size_t district, Date birth, Sex sex);
  std::vector<RegionCode> districts_;
  std::int32_t first_day_;
  std::size_t days_;
  std::vector<std::uint16_t> last_serials_;
};

/// KK number of a household: district, a day of issue and a serial, different for every `id`.
std::string family_card(RegionCode district, std::int64_t id, Date as_of);

}  // namespace payung::synthesis
