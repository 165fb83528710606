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

}  // namespace
}  // namespace payung::text
