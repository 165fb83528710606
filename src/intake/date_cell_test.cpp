// Goal: every way in which lists write a birth date is read as meant, flagged, or refused.
// Method: literal cells with the day a clerk would say; columns of values for the order evidence.
#include "intake/date_cell.hpp"

#include <gtest/gtest.h>

namespace payung::intake {
namespace {

const Date kToday = *Date::parse("2025-01-15");

std::string read(const RawCell& cell, Epoch epoch = Epoch::from_1900) {
  const DateShape shape = date_shape(cell);
  if (shape.kind == DateShape::Kind::blank) return "blank";
  if (shape.kind == DateShape::Kind::unreadable) return "unreadable";
  const DateReading reading = read_date(shape, {kToday, {}, epoch}, std::nullopt);
  if (reading.impossible) return "impossible";
  if (reading.year) return "year " + std::to_string(*reading.year);
  return reading.date->text() + (reading.century_assumed ? " century?" : "") +
         (reading.other_order ? " other order" : "");
}

TEST(ReadDate, AsListsWriteThem) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"1975-08-17", "1975-08-17"},
      {"1975-08-17 00:00:00", "1975-08-17"},
      {"1975-08-17T00:00:00Z", "1975-08-17"},
      {"1975/08/17", "1975-08-17"},
      {"17-08-1975", "1975-08-17"},
      {"17/08/1975", "1975-08-17"},
      {"17.8.75", "1975-08-17"},
      {"17 08 1975", "1975-08-17"},
      {"17 Agustus 1975", "1975-08-17"},
      {"17 agustus 1975", "1975-08-17"},
      {"17-Agt-75", "1975-08-17"},
      {"17 Peb 1975", "1975-02-17"},
      {"17 Nopember 1975", "1975-11-17"},
      {"17 Agusuts 1975", "1975-08-17"},
      {"17-VIII-1975", "1975-08-17"},
      {"17 Agust 75", "1975-08-17"},
      {"17-Febr-1975", "1975-02-17"},
      {"17 Novem 1975", "1975-11-17"},
      {"17 bln 8 th 1975", "1975-08-17"},
      {"17 Agustus 1975 (49 tahun)", "1975-08-17"},
      {"17-08-1975 / 49 thn", "1975-08-17"},
      {"17/08/1975/49 th", "1975-08-17"},
      {"17 Agustus 1975, 49 tahun", "1975-08-17"},
      {"49 thn / 17-08-1975", "1975-08-17"},
      {"17-08-1975 usia 49", "1975-08-17"},
      {"umur 49 th, 17-08-75", "1975-08-17"},
      {"1975-08-17 / 49 Thn", "1975-08-17"},
      {"17-8-75 thn", "unreadable"},  // an age, or the year: not guessed
      {"17 thn 75", "unreadable"},
      {"17-08-1975 / 49", "unreadable"},
      {"49 thn", "unreadable"},
      {"1\xEF\xBF\xBD-08-1975", "unreadable"},
      {"17-0\xEF\xBF\xBD-1975", "unreadable"},
      {"17-08 / 49 thn", "unreadable"},
      {"17 Juxx 1975", "unreadable"},
      {"August 17, 1975", "1975-08-17"},
      {"Jumat, 17 Agustus 1975", "1975-08-17"},
      {"17Agustus1975", "1975-08-17"},
      {"17081975", "1975-08-17"},
      {"19750817", "1975-08-17"},
      {"170875", "1975-08-17"},
      {"27623", "1975-08-17"},
      {"30/01/06", "2006-01-30"},
      {"31-02-1975", "impossible"},
      {"29-02-1975", "impossible"},
      {"00-00-1975", "year 1975"},
      {"1975", "year 1975"},
      {"08/1975", "year 1975"},
      {"Agustus 1975", "year 1975"},
      {"00-00-0000", "blank"},
      {"-", "blank"},
      {"", "blank"},
      {"tidak tahu", "blank"},
      {"08/17/1975", "1975-08-17 other order"},
      {"17-13-1975", "impossible"},
      {"17-Foo-1975", "unreadable"},
      {"17-08-19755", "unreadable"},
      {"99999999999999999999", "unreadable"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(read({CellKind::text, c.text}), c.expected) << c.text;
  }
}

TEST(ReadDate, PlaceDateAndAge) {
  const PlaceAndDate both = split_place_and_date({CellKind::text, "Kudus, 17-08-1975 / 49 thn"});
  EXPECT_EQ(both.place, "Kudus");
  EXPECT_EQ(both.date.kind, DateShape::Kind::two_numbers);
  EXPECT_EQ(both.date.year, 1975);
}

TEST(ReadDate, SpreadsheetSerials) {
  // 27,623 days after 1899-12-30 is 17 August 1975; the 1904 count lies 1,462 days lower.
  EXPECT_EQ(read({CellKind::date, "27623"}), "1975-08-17");
  EXPECT_EQ(read({CellKind::date, "27623.5"}), "1975-08-17");
  // Not day 2 of the count, 2 January 1900.
  EXPECT_EQ(read({CellKind::date, "2.7623E4"}), "1975-08-17");
  EXPECT_EQ(read({CellKind::date, "2.7623E+4"}), "1975-08-17");
  EXPECT_EQ(read({CellKind::date, "2.7623E+15"}), "unreadable");
  EXPECT_EQ(read({CellKind::date, "26161"}, Epoch::from_1904), "1975-08-17");
  EXPECT_EQ(read({CellKind::date, "1975-08-17"}), "1975-08-17");
  EXPECT_EQ(read({CellKind::date, "59"}), "1900-02-28");
  EXPECT_EQ(read({CellKind::date, "60"}), "impossible");  // 29 February 1900 never was
  EXPECT_EQ(read({CellKind::date, "61"}), "1900-03-01");
  EXPECT_EQ(read({CellKind::number, "27623"}), "1975-08-17");
  EXPECT_EQ(read({CellKind::number, "7081975"}), "1975-08-07");  // the 0 of 07 is lost
}

TEST(ReadDate, TwoDigitYearsByAWorkersAge) {
  EXPECT_EQ(read({CellKind::text, "01-02-07"}), "2007-02-01");           // 17 years old
  EXPECT_EQ(read({CellKind::text, "16-01-08"}), "2008-01-16 century?");  // would be 16 or 116
  EXPECT_EQ(read({CellKind::text, "14-01-25"}), "1925-01-14");           // 100 years old
  EXPECT_EQ(read({CellKind::text, "14-01-24"}), "2024-01-14 century?");  // 1 or 101
}

DateEvidence evidence(std::initializer_list<std::pair<const char*, const char*>> rows) {
  DateEvidence all;
  for (const auto& [text, nik] : rows) {
    const auto parsed = Nik::parse(nik);
    all.add(date_shape(text), parsed ? std::optional(*parsed) : std::nullopt, Epoch::from_1900);
  }
  return all;
}

TEST(DateEvidence, TheColumnTellsTheOrder) {
  const auto day_first = evidence({{"30/07/1965", ""}, {"07/01/1973", ""}});
  EXPECT_EQ(day_first.order(true).order, DateOrder::day_first);
  EXPECT_TRUE(day_first.order(true).certain);
  const auto month_first = evidence({{"07/30/1965", ""}, {"07/01/1973", ""}});
  EXPECT_EQ(month_first.order(true).order, DateOrder::month_first);
  EXPECT_TRUE(month_first.month_first());
  const auto by_nik = evidence({{"07/01/1973", "3319030107730001"}});  // 1 July 1973
  EXPECT_EQ(by_nik.order(true).order, DateOrder::month_first);
  const auto none = evidence({{"07/01/1973", ""}});
  EXPECT_EQ(none.order(true).order, DateOrder::day_first);
  EXPECT_FALSE(none.order(true).certain);
  const auto mixed = evidence({{"07/30/1965", ""}, {"30/07/1965", ""}});
  EXPECT_TRUE(mixed.mixed());
  EXPECT_FALSE(mixed.order(true).certain);
}

TEST(DateEvidence, InDoubtTheRowsNikDecidesElseItIsFlagged) {
  const DateContext doubt{kToday, {DateOrder::day_first, false}, Epoch::from_1900};
  const DateShape shape = date_shape("07/01/1973");
  const auto nik = Nik::parse("3319030107730001");
  EXPECT_EQ(read_date(shape, doubt, *nik).date->text(), "1973-07-01");
  const DateReading alone = read_date(shape, doubt, std::nullopt);
  EXPECT_EQ(alone.date->text(), "1973-01-07");
  EXPECT_TRUE(alone.ambiguous);
  EXPECT_FALSE(read_date(date_shape("07/07/1973"), doubt, std::nullopt).ambiguous);
}

TEST(DateEvidence, SerialsThatFitTheNiksOnlyFromTheOtherEpoch) {
  DateEvidence all;
  for (const char* digits : {"3319031708750001", "3319031708750002", "3319031708750003"}) {
    all.add(date_shape(RawCell{CellKind::date, "26161"}), *Nik::parse(digits), Epoch::from_1900);
  }
  EXPECT_TRUE(all.epoch_contradicted());
}

TEST(PlaceAndDate, OneCellForBoth) {
  const struct {
    const char* text;
    const char* place;
    const char* date;
  } cases[] = {
      {"Kudus, 17-08-1975", "Kudus", "1975-08-17"},
      {"KUDUS 01/01/1978", "KUDUS", "1978-01-01"},
      {"Kudus/17 Agustus 1975", "Kudus", "1975-08-17"},
      {"Kab. Kudus, 17 Agt 1975", "Kab. Kudus", "1975-08-17"},
      {"Kudus,17081975", "Kudus", "1975-08-17"},
      {"Kudus, Agustus 17 1975", "Kudus", "1975-08-17"},
      {"17-08-1975, Kudus", "Kudus", "1975-08-17"},
      {"Kudus; 17-08-1975", "Kudus", "1975-08-17"},
      {"Kudus, tanggal 17 Agust 1975", "Kudus", "1975-08-17"},
      {"Kudus, 17 Agustus 1975 (49 th)", "Kudus", "1975-08-17"},
      {"17-08-1975", "", "1975-08-17"},
      {"Kudus", "Kudus", ""},
      {"Kudus, 1975", "Kudus", ""},
      {"Kudus, l7-08-1975", "Kudus", ""},  // a letter l for a one, and not the 7th
      {"Kudus, O7-08-1975", "Kudus", ""},
      {"KUDUS17-08-1975", "KUDUS", "1975-08-17"},
  };
  for (const auto& c : cases) {
    const PlaceAndDate both = split_place_and_date({CellKind::text, c.text});
    EXPECT_EQ(both.place, c.place) << c.text;
    const DateReading reading = read_date(both.date, {kToday, {}, Epoch::from_1900}, std::nullopt);
    EXPECT_EQ(reading.date ? reading.date->text() : "", c.date) << c.text;
  }
}

}  // namespace
}  // namespace payung::intake
