#include "base/nik.hpp"

#include <algorithm>

namespace payung {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<Nik> Nik::parse(std::string_view digits) {
  if (!all_digits(digits)) return Error{Errc::bad_nik, "nik", "digits"};
  if (digits.size() != 16) return Error{Errc::bad_nik, "nik", "length"};
  Nik nik;
  std::copy(digits.begin(), digits.end(), nik.digits_.begin());
  const int day = nik.number(6, 2);
  const bool day_fits = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
  // 2000 was a leap year and 1900 was not, so 29-02-00 can only mean 2000: both centuries count.
  const int year = nik.birth_year_of_century();
  if (!day_fits || (!Date::of(1900 + year, nik.birth_month(), nik.birth_day()) &&
                    !Date::of(2000 + year, nik.birth_month(), nik.birth_day()))) {
    return Error{Errc::bad_nik, "nik", "date"};
  }
  if (nik.serial() == 0) return Error{Errc::bad_nik, "nik", "serial"};
  return nik;
}

std::string Nik::masked() const {
  return std::string(digits().substr(0, 6)) + std::string(10, '*');
}

RegionCode Nik::region() const {
  return RegionCode::parse(digits().substr(0, 6)).value_or(RegionCode());
}

Sex Nik::sex() const { return number(6, 2) > 40 ? Sex::female : Sex::male; }

int Nik::birth_day() const {
  const int day = number(6, 2);
  return day > 40 ? day - 40 : day;
}

int Nik::birth_month() const { return number(8, 2); }
int Nik::birth_year_of_century() const { return number(10, 2); }
int Nik::serial() const { return number(12, 4); }

std::optional<Date> Nik::birth_date(Date today, int age_min) const {
  const int year_latest = today.year() - age_min;
  int year = year_latest / 100 * 100 + birth_year_of_century();
  if (year > year_latest) year -= 100;
  auto birth = Date::of(year, birth_month(), birth_day());
  if (birth && today.age_of(*birth) < age_min)
    birth = Date::of(year - 100, birth_month(), birth_day());
  if (!birth) return std::nullopt;
  return *birth;
}

bool Nik::agrees_with(Date birth) const {
  return birth_day() == birth.day() && birth_month() == birth.month() &&
         birth_year_of_century() == birth.year() % 100;
}

int Nik::number(std::size_t at, std::size_t count) const {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) value = value * 10 + (digits_[i] - '0');
  return value;
}

Result<Kpj> Kpj::parse(std::string_view digits) {
  if (digits.size() != 11 || !all_digits(digits)) {
    return Error{Errc::bad_kpj, "kpj", "eleven digits"};
  }
  return Kpj(std::string(digits));
}

std::string Kpj::masked() const { return digits_.substr(0, 3) + std::string(8, '*'); }

}  // namespace payung
