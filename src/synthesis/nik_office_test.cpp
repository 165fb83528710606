// Goal: NIKs and KK numbers are right by construction and never given twice.
// Method: known district and day, serials counted; a day filled to its last serial.
#include "synthesis/nik_office.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/nik.hpp"

namespace payung::synthesis {
namespace {

const Date kAsOf = *Date::of(2025, 1, 1);
const RegionCode kKaliwungu = *RegionCode::parse("33.19.01");
const RegionCode kKota = *RegionCode::parse("33.19.02");

TEST(NikOffice, CountsByDistrictDayAndSex) {
  NikOffice office({kKaliwungu, kKota}, kAsOf);
  const Date born = *Date::of(1975, 8, 17);
  EXPECT_EQ(office.issue(0, born, Sex::male), "3319011708750001");
  EXPECT_EQ(office.issue(0, born, Sex::male), "3319011708750002");
  EXPECT_EQ(office.issue(0, born, Sex::female), "3319015708750001");  // 17 + 40
  EXPECT_EQ(office.issue(1, born, Sex::male), "3319021708750001");
  EXPECT_EQ(office.issue(0, *Date::of(1975, 8, 18), Sex::male), "3319011808750001");
}

TEST(NikOffice, TheOldestAndTheYoungestDoNotShareADay) {
  NikOffice office({kKota}, kAsOf);
  EXPECT_EQ(office.issue(0, kAsOf, Sex::male), "3319020101250001");
  EXPECT_EQ(office.issue(0, *Date::of(1926, 1, 2), Sex::male), "3319020201260001");
}

TEST(NikOffice, AFullDayGoesOnAtTheDayBefore) {
  NikOffice office({kKota}, kAsOf);
  std::set<std::string> seen;
  const Date born = *Date::of(1990, 3, 1);
  for (int i = 0; i < 10'000; ++i) seen.insert(office.issue(0, born, Sex::male));
  EXPECT_EQ(seen.size(), 10'000U);
  EXPECT_TRUE(seen.contains("3319020103909999"));
  EXPECT_TRUE(seen.contains("3319022802900001"));
}

TEST(NikOffice, FamilyCardsDiffer) {
  std::set<std::string> seen;
  for (std::int64_t id = 0; id < 20'000; ++id) {
    const std::string card = family_card(kKota, id, kAsOf);
    EXPECT_TRUE(Nik::parse(card).ok()) << card;
    EXPECT_TRUE(seen.insert(card).second);
  }
}

}  // namespace
}  // namespace payung::synthesis
