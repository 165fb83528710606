#include "synthesis/nik_office.hpp"

#include "base/check.hpp"

namespace payung::synthesis {
namespace {

constexpr std::int32_t kDaysBack = 36'159;  // 99 years, less than a century: DDMMYY is one day
constexpr int kSerialMax = 9999;
constexpr int kWomanDay = 40;

void put(std::string& to, std::int64_t number, int width) {
  const std::string digits = std::to_string(number);
  to.append(static_cast<std::size_t>(width) - digits.size(), '0');
  to += digits;
}

std::string number_of(RegionCode district, Date day, int day_added, std::int64_t serial) {
  std::string number;
  number.reserve(16);
  put(number, district.key(), 6);
  put(number, day.day() + day_added, 2);
  put(number, day.month(), 2);
  put(number, day.year() % 100, 2);
  put(number, serial, 4);
  return number;
}

Date day_at(std::int64_t days) {
  const auto day = Date::from_days(days);
  PAYUNG_CHECK(day.ok());
  return *day;
}

}  // namespace

NikOffice::NikOffice(std::vector<RegionCode> districts, Date as_of)
    : districts_(std::move(districts)),
      first_day_(as_of.days_since_1970() - kDaysBack),
      days_(static_cast<std::size_t>(kDaysBack) + 1),
      last_serials_(districts_.size() * days_ * 2, 0) {}

std::uint16_t& NikOffice::last_serial(std::size_t district, Date birth, Sex sex) {
  const std::int32_t day = birth.days_since_1970() - first_day_;
  PAYUNG_CHECK(day >= 0 && static_cast<std::size_t>(day) < days_);
  const std::size_t at = (district * days_ + static_cast<std::size_t>(day)) * 2;
  return last_serials_[at + (sex == Sex::female ? 1 : 0)];
}

std::string NikOffice::issue(std::size_t district, Date birth, Sex sex) {
  Date day = birth;
  while (last_serial(district, day, sex) == kSerialMax) {
    day = day_at(day.days_since_1970() - std::int64_t{1});
  }
  const int serial = ++last_serial(district, day, sex);
  return number_of(districts_[district], day, sex == Sex::female ? kWomanDay : 0, serial);
}

std::string family_card(RegionCode district, std::int64_t id, Date as_of) {
  constexpr std::int64_t kDays = 6000;    // some sixteen years of cards
  constexpr std::int64_t kStride = 2617;  // no common factor with kDays: each day once in a round
  const Date issued = day_at(as_of.days_since_1970() - 1 - id * kStride % kDays);
  return number_of(district, issued, 0, id / kDays + 1);
}

}  // namespace payung::synthesis
