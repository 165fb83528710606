// Goal: only possible NIKs exist, and what they say is read as Dukcapil explains it.
// Method: published numbers with their published meaning, and one row per way to be impossible.
#include "base/nik.hpp"

#include <gtest/gtest.h>

namespace payung {
namespace {

Date day(const char* iso) { return *Date::parse(iso); }

// The first is the example the director general of Dukcapil explained in public (2023), the
// second the one Dukcapil Rejang Lebong prints for a girl of 29 May 2012 in Curup Tengah.
TEST(Nik, PublishedExamples) {
  const auto man = Nik::parse("3602041211870001");
  ASSERT_TRUE(man.ok());
  EXPECT_EQ(man->region().text(), "36.02.04");
  EXPECT_EQ(man->sex(), Sex::male);
  EXPECT_EQ(man->birth_date(day("2023-08-29")), day("1987-11-12"));
  EXPECT_EQ(man->serial(), 1);
  EXPECT_EQ(man->digits(), "3602041211870001");
  EXPECT_EQ(man->masked(), "360204**********");

  const auto girl = Nik::parse("1702196905120001");
  ASSERT_TRUE(girl.ok());
  EXPECT_EQ(girl->region().text(), "17.02.19");
  EXPECT_EQ(girl->sex(), Sex::female);
  EXPECT_EQ(girl->birth_day(), 29);
  EXPECT_EQ(girl->birth_month(), 5);
  EXPECT_EQ(girl->birth_year_of_century(), 12);
  EXPECT_EQ(girl->birth_date(day("2026-11-20")), day("2012-05-29"));
}

TEST(Nik, RefusesWhatCannotBe) {
  const struct {
    const char* why;
    std::string digits;
    const char* detail;  // "" when it is a NIK
  } cases[] = {
      {"a plain one", "3319031708750001", ""},
      {"a woman", "3319035708750001", ""},
      {"last serial", "3319031708759999", ""},
      {"day 31", "3319033101750001", ""},
      {"woman's day 71", "3319037101750001", ""},
      {"29 February of a leap year", "3319032902760001", ""},
      {"29 February 2000", "3319032902000001", ""},
      {"empty", "", "length"},
      {"fifteen digits", "331903170875001", "length"},
      {"seventeen digits", "33190317087500011", "length"},
      {"a letter O", "331903170875OOO1", "digits"},
      {"dots", "33.1903.170875.0001", "digits"},
      {"a blank at the end", "3319031708750001 ", "digits"},
      {"a zero byte", std::string("331903170875000\0", 16), "digits"},
      {"full-width digits", "３３１９", "digits"},
      {"all zeros", "0000000000000000", "date"},
      {"a province that is none is the region table's matter", "0919031708750001", ""},
      {"so is a regency 00", "3300031708750001", ""},
      {"so is a district 00", "3319001708750001", ""},
      {"day 00", "3319030008750001", "date"},
      {"day 32", "3319033208750001", "date"},
      {"day 40", "3319034008750001", "date"},
      {"woman's day 72", "3319037208750001", "date"},
      {"month 00", "3319031700750001", "date"},
      {"month 13", "3319031713750001", "date"},
      {"31 April", "3319033104750001", "date"},
      {"woman's 31 April", "3319037104750001", "date"},
      {"30 February", "3319033002760001", "date"},
      {"29 February of no leap year", "3319032902750001", "date"},
      {"serial 0000", "3319031708750000", "serial"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto nik = Nik::parse(c.digits);
    EXPECT_EQ(nik.ok() ? "" : nik.error().detail, c.detail);
    if (!nik.ok()) {
      EXPECT_EQ(nik.error().code, Errc::bad_nik);
      EXPECT_EQ(nik.error().where, "nik");  // never the number itself
    }
  }
}

TEST(Nik, CenturyIsTheYoungestThatFits) {
  const struct {
    const char* why;
    const char* digits;
    const char* today;
    int age_min;
    const char* birth;  // "" when there is none
  } cases[] = {
      {"past of this century", "3319031708100001", "2026-11-20", 0, "2010-08-17"},
      {"too young for a worker: the century before", "3319031708100001", "2026-11-20", 17,
       "1910-08-17"},
      {"17 today", "3319032011090001", "2026-11-20", 17, "2009-11-20"},
      {"17 tomorrow", "3319032111090001", "2026-11-20", 17, "1909-11-21"},
      {"born today", "3319032011260001", "2026-11-20", 0, "2026-11-20"},
      {"tomorrow is not yet", "3319032111260001", "2026-11-20", 0, "1926-11-21"},
      {"29 February 2000", "3319032902000001", "2026-11-20", 17, "2000-02-29"},
      {"1900 had no 29 February", "3319032902000001", "2010-11-20", 17, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto birth = Nik::parse(c.digits)->birth_date(day(c.today), c.age_min);
    EXPECT_EQ(birth ? birth->text() : "", c.birth);
  }
}

TEST(Nik, AgreesWithABirthDateOfEitherCentury) {
  const Nik nik = *Nik::parse("3319035708750001");
  EXPECT_TRUE(nik.agrees_with(day("1975-08-17")));
  EXPECT_TRUE(nik.agrees_with(day("2075-08-17")));
  EXPECT_FALSE(nik.agrees_with(day("1975-08-18")));
  EXPECT_FALSE(nik.agrees_with(day("1975-09-17")));
  EXPECT_FALSE(nik.agrees_with(day("1976-08-17")));
}

TEST(Kpj, ElevenDigits) {
  const struct {
    const char* why;
    std::string digits;
    bool good;
  } cases[] = {
      {"eleven", "25012345678", true},   {"ten", "2501234567", false},
      {"twelve", "250123456789", false}, {"empty", "", false},
      {"a blank", "2501234567 ", false}, {"a letter", "2501234567O", false},
      {"a sign", "-2501234567", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto kpj = Kpj::parse(c.digits);
    ASSERT_EQ(kpj.ok(), c.good);
    if (c.good) {
      EXPECT_EQ(kpj->digits(), c.digits);
      EXPECT_EQ(kpj->masked(), "250********");
    } else {
      EXPECT_EQ(kpj.error().code, Errc::bad_kpj);
    }
  }
}

}  // namespace
}  // namespace payung
