#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace payung {

/// Whole rupiah. There are no cents in the dues and benefits of the law, so there is no fraction
/// here and no way in from a double. Sums and products are checked: they return Errc::overflow.
class Rupiah {
 public:
  constexpr Rupiah() = default;
  constexpr explicit Rupiah(std::int64_t amount) : amount_(amount) {}

  /// Accepts "16800", "16.800", "Rp16.800", "Rp 16.800,00", "Rp16.800,-", "-200". Digits and
  /// thousands dots only; a comma may be followed by zeros or dashes only. Errors: bad_amount,
  /// overflow.
  static Result<Rupiah> parse(std::string_view text);

  constexpr std::int64_t amount() const { return amount_; }
  /// "Rp16.800" as Indonesian officials write it; negative as "-Rp200".
  std::string text() const;

  Result<Rupiah> plus(Rupiah other) const;
  Result<Rupiah> minus(Rupiah other) const;
  Result<Rupiah> times(std::int64_t factor) const;
  /// amount x numerator / denominator, halves rounded away from zero. denominator > 0.
  Result<Rupiah> ratio_half_up(std::int64_t numerator, std::int64_t denominator) const;
  /// amount x basis_points / 10,000 rounded half up: 1% of 1,000,000 is basis_points = 100.
  Result<Rupiah> basis_points_half_up(std::int64_t basis_points) const {
    return ratio_half_up(basis_points, 10'000);
  }

  friend constexpr auto operator<=>(const Rupiah&, const Rupiah&) = default;

 private:
  std::int64_t amount_ = 0;
};

}  // namespace payung
