// Goal: every Date and Month is a real one, and counting with them keeps to the calendar.
// Method: tables with the calendar's borders: leap years, ends of months, both ends of the range.
#include "base/date.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace payung {
namespace {

Date day(const char* iso) { return *Date::parse(iso); }
Month month(const char* iso) { return *Month::parse(iso); }

TEST(Date, ReadsRealDaysOnly) {
  const struct {
    const char* why;
    const char* iso;
    bool good;
  } cases[] = {
      {"a day", "2025-01-31", true},
      {"first of the range", "1850-01-01", true},
      {"last of the range", "2199-12-31", true},
      {"leap day", "2024-02-29", true},
      {"leap day of 2000", "2000-02-29", true},
      {"1900 was no leap year", "1900-02-29", false},
      {"2025 neither", "2025-02-29", false},
      {"31 April", "2025-04-31", false},
      {"day 0", "2025-01-00", false},
      {"day 32", "2025-01-32", false},
      {"month 0", "2025-00-10", false},
      {"month 13", "2025-13-10", false},
      {"before the range", "1849-12-31", false},
      {"after the range", "2200-01-01", false},
      {"year 0", "0000-01-01", false},
      {"short", "2025-1-31", false},
      {"no dashes", "20250131", false},
      {"slashes", "2025/01/31", false},
      {"day first", "31-01-2025", false},
      {"with a time", "2025-01-31T00:00", false},
      {"blank before", " 2025-01-31", false},
      {"a sign", "+025-01-31", false},
      {"empty", "", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto date = Date::parse(c.iso);
    ASSERT_EQ(date.ok(), c.good);
    if (c.good) {
      EXPECT_EQ(date->text(), c.iso);
    } else {
      EXPECT_EQ(date.error().code, Errc::bad_date);
    }
  }
}

TEST(Date, CountsDaysSince1970) {
  const struct {
    const char* iso;
    std::int32_t days;
  } cases[] = {
      {"1970-01-01", 0},     {"1970-01-02", 1},     {"1969-12-31", -1},
      {"2000-03-01", 11017}, {"2025-01-15", 20103},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.iso);
    EXPECT_EQ(day(c.iso).days_since_1970(), c.days);
    EXPECT_EQ(*Date::from_days(c.days), day(c.iso));
  }
  EXPECT_FALSE(Date::from_days(std::numeric_limits<std::int64_t>::max()).ok());
  EXPECT_FALSE(Date::from_days(std::numeric_limits<std::int64_t>::min()).ok());
  EXPECT_FALSE(
      Date::from_days(static_cast<std::int64_t>(day("2199-12-31").days_since_1970()) + 1).ok());
  EXPECT_FALSE(
      Date::from_days(static_cast<std::int64_t>(day("1850-01-01").days_since_1970()) - 1).ok());
}

TEST(Date, AgeIsInCompletedYears) {
  const struct {
    const char* why;
    const char* on;
    const char* birth;
    int age;
  } cases[] = {
      {"birthday", "2025-08-17", "1975-08-17", 50},
      {"the day before", "2025-08-16", "1975-08-17", 49},
      {"month before", "2025-07-31", "1975-08-17", 49},
      {"born today", "2025-08-17", "2025-08-17", 0},
      {"leap day: 28 February", "2025-02-28", "2000-02-29", 24},
      {"leap day: 1 March", "2025-03-01", "2000-02-29", 25},
      {"leap day: in a leap year", "2024-02-29", "2000-02-29", 24},
      {"not yet born", "2025-08-16", "2025-08-17", -1},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(day(c.on).age_of(day(c.birth)), c.age);
  }
}

TEST(Date, OrderIsTime) {
  EXPECT_LT(day("2024-12-31"), day("2025-01-01"));
  EXPECT_EQ(day("2025-01-15").month_of(), month("2025-01"));
}

TEST(Month, ReadsRealMonthsOnly) {
  for (const char* good : {"2025-01", "2025-12", "1850-01", "2199-12"}) {
    ASSERT_TRUE(Month::parse(good).ok()) << good;
    EXPECT_EQ(Month::parse(good)->text(), good);
  }
  for (const char* bad : {"2025-00", "2025-13", "1849-12", "2200-01", "2025-1", "202501", "25-01",
                          "2025-01-01", "", "2025-01 ", "-025-01"}) {
    ASSERT_FALSE(Month::parse(bad).ok()) << bad;
    EXPECT_EQ(Month::parse(bad).error().code, Errc::bad_month);
  }
  EXPECT_FALSE(Month::from_index(std::numeric_limits<std::int64_t>::max()).ok());
  EXPECT_FALSE(Month::from_index(1850 * 12 - 1).ok());
  EXPECT_EQ(*Month::from_index(month("2025-01").index()), month("2025-01"));
}

TEST(Month, CountsAcrossYears) {
  EXPECT_EQ(month("2025-12").plus(1), month("2026-01"));
  EXPECT_EQ(month("2025-01").plus(-1), month("2024-12"));
  EXPECT_EQ(month("2025-01").plus(0), month("2025-01"));
  EXPECT_EQ(month("2025-01").plus(12), month("2026-01"));
  EXPECT_EQ(month("2026-01").since(month("2025-01")), 12);
  EXPECT_EQ(month("2024-11").since(month("2025-01")), -2);
  EXPECT_EQ(month("2024-02").last_day(), day("2024-02-29"));
  EXPECT_EQ(month("2025-02").last_day(), day("2025-02-28"));
  EXPECT_EQ(month("2199-12").last_day(), day("2199-12-31"));
  EXPECT_EQ(month("2025-02").first_day(), day("2025-02-01"));
}

TEST(MonthDeathTest, StopsAtTheEndOfTheCalendar) {
  EXPECT_DEATH((void)month("2199-12").plus(1), "internal error");
  EXPECT_DEATH((void)month("1850-01").plus(std::numeric_limits<int>::min()), "internal error");
}

TEST(MonthRange, TheEndIsNotInIt) {
  const MonthRange year = *MonthRange::parse("2025-01/2026-01");
  EXPECT_EQ(year.count(), 12);
  EXPECT_TRUE(year.contains(month("2025-01")));
  EXPECT_TRUE(year.contains(month("2025-12")));
  EXPECT_FALSE(year.contains(month("2026-01")));
  EXPECT_FALSE(year.contains(month("2024-12")));
  EXPECT_EQ(year.text(), "2025-01/2026-01");
}

TEST(MonthRange, OverlapsByCommonMonths) {
  const struct {
    const char* why;
    const char* a;
    const char* b;
    bool overlap;
  } cases[] = {
      {"itself", "2025-01/2026-01", "2025-01/2026-01", true},
      {"one common month", "2025-01/2026-01", "2025-12/2026-03", true},
      {"one ends where the other begins", "2025-01/2026-01", "2026-01/2026-03", false},
      {"inside", "2025-01/2026-01", "2025-05/2025-06", true},
      {"the empty range inside", "2025-01/2026-01", "2025-05/2025-05", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const MonthRange a = *MonthRange::parse(c.a);
    const MonthRange b = *MonthRange::parse(c.b);
    EXPECT_EQ(a.overlaps(b), c.overlap);
    EXPECT_EQ(b.overlaps(a), c.overlap);
  }
}

TEST(MonthRange, ReadsItsForm) {
  EXPECT_TRUE(MonthRange::parse("2025-01/2025-01")->empty());
  EXPECT_EQ(MonthRange::parse("2025-01/2025-01")->count(), 0);
  for (const char* bad : {"", "/", "2025-01", "2025-01/", "/2025-01", "2025-02/2025-01",
                          "2025-01/2025-02/2025-03", "2025-01 / 2025-02"}) {
    ASSERT_FALSE(MonthRange::parse(bad).ok()) << bad;
    EXPECT_EQ(MonthRange::parse(bad).error().code, Errc::bad_month);
  }
  EXPECT_EQ((MonthRange{month("2025-05"), month("2025-01")}.count()), 0);
}

}  // namespace
}  // namespace payung
