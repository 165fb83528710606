#include "base/rupiah.hpp"

#include <limits>

namespace payung {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The thousands dots are well placed: "1.234.567" yes, "1.23" and "1234.567" no, and neither
/// "0.800", which somebody may have meant as a fraction.
bool dots_are_thousands(std::string_view digits) {
  const auto first = digits.find('.');
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3 || digits[0] == '0') return false;
  for (std::size_t i = first; i < digits.size(); i += 4) {
    if (digits[i] != '.' || digits.size() - i < 4) return false;
    for (std::size_t k = i + 1; k < i + 4; ++k) {
      if (!is_digit(digits[k])) return false;
    }
  }
  return true;
}

/// What may follow the comma: "00", or the dash of "Rp16.800,-". Three zeros are thousands in the
/// English way: "500,000" is not 500.
bool is_no_fraction(std::string_view cents) {
  constexpr std::size_t kCents = 2;
  return !cents.empty() && cents.size() <= kCents &&
         (cents.find_first_not_of('0') == std::string_view::npos ||
          cents.find_first_not_of('-') == std::string_view::npos);
}

}  // namespace

Result<Rupiah> Rupiah::parse(std::string_view text) {
  const Error bad{Errc::bad_amount, "amount", "whole rupiah such as 25000 or Rp25.000"};
  std::string_view rest = trimmed(text);
  const bool negative = !rest.empty() && rest.front() == '-';
  if (negative) rest.remove_prefix(1);
  if (rest.starts_with("Rp") || rest.starts_with("RP") || rest.starts_with("rp")) {
    rest = trimmed(rest.substr(2));
    if (rest.starts_with('.')) rest = trimmed(rest.substr(1));
  }
  if (const auto comma = rest.find(','); comma != std::string_view::npos) {
    if (!is_no_fraction(rest.substr(comma + 1))) return bad;
    rest = rest.substr(0, comma);
  }
  if (rest.empty() || !is_digit(rest.front()) || !dots_are_thousands(rest)) return bad;
  std::int64_t amount = 0;
  for (const char c : rest) {
    if (c == '.') continue;
    if (!is_digit(c)) return bad;
    // The sign is in every step, because the least amount has no positive twin.
    const int digit = negative ? '0' - c : c - '0';
    if (__builtin_mul_overflow(amount, 10, &amount) ||
        __builtin_add_overflow(amount, digit, &amount)) {
      return Error{Errc::overflow, "amount"};
    }
  }
  return Rupiah(amount);
}

std::string Rupiah::text() const {
  const bool negative = amount_ < 0;
  auto rest =
      negative ? 0 - static_cast<std::uint64_t>(amount_) : static_cast<std::uint64_t>(amount_);
  std::string digits = std::to_string(rest);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, '.');
  }
  return (negative ? "-Rp" : "Rp") + digits;
}

Result<Rupiah> Rupiah::plus(Rupiah other) const {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(amount_, other.amount_, &sum)) return Error{Errc::overflow, "sum"};
  return Rupiah(sum);
}

Result<Rupiah> Rupiah::minus(Rupiah other) const {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(amount_, other.amount_, &difference)) {
    return Error{Errc::overflow, "difference"};
  }
  return Rupiah(difference);
}

Result<Rupiah> Rupiah::times(std::int64_t factor) const {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(amount_, factor, &product)) return Error{Errc::overflow, "product"};
  return Rupiah(product);
}

Result<Rupiah> Rupiah::ratio_half_up(std::int64_t numerator, std::int64_t denominator) const {
  PAYUNG_CHECK(denominator > 0);
  // 128 bits hold any product of two 64-bit numbers, so only the quotient can be too large.
  __extension__ using Wide = __int128;
  const Wide product = static_cast<Wide>(amount_) * numerator;
  const Wide half = denominator / 2 + denominator % 2;
  const Wide magnitude = product < 0 ? -product : product;
  Wide quotient = magnitude / denominator;
  if (magnitude % denominator >= half) ++quotient;
  if (product < 0) quotient = -quotient;
  if (quotient > std::numeric_limits<std::int64_t>::max() ||
      quotient < std::numeric_limits<std::int64_t>::min()) {
    return Error{Errc::overflow, "ratio"};
  }
  return Rupiah(static_cast<std::int64_t>(quotient));
}

}  // namespace payung
