#include "linkage/birth_date.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/date.hpp"

namespace payung::linkage {
namespace {

constexpr std::size_t kTextMax = 64;
constexpr std::int64_t kSerialOfEpoch = 25'569;  ///< 1970-01-01 as a spreadsheet counts
constexpr std::uint32_t kSerialMin = 3'654;      ///< 1910-01-01
constexpr std::uint32_t kSerialMax = 54'788;     ///< 2049-12-31

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// 1 to 12 by the first three letters, 0 when it is no month.
std::uint32_t month_named(std::string_view word) {
  struct Month {
    std::string_view start;
    std::uint32_t month;
  };
  static constexpr std::array<Month, 20> months{
      {{"JAN", 1}, {"FEB", 2},  {"PEB", 2},  {"MAR", 3},  {"MRT", 3},  {"APR", 4}, {"MEI", 5},
       {"MAY", 5}, {"JUN", 6},  {"JUL", 7},  {"AGU", 8},  {"AUG", 8},  {"AGS", 8}, {"AGT", 8},
       {"SEP", 9}, {"OKT", 10}, {"OCT", 10}, {"NOV", 11}, {"NOP", 11}, {"DES", 12}}};
  if (word.size() < 3) return 0;
  const std::array<char, 3> start{upper(word[0]), upper(word[1]), upper(word[2])};
  const std::string_view name(start.data(), start.size());
  for (const auto& month : months) {
    if (month.start == name) return month.month;
  }
  return name == "DEC" ? 12 : 0;
}

/// The first three numbers of a text, month names among them, and how many digits each had.
struct Parts {
  std::array<std::uint32_t, 3> value{};
  std::array<std::size_t, 3> digits{};
  std::size_t count = 0;
  std::optional<std::size_t> named;  ///< which of them is a month by name
};

Parts parts_of(std::string_view text) {
  Parts parts;
  std::size_t i = 0;
  while (i < text.size() && parts.count < 3) {
    const std::size_t start = i;
    if (is_digit(text[i])) {
      std::uint32_t value = 0;
      while (i < text.size() && is_digit(text[i]) && i - start < 9) {
        value = value * 10 + static_cast<std::uint32_t>(text[i++] - '0');
      }
      parts.value[parts.count] = value;
      parts.digits[parts.count++] = i - start;
    } else if (is_letter(text[i])) {
      while (i < text.size() && is_letter(text[i])) ++i;
      const auto month = month_named(text.substr(start, i - start));
      if (month == 0 || parts.count == 0) continue;  // the name of a place
      parts.named = parts.count;
      parts.value[parts.count++] = month;
    } else {
      ++i;
    }
  }
  return parts;
}

std::uint32_t dated(std::uint32_t year, std::uint32_t month, std::uint32_t day, bool century) {
  const int whole = static_cast<int>(century ? year : 2000 + year);  // 2000 was a leap year
  if (year > 9999 || month > 12 || day > 31) return 0;
  if (!Date::of(whole, static_cast<int>(month), static_cast<int>(day))) return 0;
  return year * 10'000 + month * 100 + day;
}

std::uint32_t of_serial(std::uint32_t serial) {
  if (serial < kSerialMin || serial > kSerialMax) return 0;
  const auto date = Date::from_days(static_cast<std::int64_t>(serial) - kSerialOfEpoch);
  if (!date) return 0;
  return static_cast<std::uint32_t>(date->year() * 10'000 + date->month() * 100 + date->day());
}

std::uint32_t of_one_number(std::uint32_t value, std::size_t digits) {
  if (digits == 5) return of_serial(value);
  if (digits != 8) return 0;
  const auto year_first = dated(value / 10'000, value / 100 % 100, value % 100, true);
  if (year_first != 0 && value / 10'000 >= 1900) return year_first;
  return dated(value % 10'000, value / 10'000 % 100, value / 1'000'000, true);
}

}  // namespace

std::uint32_t read_birth_date(std::string_view text) {
  const auto comma = text.rfind(',');
  if (comma != std::string_view::npos) text.remove_prefix(comma + 1);
  const Parts parts = parts_of(text.substr(0, kTextMax));
  if (parts.count == 0) return 0;
  // "27623" or "27623.0"; two numbers are no date.
  if (parts.count < 3) return of_one_number(parts.value[0], parts.digits[0]);
  const auto [first, second, third] = parts.value;
  if (parts.digits[0] == 4) return dated(first, second, third, true);
  const bool century = parts.digits[2] == 4;
  if (!century && parts.digits[2] != 2) return 0;
  if (parts.named == std::size_t{0}) return 0;
  const auto usual = dated(third, second, first, century);
  return usual != 0 || parts.named ? usual : dated(third, first, second, century);
}

}  // namespace payung::linkage
