#include "adapters/text/day.hpp"

#include "base/date.hpp"

namespace payung::text {

std::string day_text(const Catalogue& words, std::string_view iso) {
  const auto day = Date::parse(std::string(iso));
  if (!day) return std::string(iso);
  const std::string month = (day->month() < 10 ? "0" : "") + std::to_string(day->month());
  const std::string number = std::to_string(day->day());
  const std::string year = std::to_string(day->year());
  return words.text("day." + month, {{"day", number}, {"year", year}});
}

std::string moment_text(const Catalogue& words, std::string_view iso) {
  constexpr int kMinutesAhead = 7 * 60;  // WIB is UTC+7 all year
  constexpr int kMinutesOfDay = 24 * 60;
  const auto digits = [&](std::size_t at) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (!is_digit(iso[at]) || !is_digit(iso[at + 1])) return -1;
    return (iso[at] - '0') * 10 + (iso[at + 1] - '0');
  };
  if (iso.size() < 16 || iso[10] != 'T' || iso[13] != ':') return std::string(iso);
  const auto day = Date::parse(std::string(iso.substr(0, 10)));
  const int hour = digits(11);
  const int minute = digits(14);
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::string(iso);
  const int local = hour * 60 + minute + kMinutesAhead;
  const auto there = Date::from_days(day->days_since_1970() + local / kMinutesOfDay);
  if (!there) return std::string(iso);
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const std::string hours = two(local % kMinutesOfDay / 60);
  return words.text(
      "day.moment",
      {{"day", day_text(words, there->text())}, {"hour", hours}, {"minute", two(minute)}});
}

std::string month_text(const Catalogue& words, std::string_view iso) {
  const std::string first = std::string(iso) + "-01";
  const std::string day = day_text(words, first);
  return day.starts_with("1 ") ? day.substr(2) : std::string(iso);
}

}  // namespace payung::text
