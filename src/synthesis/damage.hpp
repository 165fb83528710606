#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>

#include "base/result.hpp"

namespace payung::synthesis {

/// What happens to a row on its way into an agency's list.
enum class Damage : std::uint8_t {
  nik_transposed,   ///< two neighbouring digits changed places
  nik_wrong_digit,  ///< one digit is another
  nik_dropped,      ///< one digit is missing
  nik_doubled,      ///< one digit stands twice
  nik_last_lost,    ///< a spreadsheet kept fifteen digits; the last is 0
  nik_scientific,   ///< "3,31908E+15"
  nik_of_member,    ///< of somebody else in the household
  nik_family_card,  ///< the KK number
  nik_blank,
  nik_spaced,         ///< "331902 190801 0001", also a leading space or apostrophe: still whole
  nik_dotted,         ///< "331902.190801.0001": still whole
  nik_letter,         ///< the letter O for a zero
  name_old_spelling,  ///< oe for u, dj for j, tj for c, j for y, or back
  name_abbreviated,   ///< "M. Rafi", "Abd. Kadir", "Siti N"
  name_titled,        ///< "H.", "Hj.", "Ny.", ", SE", "/ PAK RT", "(Alm)" only for the dead
  name_typo,          ///< a letter dropped, doubled, changed or transposed
  name_part_missing,
  name_reordered,
  name_joined,      ///< "SITIAMINAH"
  date_swapped,     ///< day and month
  date_wrong_year,  ///< up to ten years off
  date_wrong_day,   ///< a day or ten off
  date_january,     ///< 1 January of the year
  date_blank,
  moved,  ///< an earlier or later address
  village_misspelt,
  phone_missing,
  phone_changed,
  sex_wrong,
  repeated,  ///< the person stands in this list once more
};
inline constexpr std::size_t damage_count = 30;
std::string_view to_text(Damage damage);  ///< "nik_transposed"
Result<Damage> parse_damage(std::string_view text);

using DamageSet = std::bitset<damage_count>;

}  // namespace payung::synthesis
