#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

#include "app/load_programme_file.hpp"

namespace payung::app {
namespace {

struct Scale {
  std::string_view word;
  int zeros;
};
constexpr std::array<Scale, 12> kScales{{{"ribu", 3},
                                         {"thousand", 3},
                                         {"juta", 6},
                                         {"jt", 6},
                                         {"million", 6},
                                         {"miliar", 9},
                                         {"milyar", 9},
                                         {"billion", 9},
                                         {"bn", 9},
                                         {"triliun", 12},
                                         {"trilyun", 12},
                                         {"trillion", 12}}};

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c != ' ' && c != '_') out += static_cast<char>(std::tolower(byte));
  }
  if (out.starts_with("rp")) out.erase(0, out.starts_with("rp.") ? 3 : 2);
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "5.000.000": groups of three behind each dot.
bool has_thousands(std::string_view whole) {
  const auto first = whole.find('.');
  if (first == std::string_view::npos || first == 0 || first > 3) return false;
  for (std::size_t i = first; i < whole.size(); i += 4) {
    if (whole[i] != '.' || i + 4 > whole.size()) return false;
    if (!std::all_of(whole.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                     whole.begin() + static_cast<std::ptrdiff_t>(i) + 4, is_digit)) {
      return false;
    }
  }
  return true;
}

struct Decimal {
  std::string digits;
  int places = 0;  ///< how many of the digits stand behind the point
};

/// `scientific`: in 1.500e9 the dot is a decimal point, in 1.500 miliar it groups thousands.
std::optional<Decimal> decimal(std::string text, bool scientific) {
  const auto comma = text.find(',');
  const std::string whole = text.substr(0, comma);
  std::string fraction = comma == std::string::npos ? "" : text.substr(comma + 1);
  if (comma != std::string::npos && fraction.empty()) return std::nullopt;
  std::string digits = whole;
  if (whole.find('.') != std::string::npos) {
    if (!scientific && has_thousands(whole)) {
      digits.erase(std::remove(digits.begin(), digits.end(), '.'), digits.end());
    } else {
      if (comma != std::string::npos) return std::nullopt;
      const auto dot = whole.find('.');
      digits = whole.substr(0, dot);
      fraction = whole.substr(dot + 1);
      if (fraction.empty()) return std::nullopt;
    }
  }
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit) ||
      !std::all_of(fraction.begin(), fraction.end(), is_digit)) {
    return std::nullopt;
  }
  return Decimal{digits + fraction, static_cast<int>(fraction.size())};
}

}  // namespace

Result<Rupiah> parse_budget(std::string_view text) {
  const Error bad{Errc::bad_amount, "amount", "as in 5e9, 5.000.000.000, 5 miliar or 250 juta"};
  std::string rest = plain(text);
  int zeros = 0;
  bool scientific = false;
  for (const auto& [word, count] : kScales) {
    if (!rest.ends_with(word)) continue;
    zeros = count;
    rest.erase(rest.size() - word.size());
    break;
  }
  if (const auto e = rest.find('e'); zeros == 0 && e != std::string::npos) {
    const std::string power = rest.substr(e + 1);
    if (power.empty() || power.size() > 2 || !std::all_of(power.begin(), power.end(), is_digit)) {
      return bad;
    }
    zeros = std::stoi(power);
    scientific = true;
    rest.erase(e);
  }
  const bool scaled = zeros > 0 || scientific;
  const auto number = decimal(rest, scientific);
  if (!number) return bad;
  // Without a scale the only fraction is ",00".
  std::string digits = number->digits;
  int places = number->places - zeros;
  if (!scaled && rest.find('.') != std::string::npos &&
      !has_thousands(rest.substr(0, rest.find(',')))) {
    return bad;
  }
  for (; places > 0; --places) {
    if (digits.back() != '0') return bad;
    digits.pop_back();
    if (digits.empty()) return bad;
  }
  std::int64_t amount = 0;
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  digits.append(static_cast<std::size_t>(-places), '0');
  for (const char c : digits) {
    const int digit = c - '0';
    if (amount > (kMax - digit) / 10) return Error{Errc::overflow, "amount"};
    amount = amount * 10 + digit;
  }
  return Rupiah(amount);
}

}  // namespace payung::app
