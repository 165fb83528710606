#pragma once

#include <cstdint>
#include <string_view>

namespace payung::linkage {

/// A NIK cell as it was typed, read for comparing: damage stays damage, nothing is repaired but
/// blanks, signs between groups and the letter O among digits.
struct NikText {
  std::uint64_t number = 0;  ///< its digits; 0 when there is none or a placeholder
  std::uint32_t born = 0;    ///< yymmdd when possible
  std::uint32_t region = 0;  ///< six digits when possible
  std::uint8_t digits = 0;   ///< how many
  std::uint8_t sex = 0;      ///< 1 man, 2 woman, when possible
  bool possible = false;     ///< sixteen digits with a possible date and serial
  bool prefix = false;       ///< scientific notation: only the leading digits are known
};

NikText read_nik(std::string_view text);

/// Digits of a phone number without 0 or 62 in front; 0 when it can be none.
std::uint64_t read_phone(std::string_view text);

/// 1 man, 2 woman, 0 unknown: L, P, "Laki-laki", "Perempuan", "Pria", "Wanita", M, F.
std::uint8_t read_sex(std::string_view text);

/// A small number such as RT or RW; 0 when it is none or above 999.
std::uint16_t read_small_number(std::string_view text);

/// The first `most` digits of a text as a number; *count says how many there were.
std::uint64_t read_digits(std::string_view text, std::size_t most, std::size_t* count);

}  // namespace payung::linkage
