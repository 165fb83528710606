#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/nik.hpp"
#include "intake/raw_table.hpp"

/// Dates as lists write them. Reading goes in two steps, since "07/01/1973" is told only by its
/// column: first the shape of each cell, then, with the column's evidence, the day it means.
namespace payung::intake {

struct DateShape {
  enum class Kind : std::uint8_t {
    blank,
    unreadable,
    day_month_year,  ///< certain: ISO, or a month by name
    two_numbers,     ///< first and second are day and month in one order or the other
    serial,          ///< days of a spreadsheet
    year_only,       ///< 1975, 00-00-1975, 08/1975
  };
  Kind kind = Kind::blank;
  int first = 0;   ///< the day when certain
  int second = 0;  ///< the month when certain
  int year = 0;
  bool two_digit_year = false;
  bool slash = false;        ///< parts stand between slashes, as in American dates
  bool bare_number = false;  ///< digits only, no date format: 27825, 17081975
  std::int64_t serial_days = 0;
};

DateShape date_shape(const RawCell& cell);
DateShape date_shape(std::string_view text);
/// Of a date over three columns. The header says which is which, so day and month are certain.
/// A date in one of the cells while the other two are blank counts as that date.
DateShape date_shape_of_parts(const RawCell& day, const RawCell& month, const RawCell& year);

enum class DateOrder : std::uint8_t { day_first, month_first };
enum class Epoch : std::uint8_t { from_1900, from_1904 };

/// How the two-number dates of a column are to be read.
struct OrderRule {
  DateOrder order = DateOrder::day_first;
  bool certain = true;  ///< false: values with both numbers up to 12 stay in doubt
};

/// What a column's values say about how it is written. The NIK of a row is a witness: it holds
/// day, month and two digits of the year.
class DateEvidence {
 public:
  void add(const DateShape& shape, const std::optional<Nik>& nik, Epoch epoch);
  OrderRule order(bool slash) const;
  bool month_first() const;
  bool mixed() const;
  /// Serials agree with the NIKs only when counted from the other epoch.
  bool epoch_contradicted() const;

 private:
  struct Counts {
    std::int64_t day_first = 0;  ///< second number past 12: cannot be the other order
    std::int64_t month_first = 0;
    std::int64_t nik_day_first = 0;  ///< both fit the calendar, the NIK decides
    std::int64_t nik_month_first = 0;
  };
  std::array<Counts, 2> counts_{};  ///< without and with slashes
  std::int64_t serials_fit_ = 0;
  std::int64_t serials_fit_other_epoch_ = 0;
};

struct DateReading {
  std::optional<Date> date;
  std::optional<int> year;  ///< when no more is known
  bool impossible = false;
  bool ambiguous = false;        ///< read day first, might be month first
  bool other_order = false;      ///< possible only in the order the column does not use
  bool century_assumed = false;  ///< two-digit year, no reading gives a worker's age
};

struct DateContext {
  Date today;
  OrderRule rule;
  Epoch epoch = Epoch::from_1900;
};

DateReading read_date(const DateShape& shape, const DateContext& context,
                      const std::optional<Nik>& nik);

struct PlaceAndDate {
  std::string place;
  DateShape date;
};
/// "Kudus, 17-08-1975"; also a date alone and a place alone.
PlaceAndDate split_place_and_date(const RawCell& cell);

/// 1 to 12 for a month's name in Indonesian (old spelling too), English or Roman; 0 otherwise.
int month_of_name(std::string_view word);
/// 1 to 12 for a month as figure or name, in a cell of its own; 0 otherwise.
int month_of_cell(const RawCell& cell);
/// The figure in a cell of its own, up to four digits; -1 otherwise.
int small_figure(const RawCell& cell);

}  // namespace payung::intake
