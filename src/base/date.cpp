#include "base/date.hpp"

#include <chrono>

namespace payung {
namespace {

constexpr int kFirstYear = 1850;
constexpr int kLastYear = 2199;

std::chrono::year_month_day calendar(std::int32_t days) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(days)));
}

/// `count` digits at the head of `text`, or -1. Consumes them.
int take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return -1;
  int number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take_dash(std::string_view& text) {
  if (!text.starts_with('-')) return false;
  text.remove_prefix(1);
  return true;
}

std::string padded(int number, std::size_t width) {
  std::string digits = std::to_string(number);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

Result<Date> Date::of(int year, int month, int day) {
  const Error bad{Errc::bad_date, "date", "a real day between 1850 and 2199"};
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31) {
    return bad;
  }
  const std::chrono::year_month_day ymd{std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return bad;
  return Date(static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count()));
}

Result<Date> Date::parse(std::string_view iso) {
  const int year = take_number(iso, 4);
  const bool dash1 = take_dash(iso);
  const int month = take_number(iso, 2);
  const bool dash2 = take_dash(iso);
  const int day = take_number(iso, 2);
  if (year < 0 || month < 0 || day < 0 || !dash1 || !dash2 || !iso.empty()) {
    return Error{Errc::bad_date, "date", "write it as 2025-01-31"};
  }
  return of(year, month, day);
}

Result<Date> Date::from_days(std::int64_t days_since_1970) {
  static const std::int32_t first = of(kFirstYear, 1, 1)->days_;
  static const std::int32_t last = of(kLastYear, 12, 31)->days_;
  if (days_since_1970 < first || days_since_1970 > last) {
    return Error{Errc::bad_date, "date", "a real day between 1850 and 2199"};
  }
  return Date(static_cast<std::int32_t>(days_since_1970));
}

int Date::year() const { return static_cast<int>(calendar(days_).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(calendar(days_).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(calendar(days_).day())); }

Month Date::month_of() const { return *Month::of(year(), month()); }

std::string Date::text() const {
  return padded(year(), 4) + "-" + padded(month(), 2) + "-" + padded(day(), 2);
}

int Date::age_of(Date birth) const {
  const bool birthday_ahead =
      month() < birth.month() || (month() == birth.month() && day() < birth.day());
  return year() - birth.year() - (birthday_ahead ? 1 : 0);
}

Result<Month> Month::of(int year, int month) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) {
    return Error{Errc::bad_month, "month", "a month between 1850-01 and 2199-12"};
  }
  return Month(year * 12 + month - 1);
}

Result<Month> Month::parse(std::string_view iso) {
  const int year = take_number(iso, 4);
  const bool dash = take_dash(iso);
  const int month = take_number(iso, 2);
  if (year < 0 || month < 0 || !dash || !iso.empty()) {
    return Error{Errc::bad_month, "month", "write it as 2025-01"};
  }
  return of(year, month);
}

Date Month::first_day() const { return *Date::of(year(), month(), 1); }

Date Month::last_day() const {
  const auto last = std::chrono::year_month_day_last{
      std::chrono::year(year()),
      std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month())))};
  return *Date::of(year(), month(), static_cast<int>(static_cast<unsigned>(last.day())));
}

Month Month::plus(int count) const {
  const auto moved = from_index(static_cast<std::int64_t>(index_) + count);
  return *moved;
}

Result<Month> Month::from_index(std::int64_t index) {
  if (index < std::int64_t{kFirstYear} * 12 || index > std::int64_t{kLastYear} * 12 + 11) {
    return Error{Errc::bad_month, "month", "a month between 1850-01 and 2199-12"};
  }
  return Month(static_cast<std::int32_t>(index));
}

std::string Month::text() const { return padded(year(), 4) + "-" + padded(month(), 2); }

Result<MonthRange> MonthRange::parse(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) {
    return Error{Errc::bad_month, "months", "write them as 2025-01/2026-01, the end not included"};
  }
  const auto from = Month::parse(text.substr(0, slash));
  if (!from) return from.error();
  const auto until = Month::parse(text.substr(slash + 1));
  if (!until) return until.error();
  if (*until < *from) return Error{Errc::bad_month, "months", "they end before they begin"};
  return MonthRange{*from, *until};
}

}  // namespace payung
