#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace payung {

enum class RegionLevel { country, province, regency, district, village };
std::string_view to_text(RegionLevel level);

/// Official region code (Kemendagri): province "33", regency or city "33.19", district "33.19.03",
/// village "33.19.03.2005". The country, which contains all, is the empty code.
/// Form only; whether a code exists is asked of the RegionTable.
class RegionCode {
 public:
  /// The country.
  constexpr RegionCode() = default;
  /// With or without dots: "33.19.03" or "331903"; "" is the country. Errors: bad_region.
  static Result<RegionCode> parse(std::string_view text);

  RegionLevel level() const;
  /// "33.19.03"
  std::string text() const;
  /// Prefix containment: 33 contains 33.19.03; every code contains itself.
  bool contains(RegionCode other) const;
  /// The enclosing code of that level; this code itself when it is no deeper than `level`.
  RegionCode at(RegionLevel level) const;
  /// Dense key for storage and hashing: the digits as a number, unique over all levels.
  std::int64_t key() const { return digits_; }

  friend constexpr auto operator<=>(const RegionCode& a, const RegionCode& b) {
    return a.sort_key() <=> b.sort_key();
  }
  friend constexpr bool operator==(const RegionCode&, const RegionCode&) = default;

 private:
  constexpr RegionCode(std::int64_t digits, int count) : digits_(digits), count_(count) {}
  /// Ten digits, so that a region sorts directly before what it contains.
  constexpr std::int64_t sort_key() const {
    std::int64_t key = digits_;
    for (int i = count_; i < 10; ++i) key *= 10;
    return key * 16 + count_;
  }
  std::int64_t digits_ = 0;
  int count_ = 0;  ///< 0, 2, 4, 6 or 10 digits
};

}  // namespace payung
