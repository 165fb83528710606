// Goal: each damage is the one it is called, and tells when it cannot befall a value.
// Method: known values in; every result of many draws held against what the name promises.
#include "synthesis/spoil.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace payung::synthesis::spoil {
namespace {

const std::string kNik = "3319082407900001";

TEST(Spoil, NikDamageChangesWhatItSays) {
  Random random(1, 1);
  for (int i = 0; i < 500; ++i) {
    const auto transposed = nik_transposed(random, kNik);
    ASSERT_TRUE(transposed.has_value());
    EXPECT_NE(*transposed, kNik);
    EXPECT_TRUE(std::is_permutation(kNik.begin(), kNik.end(), transposed->begin()));
    const std::string wrong = nik_wrong_digit(random, kNik);
    int differ = 0;
    for (std::size_t at = 0; at < kNik.size(); ++at) differ += wrong[at] != kNik[at] ? 1 : 0;
    EXPECT_EQ(differ, 1);
    EXPECT_EQ(nik_dropped(random, kNik).size(), 15U);
    EXPECT_EQ(nik_doubled(random, kNik).size(), 17U);
    const std::string grouped = nik_grouped(random, kNik, '.');
    std::string digits;
    std::copy_if(grouped.begin(), grouped.end(), std::back_inserter(digits),
                 [](char c) { return c >= '0' && c <= '9'; });
    EXPECT_EQ(digits, kNik);
    EXPECT_EQ(std::ranges::count(*nik_letter(random, kNik), 'O'), 1);
  }
  EXPECT_EQ(nik_transposed(random, "1111111111111111"), std::nullopt);
  EXPECT_EQ(nik_letter(random, "1111111111111111"), std::nullopt);
}

TEST(Spoil, SpreadsheetsKeepFifteenDigitsOrSix) {
  EXPECT_EQ(nik_last_lost("3319082407900001"), "3319082407900000");
  EXPECT_EQ(nik_last_lost("3319082407900010"), std::nullopt);
  EXPECT_EQ(nik_scientific("3319082407900001"), "3,31908E+15");
  EXPECT_EQ(nik_scientific("3319055307900001"), "3,31906E+15");  // the sixth digit is rounded up
  EXPECT_EQ(nik_scientific("3300002407900001"), "3,3E+15");
  EXPECT_EQ(nik_scientific("3000001407900001"), "3E+15");
}

TEST(Spoil, NamesLoseChangeAndSwapParts) {
  Random random(1, 1);
  const Name one{"Slamet"};
  const Name two{"Budi", "Santoso"};
  EXPECT_EQ(name_part_missing(random, one), std::nullopt);
  EXPECT_EQ(name_reordered(random, one), std::nullopt);
  EXPECT_EQ(name_joined(random, one), std::nullopt);
  EXPECT_EQ(name_abbreviated(random, one), std::nullopt);
  EXPECT_EQ(name_reordered(random, two), (Name{"Santoso", "Budi"}));
  EXPECT_EQ(name_joined(random, two), (Name{"Budisantoso"}));
  EXPECT_EQ(name_part_missing(random, two)->size(), 1U);
  const auto initial = *name_abbreviated(random, two);
  EXPECT_EQ(initial.front(), "Budi");
  EXPECT_EQ(initial.back().substr(0, 1), "S");
  const auto short_form = *name_abbreviated(random, Name{"Muhammad", "Rafi"});
  EXPECT_EQ(short_form.front().substr(0, 1), "M");
  EXPECT_LT(short_form.front().size(), 5U);
}

TEST(Spoil, OldSpellingKeepsTheCapital) {
  Random random(1, 1);
  for (int i = 0; i < 200; ++i) {
    const auto old = name_old_spelling(random, Name{"Untung"});
    ASSERT_TRUE(old.has_value());
    EXPECT_NE(old->front(), "Untung");
    EXPECT_TRUE(old->front().front() >= 'A' && old->front().front() <= 'Z') << old->front();
  }
  EXPECT_EQ(name_old_spelling(random, Name{"Ab"}), std::nullopt);
}

TEST(Spoil, ATypingErrorIsOne) {
  Random random(1, 1);
  for (int i = 0; i < 500; ++i) {
    const auto typed = typing_error(random, "Supriyadi");
    ASSERT_TRUE(typed.has_value());
    EXPECT_NE(*typed, "Supriyadi");
    EXPECT_LE(typed->size() < 9 ? 9 - typed->size() : typed->size() - 9, 1U);
  }
  EXPECT_EQ(typing_error(random, "Eva"), std::nullopt);
  EXPECT_EQ(typing_error(random, "0000"), std::nullopt);
}

TEST(Spoil, DatesStayDates) {
  Random random(1, 1);
  const Date july = *Date::of(1990, 7, 4);
  EXPECT_EQ(date_swapped(july)->text(), "1990-04-07");
  EXPECT_EQ(date_swapped(*Date::of(1990, 7, 24)), std::nullopt);
  EXPECT_EQ(date_swapped(*Date::of(1990, 7, 7)), std::nullopt);
  EXPECT_EQ(date_january(july)->text(), "1990-01-01");
  EXPECT_EQ(date_january(*Date::of(1990, 1, 1)), std::nullopt);
  for (int i = 0; i < 100; ++i) {
    const Date year = *date_wrong_year(random, july);
    EXPECT_NE(year.year(), 1990);
    EXPECT_EQ(year.month(), 7);
    if (const auto day = date_wrong_day(random, july)) {
      EXPECT_NE(day->day(), 4);
    }
    if (const auto leap = date_wrong_year(random, *Date::of(1992, 2, 29))) {
      EXPECT_EQ(leap->day(), 29);
    }
  }
}

}  // namespace
}  // namespace payung::synthesis::spoil
