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

std::string month_text(const Catalogue& words, std::string_view iso) {
  const std::string first = std::string(iso) + "-01";
  const std::string day = day_text(words, first);
  return day.starts_with("1 ") ? day.substr(2) : std::string(iso);
}

}  // namespace payung::text
