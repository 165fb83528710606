#include "cases/written.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "cases/spelling.hpp"
#include "intake/date_cell.hpp"

namespace payung::cases {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Up to nine digits and nothing else.
std::optional<int> figure(std::string_view text) {
  constexpr std::size_t kDigitsOfInt = 9;
  if (text.empty() || text.size() > kDigitsOfInt || !is_digit(text.front())) return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find_first_of(separators);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// "1_000_000" without its marks: each stands between two digits.
std::optional<std::string> without_marks(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '_') {
      plain += text[at];
      continue;
    }
    const bool inside = at > 0 && at + 1 < text.size();
    if (!inside || !is_digit(text[at - 1]) || !is_digit(text[at + 1])) return std::nullopt;
  }
  return plain;
}

/// "1,000,000" with dots instead. One comma may begin a fraction, so it stays.
void turn_commas(std::string& text) {
  const bool dots = text.find('.') != std::string::npos;
  const auto first = text.find(',');
  if (dots || first == std::string::npos || text.find(',', first + 1) == std::string::npos) return;
  for (char& c : text) {
    if (c == ',') c = '.';
  }
}

/// A month by figure or by name, in Indonesian or English.
std::optional<int> month_written(std::string_view text) {
  if (const auto number = figure(text)) return number;
  const int month = intake::month_of_name(in_small(text));
  return month == 0 ? std::nullopt : std::optional(month);
}

constexpr std::size_t kYearDigits = 4;

}  // namespace

Result<Rupiah> written_amount(std::string_view text) {
  auto plain = without_marks(text);
  if (!plain) return Error{Errc::bad_amount, "amount", "whole rupiah such as 25000 or Rp25.000"};
  turn_commas(*plain);
  return Rupiah::parse(*plain);
}

Result<std::int64_t> written_share(std::string_view text) {
  constexpr std::int64_t kBasisPoints = 100;  // of one percent
  constexpr std::size_t kHundredths = 2;
  const Error bad{Errc::bad_value, "share",
                  "basis points such as 505, or a percentage such as 5.05%"};
  text = trimmed(text);
  const bool percent = text.ends_with('%');
  if (percent) text = trimmed(text.substr(0, text.size() - 1));
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto parts = split_at(text, ".,");
  const auto whole = figure(parts[0]);
  if (!whole || parts.size() > 2 || (parts.size() == 2 && !percent)) return bad;
  std::int64_t share = percent ? *whole * kBasisPoints : *whole;
  if (parts.size() == 2) {
    const auto rest = figure(parts[1]);
    if (!rest || parts[1].size() > kHundredths) return bad;
    constexpr std::int64_t kTenth = 10;
    share += parts[1].size() == kHundredths ? *rest : *rest * kTenth;
  }
  return negative ? -share : share;
}

Result<Date> written_day(std::string_view text) {
  text = trimmed(text);
  // A year in front is the ISO form, right or wrong.
  if (text.size() > kYearDigits && text[kYearDigits] == '-') return Date::parse(text);
  const auto parts = split_at(text, "-/. ");
  constexpr std::size_t kDayMonthYear = 3;
  if (parts.size() == kDayMonthYear && parts[2].size() == kYearDigits) {
    const auto day = figure(parts[0]);
    const auto month = month_written(parts[1]);
    const auto year = figure(parts[2]);
    if (day && month && year) return Date::of(*year, *month, *day);
  }
  return Error{Errc::bad_date, "date", "a day such as 2025-01-31 or 31-01-2025"};
}

Result<Month> written_month(std::string_view text) {
  text = trimmed(text);
  if (const auto iso = Month::parse(text)) return *iso;
  if (const auto day = written_day(text)) return day->month_of();
  const auto parts = split_at(text, "-/. ");
  if (parts.size() == 2 && parts[1].size() == kYearDigits) {
    const auto month = month_written(parts[0]);
    const auto year = figure(parts[1]);
    if (month && year) return Month::of(*year, *month);
  }
  return Error{Errc::bad_month, "month", "a month such as 2025-01"};
}

}  // namespace payung::cases
