// Days and months as people write them; what is none stays as it is.
#include "adapters/text/day.hpp"

#include <gtest/gtest.h>

namespace payung::text {
namespace {

TEST(Day, InWords) {
  const Catalogue id = Catalogue::load("id");
  const Catalogue en = Catalogue::load("en");
  EXPECT_EQ(day_text(id, "2025-12-28"), "28 Desember 2025");
  EXPECT_EQ(day_text(en, "2025-01-01"), "1 January 2025");
  EXPECT_EQ(day_text(Catalogue::load_over_indonesian("jv"), "2025-08-17"), "17 Agustus 2025");
  EXPECT_EQ(month_text(id, "2025-10"), "Oktober 2025");
  EXPECT_EQ(month_text(en, "2025-02"), "February 2025");
  for (const auto* none : {"", "2025-13-01", "tomorrow", "2025-02-30"}) {
    EXPECT_EQ(day_text(id, none), none);
  }
  EXPECT_EQ(month_text(id, "2025-13"), "2025-13");
}

TEST(Day, MomentsByTheClocksOfWesternIndonesia) {
  const Catalogue id = Catalogue::load("id");
  const Catalogue en = Catalogue::load("en");
  // Seven hours ahead of UTC; at 17:00 UTC the next day begins.
  EXPECT_EQ(moment_text(id, "2025-12-28T16:59:30Z"), "28 Desember 2025 23.59 WIB");
  EXPECT_EQ(moment_text(id, "2025-12-31T17:00:00Z"), "1 Januari 2026 00.00 WIB");
  EXPECT_EQ(moment_text(en, "2025-08-17T03:05:00Z"), "17 August 2025 10:05 WIB");
  for (const auto* none : {"", "2025-12-28", "2025-12-28T25:00:00Z", "2025-13-28T10:00:00Z",
                           "2025-12-28T1x:00:00Z", "2025-12-28 10:00:00"}) {
    EXPECT_EQ(moment_text(id, none), none);
  }
}

}  // namespace
}  // namespace payung::text
