#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace payung {

class Month;

/// A day of the proleptic Gregorian calendar, 1850-01-01 to 2199-12-31; always a real day.
class Date {
 public:
  /// Errors: bad_date when there is no such day.
  static Result<Date> of(int year, int month, int day);
  /// ISO only: "2025-01-31". Lists in other forms are read by intake. Errors: bad_date.
  static Result<Date> parse(std::string_view iso);
  /// Days since 1970-01-01. Errors: bad_date outside the range.
  static Result<Date> from_days(std::int64_t days_since_1970);

  int year() const;
  int month() const;  ///< 1 to 12
  int day() const;    ///< 1 to 31
  Month month_of() const;
  std::int32_t days_since_1970() const { return days_; }
  /// "2025-01-31"
  std::string text() const;
  /// Completed years of age of one born on `birth`, on this day. Born 29 February: from 1 March.
  int age_of(Date birth) const;

  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  explicit Date(std::int32_t days) : days_(days) {}
  std::int32_t days_;
};

/// A calendar month, the unit of dues: "2025-01".
class Month {
 public:
  /// Errors: bad_month outside 1850-01 to 2199-12.
  static Result<Month> of(int year, int month);
  /// "2025-01". Errors: bad_month.
  static Result<Month> parse(std::string_view iso);

  int year() const { return index_ / 12; }
  int month() const { return index_ % 12 + 1; }
  Date first_day() const;
  Date last_day() const;
  /// The month `count` later (earlier when negative); stops the program outside the calendar.
  Month plus(int count) const;
  /// How many months lie from `earlier` to this one: 0 for itself.
  int since(Month earlier) const { return index_ - earlier.index_; }
  /// Months since year 0, for dense tables and storage.
  std::int32_t index() const { return index_; }
  static Result<Month> from_index(std::int64_t index);
  std::string text() const;

  friend auto operator<=>(const Month&, const Month&) = default;

 private:
  explicit Month(std::int32_t index) : index_(index) {}
  std::int32_t index_;
};

/// Half-open run of months [from, until): twelve months from January end before next January.
struct MonthRange {
  Month from;
  Month until;  ///< first month not in the range; until <= from is the empty range

  bool contains(Month month) const { return from <= month && month < until; }
  int count() const { return until <= from ? 0 : until.since(from); }
  bool empty() const { return until <= from; }
  bool overlaps(const MonthRange& other) const {
    return from < other.until && other.from < until && !empty() && !other.empty();
  }
  /// "2025-01/2026-01", the end exclusive.
  static Result<MonthRange> parse(std::string_view text);
  std::string text() const { return from.text() + "/" + until.text(); }

  friend bool operator==(const MonthRange&, const MonthRange&) = default;
};

}  // namespace payung
