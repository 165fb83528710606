#include "identity/instant.hpp"

#include <algorithm>

#include "base/date.hpp"

namespace payung::identity {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

/// Two digits below `limit`, or -1.
int two_digits(std::string_view text, int limit) {
  if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return -1;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  return value < limit ? value : -1;
}

std::string two(std::int64_t number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

Result<Instant> Instant::parse(std::string_view utc) {
  const Error wrong{Errc::bad_date, "moment", "2025-01-31T08:15:00Z"};
  if (utc.size() != 20 || utc[10] != 'T' || utc[13] != ':' || utc[16] != ':' || utc[19] != 'Z') {
    return wrong;
  }
  const auto day = Date::parse(utc.substr(0, 10));
  if (!day) return wrong;
  const int hour = two_digits(utc.substr(11, 2), 24);
  const int minute = two_digits(utc.substr(14, 2), 60);
  const int second = two_digits(utc.substr(17, 2), 60);
  if (hour < 0 || minute < 0 || second < 0) return wrong;
  return Instant{day->days_since_1970() * kDaySeconds + std::int64_t{hour} * 3'600 +
                 std::int64_t{minute} * 60 + second};
}

std::string Instant::text() const {
  static const Date first = *Date::of(1850, 1, 1);
  static const Date last = *Date::of(2199, 12, 31);
  const std::int64_t at = std::clamp(seconds, first.days_since_1970() * kDaySeconds,
                                     last.days_since_1970() * kDaySeconds + kDaySeconds - 1);
  std::int64_t days = at / kDaySeconds;
  std::int64_t rest = at % kDaySeconds;
  if (rest < 0) {
    --days;
    rest += kDaySeconds;
  }
  return Date::from_days(days)->text() + "T" + two(rest / 3'600) + ":" + two(rest / 60 % 60) + ":" +
         two(rest % 60) + "Z";
}

}  // namespace payung::identity
