// Goal: money is exact; what cannot be said in whole rupiah is refused, never rounded unseen.
// Method: tables of written forms, published sums, and the borders of 64 bits on both sides.
#include "base/rupiah.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace payung {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

TEST(Rupiah, ReadsTheFormsPeopleWrite) {
  const struct {
    const char* text;
    std::int64_t amount;
  } cases[] = {
      {"16800", 16'800},
      {"16.800", 16'800},
      {"Rp16.800", 16'800},
      {"Rp 16.800,00", 16'800},
      {"Rp. 16.800,-", 16'800},
      {"RP16800", 16'800},
      {"rp 16.800,0", 16'800},
      {" 16.800 ", 16'800},
      {"-200", -200},
      {"-Rp200", -200},
      {"0", 0},
      {"-0", 0},
      {"007", 7},
      {"1.234.567", 1'234'567},
      {"5.241.600.000", 5'241'600'000},
      {"9223372036854775807", kMax},
      {"-9223372036854775807", -kMax},
      {"-9223372036854775808", kMin},
      {"-Rp9.223.372.036.854.775.808", kMin},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto amount = Rupiah::parse(c.text);
    ASSERT_TRUE(amount.ok());
    EXPECT_EQ(amount->amount(), c.amount);
  }
}

TEST(Rupiah, RefusesTheRest) {
  const struct {
    const char* text;
    Errc code;
  } cases[] = {
      {"", Errc::bad_amount},
      {" ", Errc::bad_amount},
      {"-", Errc::bad_amount},
      {"Rp", Errc::bad_amount},
      {"16,800", Errc::bad_amount},
      {"500,000", Errc::bad_amount},
      {"16.800,000", Errc::bad_amount},
      {"16.800,50", Errc::bad_amount},
      {"16.800,", Errc::bad_amount},
      {"16.80", Errc::bad_amount},
      {"1680.0", Errc::bad_amount},
      {"1.6800", Errc::bad_amount},
      {".800", Errc::bad_amount},
      {"16..800", Errc::bad_amount},
      {"16.800.", Errc::bad_amount},
      {"1234.567", Errc::bad_amount},
      {"16 800", Errc::bad_amount},
      {"1.68e4", Errc::bad_amount},
      {"--5", Errc::bad_amount},
      {"+5", Errc::bad_amount},
      {"0x10", Errc::bad_amount},
      {"16800 rupiah", Errc::bad_amount},
      {"=1+1", Errc::bad_amount},
      {"0.800", Errc::bad_amount},
      {"16.800,0-", Errc::bad_amount},
      {"9223372036854775808", Errc::overflow},
      {"-9223372036854775809", Errc::overflow},
      {"99999999999999999999999", Errc::overflow},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto amount = Rupiah::parse(c.text);
    ASSERT_FALSE(amount.ok());
    EXPECT_EQ(amount.error().code, c.code);
  }
}

TEST(Rupiah, PrintsAsOfficialsWrite) {
  EXPECT_EQ(Rupiah(0).text(), "Rp0");
  EXPECT_EQ(Rupiah(200).text(), "Rp200");
  EXPECT_EQ(Rupiah(-200).text(), "-Rp200");
  EXPECT_EQ(Rupiah(16'800).text(), "Rp16.800");
  EXPECT_EQ(Rupiah(-1'000).text(), "-Rp1.000");
  EXPECT_EQ(Rupiah(5'241'600'000).text(), "Rp5.241.600.000");
  EXPECT_EQ(Rupiah(kMin).text(), "-Rp9.223.372.036.854.775.808");
}

// Kudus: 26,000 workers at 16,800 for a month and a year; 4.3 billion pays 255,952 months.
TEST(Rupiah, SumsOfTheProgrammes) {
  EXPECT_EQ(Rupiah(10'000).plus(Rupiah(6'800))->amount(), 16'800);
  EXPECT_EQ(Rupiah(16'800).times(26'000)->amount(), 436'800'000);
  EXPECT_EQ(Rupiah(16'800).times(26'000)->times(12)->amount(), 5'241'600'000);
  EXPECT_EQ(Rupiah(4'300'000'000).minus(*Rupiah(16'800).times(255'952))->amount(), 6'400);
}

TEST(Rupiah, SaysWhenItLeavesTheRange) {
  EXPECT_EQ(Rupiah(kMax).plus(Rupiah(0))->amount(), kMax);
  EXPECT_EQ(Rupiah(kMax).plus(Rupiah(1)).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(kMin).plus(Rupiah(-1)).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(kMin).minus(Rupiah(1)).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(0).minus(Rupiah(kMin)).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(kMax).times(2).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(kMin).times(-1).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(kMax).times(-1)->amount(), -kMax);
}

TEST(Rupiah, RatiosRoundHalvesAwayFromZero) {
  const struct {
    const char* why;
    std::int64_t amount, numerator, denominator, result;
  } cases[] = {
      {"1% of a million", 1'000'000, 100, 10'000, 10'000},
      {"1% of 6,800: the dues of the pandemic", 6'800, 100, 10'000, 68},
      {"half of 6,800", 6'800, 5'000, 10'000, 3'400},
      {"below a half", 1, 49, 100, 0},
      {"a half", 1, 50, 100, 1},
      {"a half, negative", -1, 50, 100, -1},
      {"a half, negative numerator", 1, -50, 100, -1},
      {"odd denominator, below", 1, 1, 3, 0},
      {"odd denominator, above", 2, 1, 3, 1},
      {"half of three", 3, 1, 2, 2},
      {"product beyond 64 bits", kMax, 10'000, 10'000, kMax},
      {"least amount", kMin, 1, 1, kMin},
      {"greatest denominator, just below a half", kMax / 2, 1, kMax, 0},
      {"greatest denominator, just above a half", kMax / 2 + 1, 1, kMax, 1},
      {"nothing", 0, 5'000, 10'000, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto ratio = Rupiah(c.amount).ratio_half_up(c.numerator, c.denominator);
    ASSERT_TRUE(ratio.ok());
    EXPECT_EQ(ratio->amount(), c.result);
  }
  EXPECT_EQ(Rupiah(kMax).ratio_half_up(3, 2).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(kMin).ratio_half_up(-1, 1).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(kMin).ratio_half_up(kMin, 1).error().code, Errc::overflow);
  EXPECT_EQ(Rupiah(1'000'000).basis_points_half_up(57)->amount(), 5'700);
}

TEST(RupiahDeathTest, ADenominatorIsPositive) {
  EXPECT_DEATH((void)Rupiah(1).ratio_half_up(1, 0), "internal error");
}

}  // namespace
}  // namespace payung
