// Goal: villages are found by name inside the sender's area, and never guessed between two.
// Method: names of Kudus (33.19) from the project's region table, spelt well and badly.
#include "intake/place.hpp"

#include <gtest/gtest.h>

#include "intake/testing.hpp"

namespace payung::intake {
namespace {

const RegionCode kKudus = *RegionCode::parse("33.19");

TEST(PlaceFinder, ByNameInsideTheArea) {
  PlaceFinder places(testing::regions(), kKudus);
  using Outcome = PlaceFinder::Outcome;
  EXPECT_EQ(places.village("Undaan Lor", "").outcome, Outcome::exact);
  EXPECT_EQ(places.village("DESA UNDAANLOR", "").outcome, Outcome::exact);
  EXPECT_EQ(places.village("Undan Lor", "").outcome, Outcome::misspelt);
  EXPECT_EQ(places.village("Undan Lor", "").code, places.village("Undaan Lor", "").code);
  EXPECT_EQ(places.village("Kuta", "").outcome, Outcome::unknown);
  EXPECT_EQ(places.village("", "").outcome, Outcome::unknown);
  EXPECT_TRUE(places.district("Kec. Undaan"));
  EXPECT_FALSE(places.district("Banjarsari"));
  EXPECT_EQ(places.regency("Kabupaten Kudus"), kKudus);
}

TEST(PlaceFinder, OneNameInTwoDistrictsAsksForTheDistrict) {
  PlaceFinder places(testing::regions(), *RegionCode::parse("33"));
  using Outcome = PlaceFinder::Outcome;
  EXPECT_EQ(places.village("Wates", "").outcome, Outcome::ambiguous);
  EXPECT_EQ(places.village("Wates", "Undaan").outcome, Outcome::exact);
  EXPECT_TRUE(kKudus.contains(places.village("Wates", "Undaan").code));
}

TEST(PlaceFinder, WithoutAnAreaNothingIsFound) {
  PlaceFinder places(testing::regions(), RegionCode());
  EXPECT_FALSE(places.can_find());
  EXPECT_EQ(places.village("Wates", "").outcome, PlaceFinder::Outcome::unknown);
}

TEST(AddressParts, WhatAnAddressSaysBesidesTheStreet) {
  const AddressParts parts = address_parts("DK KRAJAN RT 06 RW 3 DESA KARANG ROWO KEC UNDAAN");
  EXPECT_EQ(parts.rt, "6");
  EXPECT_EQ(parts.rw, "3");
  EXPECT_EQ(parts.village, "KARANG ROWO");
  EXPECT_EQ(parts.district, "UNDAAN");
  EXPECT_EQ(address_parts("Jl. Muria 7 RT06/RW03").rw, "3");
  EXPECT_EQ(address_parts("Jl. Muria 7 Rt 06/03").rw, "3");
  EXPECT_EQ(address_parts("Jl. Muria 7").village, "");
  EXPECT_EQ(plain_number("002"), "2");
  EXPECT_EQ(plain_number("RT 10"), "10");
  EXPECT_EQ(plain_number("000"), "0");
  constexpr std::pair<const char*, const char*> kRws[] = {
      {"003", "3"},  {"RW 04", "4"}, {"III", "3"},         {"RW IX", "9"},
      {"xiv", "14"}, {"X", "10"},    {"XIX", "19"},        {"IIII", "IIII"},
      {"VX", "VX"},  {"XL", "XL"},   {"Krajan", "Krajan"}, {"", ""}};
  for (const auto& [typed, number] : kRws) EXPECT_EQ(rw_number(typed), number) << typed;
}

TEST(PlaceFinder, AVillageInAnAddressWithoutItsKind) {
  PlaceFinder places(testing::regions(), kKudus);
  const struct {
    const char* address;
    const char* village;
  } cases[] = {
      {"Wates RT 02 RW 03, Undaan", "WATES"},
      {"Undaan Lor 02/03", "UNDAAN LOR"},
      {"RT 1 RW 2 Getas Pejaten", "GETAS PEJATEN"},
      {"Jl. Wates No. 3 Undaan Lor", "UNDAAN LOR"},
      {"Jl. Wates No. 3", ""},
      {"Dk. Wates", ""},
      {"Wates / Undaan Lor", ""},  // two villages
      {"Kec. Wates", ""},
      {"Perum Griya Indah", ""},
      {"", ""},
  };
  for (const auto& c : cases)
    EXPECT_EQ(places.village_in_address(c.address), c.village) << c.address;
}

TEST(AddressParts, RtAndRwByTheirZerosAlone) {
  EXPECT_EQ(bare_rt_and_rw("Wates 002/003").rt, "2");
  EXPECT_EQ(bare_rt_and_rw("Wates 02/03, Undaan").rw, "3");
  for (const char* address :
       {"Wates 2/3", "No. 12/14", "SK/002/2024", "12/05/2024", "01/02/2024", "002/003/X"}) {
    EXPECT_TRUE(bare_rt_and_rw(address).rt.empty()) << address;
  }
}

}  // namespace
}  // namespace payung::intake
