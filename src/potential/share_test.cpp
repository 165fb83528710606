// Goal: a percentage keeps what it was made of and rounds as it says.
// Method: published percentages recomputed, and the borders.
#include "potential/share.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace payung::potential {
namespace {

TEST(Share, PublishedPercentages) {
  // Surakarta, December 2024: 100,512 of 227,164 was printed as 44.24%, which is cut, not rounded.
  const auto solo = Share::of(100'512, 227'164);
  ASSERT_TRUE(solo.ok());
  EXPECT_EQ(solo->basis_points_cut(), 4'424);
  EXPECT_EQ(solo->basis_points_half_up(), 4'425);
  EXPECT_EQ(solo->text_id(), "44,25% (100.512 dari 227.164)");
  EXPECT_EQ(solo->text_en(), "44.25% (100,512 of 227,164)");
  // Banyumas, March 2025: 214,687 of 684,654 is 31.36%.
  EXPECT_EQ(Share::of(214'687, 684'654)->basis_points_half_up(), 3'136);
  // Banyumas printed 46.8% for 12,171 of 51,674; it is 23.55%.
  EXPECT_EQ(Share::of(12'171, 51'674)->basis_points_half_up(), 2'355);
}

TEST(Share, Borders) {
  EXPECT_EQ(Share::of(0, 5)->text_en(), "0.00% (0 of 5)");
  EXPECT_EQ(Share::of(1, 20'000)->basis_points_half_up(), 1);
  EXPECT_EQ(Share::of(1, 20'001)->basis_points_half_up(), 0);
  EXPECT_EQ(Share::of(30'264, 26'000)->text_en(), "116.40% (30,264 of 26,000)");
  EXPECT_FALSE(Share::of(1, 0).ok());
  EXPECT_FALSE(Share::of(-1, 5).ok());
  EXPECT_FALSE(Share::of(1, -5).ok());
  EXPECT_FALSE(Share::of(std::numeric_limits<std::int64_t>::max(), 1).ok());
  EXPECT_FALSE(Share::of(1, std::numeric_limits<std::int64_t>::max()).ok());
}

}  // namespace
}  // namespace payung::potential
