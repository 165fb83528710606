#include "potential/share.hpp"

namespace payung::potential {
namespace {

// 2^63 / 10,000 / 2: beyond it the arithmetic would overflow; there are fewer people on Earth.
constexpr std::int64_t kCountMax = 400'000'000'000'000;
constexpr std::int64_t kWhole = 10'000;

std::string grouped(std::int64_t number, char between) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, between);
  }
  return digits;
}

std::string percent(std::int64_t basis_points, char comma, char between) {
  const std::int64_t cents = basis_points % 100;
  return grouped(basis_points / 100, between) + comma + (cents < 10 ? "0" : "") +
         std::to_string(cents) + "%";
}

}  // namespace

Result<Share> Share::of(std::int64_t part, std::int64_t whole) {
  if (part < 0 || part > kCountMax) return Error{Errc::bad_value, "numerator"};
  if (whole <= 0 || whole > kCountMax) return Error{Errc::bad_value, "denominator"};
  return Share(part, whole);
}

std::int64_t Share::basis_points_half_up() const {
  return (part_ * kWhole * 2 + whole_) / (whole_ * 2);
}

std::int64_t Share::basis_points_cut() const { return part_ * kWhole / whole_; }

std::string Share::text_id() const {
  return percent(basis_points_half_up(), ',', '.') + " (" + grouped(part_, '.') + " dari " +
         grouped(whole_, '.') + ")";
}

std::string Share::text_en() const {
  return percent(basis_points_half_up(), '.', ',') + " (" + grouped(part_, ',') + " of " +
         grouped(whole_, ',') + ")";
}

}  // namespace payung::potential
