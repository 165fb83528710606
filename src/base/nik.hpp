#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "base/result.hpp"

namespace payung {

/// Nomor Induk Kependudukan, the citizen's number: PPKKCC DDMMYY SSSS, that is province, regency
/// and district of the FIRST registration, birth date (a woman's day + 40) and a serial from 0001.
/// It never changes, not when its holder moves and not when the recorded birth date or sex is
/// corrected, so a difference to those is a warning and no error (Dukcapil; docs/glossary.md).
/// Only parse() makes one: every Nik has a possible date and a serial. Whether its region code
/// exists is asked of the RegionTable, which is data: a mistyped region is a warning, since the
/// register may still know its holder.
class Nik {
 public:
  /// Exactly sixteen digits. Errors: bad_nik, with `detail` length, digits, date, serial.
  static Result<Nik> parse(std::string_view digits);

  std::string_view digits() const { return {digits_.data(), digits_.size()}; }
  /// "331903**********": what lists, logs and screens show unless the reader asked to unmask.
  std::string masked() const;

  /// District (six digits) in which it was first issued; the country when the digits begin with 0
  /// and so are no code at all.
  RegionCode region() const;
  Sex sex() const;
  int birth_day() const;    ///< 1 to 31, the 40 of women taken off
  int birth_month() const;  ///< 1 to 12
  int birth_year_of_century() const;
  int serial() const;
  /// The NIK holds no century: the youngest date that makes the holder at least `age_min` years
  /// old on `today`. Empty when 29 February does not exist in that year.
  std::optional<Date> birth_date(Date today, int age_min = 0) const;
  /// Day, month and two-digit year are those of `birth`.
  bool agrees_with(Date birth) const;

  friend auto operator<=>(const Nik&, const Nik&) = default;

 private:
  Nik() = default;
  int number(std::size_t at, std::size_t count) const;
  std::array<char, 16> digits_{};
};

/// Nomor Kartu Peserta, the member number on the card: eleven digits.
/// (Eleven is UNVERIFIED: seen on cards, no rule text read.)
class Kpj {
 public:
  /// Errors: bad_kpj.
  static Result<Kpj> parse(std::string_view digits);
  std::string_view digits() const { return digits_; }
  /// "250********"
  std::string masked() const;

  friend auto operator<=>(const Kpj&, const Kpj&) = default;

 private:
  explicit Kpj(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

}  // namespace payung
