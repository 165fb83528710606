// Goal: a NIK cell is ok, missing, invalid or damaged by what it lost, and nothing is repaired.
// Method: one row per way of spoiling a cell, on invented NIKs of district 33.19.03 and others.
#include "intake/nik_cell.hpp"

#include <gtest/gtest.h>

namespace payung::intake {
namespace {

struct Case {
  const char* why;
  RawCell cell;
  NikState state;
  FindingCode reason;  ///< ignored when ok
  bool cleaned = false;
};

constexpr auto kText = CellKind::text;
constexpr auto kAny = FindingCode::nik_missing;

TEST(ReadNik, StateByWhatWasLost) {
  const Case cases[] = {
      {"plain", {kText, "3319031708750001"}, NikState::ok, kAny},
      {"dots and a blank", {kText, "331903 170875.0001"}, NikState::ok, kAny, true},
      {"civil registry's dots", {kText, "33.1903.170875.0001"}, NikState::ok, kAny, true},
      {"apostrophe", {kText, "'3319031708750001"}, NikState::ok, kAny, true},
      {"typographic apostrophe",
       {kText,
        "\xE2\x80\x99"
        "3319031708750001"},
       NikState::ok,
       kAny,
       true},
      {"text formula of an export", {kText, "=\"3319031708750001\""}, NikState::ok, kAny, true},
      {"zero-width space, no-break space",
       {kText,
        "\xE2\x80\x8B"
        "3319031708750001\xC2\xA0"},
       NikState::ok,
       kAny,
       true},
      {"wide figures",
       {kText,
        "\xEF\xBC\x93\xEF\xBC\x93"
        "19031708750001"},
       NikState::ok,
       kAny,
       true},
      {"a number with thousands apart",
       {kText, "3.319.031.708.750.001"},
       NikState::damaged,
       FindingCode::nik_as_number},
      {"a number with thousands apart, and two decimals",
       {kText, "3,319,031,708,750,001.00"},
       NikState::damaged,
       FindingCode::nik_as_number},
      {"groups of three and four are a person's habit",
       {kText, "3319.031.708.750.001"},
       NikState::ok,
       kAny,
       true},
      {"its label in the cell", {kText, "NIK: 3319031708750001"}, NikState::ok, kAny, true},
      {"a region that does not exist is a warning",
       {kText, "9919031708750001"},
       NikState::ok,
       kAny},
      {"empty", {}, NikState::missing, FindingCode::nik_missing},
      {"blanks", {kText, " \xC2\xA0 "}, NikState::missing, FindingCode::nik_missing},
      {"dash", {kText, "-"}, NikState::missing, FindingCode::nik_missing},
      {"words", {kText, "belum punya"}, NikState::missing, FindingCode::nik_missing},
      {"zeros", {kText, "0000000000000000"}, NikState::missing, FindingCode::nik_placeholder},
      {"one zero", {kText, "0"}, NikState::missing, FindingCode::nik_placeholder},
      {"ones, which would be a date",
       {kText, "1111111111111111"},
       NikState::missing,
       FindingCode::nik_placeholder},
      {"counting up", {kText, "1234567890123456"}, NikState::invalid, FindingCode::nik_bad_date},
      {"serial 0000", {kText, "3319031708750000"}, NikState::invalid, FindingCode::nik_bad_serial},
      {"month 13", {kText, "3319031713750001"}, NikState::invalid, FindingCode::nik_bad_date},
      {"15 digits", {kText, "331903170875001"}, NikState::invalid, FindingCode::nik_length},
      {"17 digits", {kText, "33190317087500011"}, NikState::invalid, FindingCode::nik_length},
      {"number",
       {CellKind::number, "3319031708750001"},
       NikState::damaged,
       FindingCode::nik_as_number},
      {"number as stored",
       {CellKind::number, "3.31903170875E+15"},
       NikState::damaged,
       FindingCode::nik_as_number},
      {"number of a date format",
       {CellKind::date, "3319031708750001"},
       NikState::damaged,
       FindingCode::nik_as_number},
      {"scientific, comma", {kText, "3,31906E+15"}, NikState::damaged, FindingCode::nik_scientific},
      {"scientific, point", {kText, "3.31906e15"}, NikState::damaged, FindingCode::nik_scientific},
      {"printed from a number",
       {kText, "3319031708750001.0"},
       NikState::damaged,
       FindingCode::nik_as_number},
      {"letter O", {kText, "331903170875O001"}, NikState::damaged, FindingCode::nik_letters},
      {"letter l", {kText, "33l9031708750001"}, NikState::damaged, FindingCode::nik_letters},
      {"letter O, and a digit short",
       {kText, "33190317O875001"},
       NikState::invalid,
       FindingCode::nik_length},
      {"formula error", {CellKind::error, "#N/A"}, NikState::damaged, FindingCode::cell_error},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.why);
    const NikReading reading = read_nik(c.cell);
    EXPECT_EQ(reading.state, c.state);
    EXPECT_EQ(reading.nik.has_value(), c.state == NikState::ok);
    if (c.state == NikState::ok) {
      EXPECT_EQ(reading.cleaned, c.cleaned);
    } else {
      EXPECT_EQ(reading.reason, c.reason);
    }
  }
}

TEST(ReadNumberText, OnlyWholeNumbersOfTheirLength) {
  EXPECT_EQ(read_number_text({kText, "3319.0317.0812.0007"}, 16), "3319031708120007");
  EXPECT_EQ(read_number_text({CellKind::number, "3319031708120007"}, 16), "");
  EXPECT_EQ(read_number_text({CellKind::number, "25012345678"}, 11), "25012345678");
  EXPECT_EQ(read_number_text({kText, "2501234567"}, 11), "");
  EXPECT_EQ(read_number_text({kText, "25O12345678"}, 11), "");
}

}  // namespace
}  // namespace payung::intake
