// Goal: dates in every form that lists use are read, and nothing else is taken for one.
// Method: a table of forms worked out by hand, serials from a calendar, hostile text.
#include "linkage/birth_date.hpp"

#include <gtest/gtest.h>

#include <string>

namespace payung::linkage {
namespace {

TEST(ReadBirthDate, Forms) {
  struct Case {
    const char* text;
    std::uint32_t date;
  };
  for (const Case& c : {
           Case{"1975-08-17", 19750817},
           Case{"1975-08-17 00:00:00", 19750817},
           Case{"1975/08/17", 19750817},
           Case{"17-08-1975", 19750817},
           Case{"17/8/1975", 19750817},
           Case{"17.08.1975", 19750817},
           Case{"17 Agustus 1975", 19750817},
           Case{"17-Aug-1975", 19750817},
           Case{"1 Nopember 1980", 19801101},
           Case{"3 Des 80", 801203},
           Case{"17-08-75", 750817},
           Case{"01/01/00", 101},         // yymmdd of 1 January of year 00
           Case{"08/17/1975", 19750817},  // no month 17: month first
           Case{"03/04/1975", 19750403},  // day first
           Case{"19750817", 19750817},
           Case{"17081975", 19750817},
           Case{"27623", 19750817},  // days since 30 December 1899
           Case{"27623.0", 19750817},
           Case{"Kudus, 17-08-1975", 19750817},
           Case{"Kudus 17 Agustus 1975", 19750817},
           Case{"29-02-1980", 19800229},
       }) {
    EXPECT_EQ(read_birth_date(c.text), c.date) << c.text;
  }
}

TEST(ReadBirthDate, NoDate) {
  for (const char* text : {"", "-", "Kudus", "31-02-1975", "1975-13-40", "00-00-0000", "12", "1975",
                           "123456", "99999", "12-1975", "Agustus 1975", "17-08-975",
                           "999999999999999999999999-99999999999-99999999999"}) {
    EXPECT_EQ(read_birth_date(text), 0U) << text;
  }
  EXPECT_EQ(read_birth_date(std::string(100'000, '1')), 0U);
  EXPECT_EQ(read_birth_date(std::string("\0\xFF\xC3-", 4)), 0U);
}

}  // namespace
}  // namespace payung::linkage
