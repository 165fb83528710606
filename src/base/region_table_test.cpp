// Goal: regions are found by code and by name, and old codes lead to the right region of today.
// Method: the official table for facts that anybody can look up, small invented ones for faults.
#include "base/region_table.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/testing.hpp"

namespace payung {
namespace {

std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(source_folder() + "/" + path).rdbuf();
  return text.str();
}

const RegionTable& table() {
  static const Result<RegionTable> loaded =
      RegionTable::load(read("data/regions.csv"), read("data/historic_codes.csv"));
  if (!loaded) ADD_FAILURE() << loaded.error().where << ": " << loaded.error().detail;
  return *loaded;
}

RegionCode code(std::string_view text) { return *RegionCode::parse(text); }

std::string texts(const std::vector<RegionCode>& codes) {
  std::string text;
  for (const RegionCode& c : codes) text.append(text.empty() ? "" : " ").append(c.text());
  return text;
}

// Counts as the table's origin states them: 38 provinces, 514 regencies and cities, 7,285
// districts, 83,762 villages; Central Java has 35, 576 and 8,563.
TEST(RegionTable, HoldsAllOfIndonesia) {
  EXPECT_EQ(table().size(), 91'599U);
  const RegionCode country;
  EXPECT_EQ(table().children(country).size(), 38U);
  EXPECT_EQ(table().inside(country, RegionLevel::regency).size(), 514U);
  EXPECT_EQ(table().inside(country, RegionLevel::district).size(), 7'285U);
  EXPECT_EQ(table().inside(country, RegionLevel::village).size(), 83'762U);
  EXPECT_EQ(table().children(code("33")).size(), 35U);
  EXPECT_EQ(table().inside(code("33"), RegionLevel::district).size(), 576U);
  EXPECT_EQ(table().inside(code("33"), RegionLevel::village).size(), 8'563U);
}

TEST(RegionTable, FindsByCode) {
  ASSERT_NE(table().find(code("33.19")), nullptr);
  EXPECT_EQ(table().find(code("33.19"))->name, "Kabupaten Kudus");
  EXPECT_EQ(table().find(code("33.72"))->name, "Kota Surakarta");
  EXPECT_EQ(table().find(code("31.72"))->name, "Kota Administrasi Jakarta Utara");  // no blank end
  EXPECT_EQ(table().find(code("12.07.28.1007"))->name, "Lubuk Pakam I,II");  // quoted in the file
  EXPECT_EQ(table().find(code("33.99")), nullptr);
  EXPECT_EQ(table().find(code("91.01")), nullptr);  // an old code is no region of today
  EXPECT_EQ(table().find(RegionCode()), nullptr);   // the country is no row
}

TEST(RegionTable, ChildrenAndInsideKeepToTheParent) {
  const auto districts = table().children(code("33.19"));
  ASSERT_EQ(districts.size(), 9U);
  EXPECT_EQ(districts.front().code, code("33.19.01"));
  EXPECT_EQ(districts.back().code, code("33.19.09"));
  EXPECT_EQ(table().inside(code("33.19"), RegionLevel::village).size(), 132U);
  EXPECT_EQ(table().inside(code("33.19"), RegionLevel::regency).size(), 1U);
  EXPECT_TRUE(table().inside(code("33.19"), RegionLevel::province).empty());
  EXPECT_TRUE(table().children(code("33.19.01.2001")).empty());
  EXPECT_TRUE(table().children(code("33.98")).empty());
  EXPECT_TRUE(table().inside(RegionCode(), RegionLevel::country).empty());
}

TEST(RegionTable, FindsByName) {
  const struct {
    const char* why;
    const char* parent;
    RegionLevel level;
    const char* name;
    const char* codes;
  } cases[] = {
      {"as the table has it", "33", RegionLevel::regency, "Kabupaten Kudus", "33.19"},
      {"capitals, short", "33", RegionLevel::regency, "KAB. KUDUS", "33.19"},
      {"without its title", "", RegionLevel::regency, " kudus ", "33.19"},
      {"a regency and a city", "33", RegionLevel::regency, "Semarang", "33.22 33.74"},
      {"only the city", "33", RegionLevel::regency, "Kota Semarang", "33.74"},
      {"only the regency", "33", RegionLevel::regency, "kab semarang", "33.22"},
      {"an old word for city", "33", RegionLevel::regency, "Kodya Semarang", "33.74"},
      {"two titles", "", RegionLevel::regency, "Kota Adm. Jakarta Utara", "31.72"},
      {"shortened word", "", RegionLevel::regency, "Kab. Adm. Kep. Seribu", "31.01"},
      {"there is no city of Kudus", "", RegionLevel::regency, "Kota Kudus", ""},
      {"the district Kota Kudus", "33.19", RegionLevel::district, "Kec. Kota Kudus", "33.19.02"},
      {"province", "", RegionLevel::province, "Prov. Jawa Tengah", "33"},
      {"province, everyday name", "", RegionLevel::province, "DKI Jakarta", "31"},
      {"province, everyday name", "", RegionLevel::province, "D.I. Yogyakarta", "34"},
      {"written in one word", "33.19", RegionLevel::village, "Desa Jati Wetan", "33.19.03.2003"},
      {"written in one word", "33.19", RegionLevel::village, "JATIWETAN", "33.19.03.2003"},
      {"elsewhere", "33.18", RegionLevel::village, "Jati Wetan", ""},
      {"no such name", "", RegionLevel::regency, "Atlantis", ""},
      {"no name", "", RegionLevel::regency, "", ""},
      {"signs only", "", RegionLevel::village, " .-' ", ""},
      {"a title only", "33", RegionLevel::regency, "Kabupaten", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.why) + ": " + c.name);
    EXPECT_EQ(texts(table().by_name(code(c.parent), c.level, c.name)), c.codes);
  }
}

// Papua was divided in 2022 (Law 14, 15 and 16/2022) and West Papua in the same year (29/2022).
TEST(RegionTable, OldCodesLeadToToday) {
  const struct {
    const char* why;
    const char* old;
    const char* today;
  } cases[] = {
      {"in force", "33.19", "33.19"},
      {"a village in force", "33.19.01.2001", "33.19.01.2001"},
      {"Merauke, now in Papua Selatan", "91.01", "93.01"},
      {"its district", "91.01.01", "93.01.01"},
      {"Nabire, now in Papua Tengah", "91.04", "94.01"},
      {"Puncak and Puncak Jaya are two", "91.25", "94.05"},
      {"Puncak and Puncak Jaya are two", "91.07", "94.02"},
      {"the regency Sorong, not the city", "92.01", "96.01"},
      {"the city Sorong", "92.71", "96.71"},
      {"the district Sorong of the regency", "92.01.43", "96.01.18"},
      {"the district Sorong of the city", "92.71.01", "96.71.01"},
      {"a district that was renamed", "91.13.36", ""},
      {"never in force", "33.98", ""},
      {"a village of an old district", "91.01.01.1001", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.why) + ": " + c.old);
    const auto today = table().today(code(c.old));
    EXPECT_EQ(today ? today->text() : "", c.today);
    if (today) {
      EXPECT_NE(table().find(*today), nullptr);
    }
  }
  EXPECT_EQ(table().today(RegionCode()), RegionCode());
}

TEST(RegionTable, KnowsOldCodes) {
  EXPECT_TRUE(table().known_ever(RegionCode()));
  EXPECT_TRUE(table().known_ever(code("33.19.01")));
  EXPECT_TRUE(table().known_ever(code("91.01.01")));  // old
  EXPECT_TRUE(table().known_ever(code("91.13.36")));  // old, renamed since
  EXPECT_FALSE(table().known_ever(code("33.98.01")));
}

TEST(RegionTable, ADistrictMovedToANewRegencyIsFoundInItsProvince) {
  const auto small = RegionTable::load(
      "code,name\n33,Jawa\n33.01,Kabupaten Lama\n33.01.01,Utara\n33.02,Kabupaten Baru\n"
      "33.02.01,Selatan\n34,Lain\n34.01,Kabupaten Jauh\n34.01.01,Timur\n",
      "code,name,last_seen_in_table_of\n33.01.02,Selatan,2020\n33.01.03,Timur,2020\n");
  ASSERT_TRUE(small.ok());
  EXPECT_EQ(small->today(code("33.01.02")), code("33.02.01"));
  EXPECT_EQ(small->today(code("33.01.03")), std::nullopt);  // the Timur of another province
}

TEST(RegionTable, RefusesDamagedTables) {
  const std::string old = "code,name,last_seen_in_table_of\n";
  const struct {
    const char* why;
    const char* regions;
    std::string historic;
    const char* where;
  } cases[] = {
      {"empty", "", old, "regions.csv:1"},
      {"no header", "33,Jawa Tengah\n", old, "regions.csv:1"},
      {"a broken code", "code,name\n33,Jawa\n3A,Oops\n", old, "regions.csv:3"},
      {"an empty code", "code,name\n,Jawa\n", old, "regions.csv:2"},
      {"a code alone", "code,name\n33\n", old, "regions.csv:2"},
      {"a blank name", "code,name\n33,  \n", old, "regions.csv:2"},
      {"an open quote", "code,name\n33,\"Jawa\n", old, "regions.csv:2"},
      {"a code twice", "code,name\n33,Jawa\n33,Jawi\n", old, "regions.csv"},
      {"historic without header", "code,name\n33,Jawa\n", "", "historic_codes.csv:1"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto loaded = RegionTable::load(c.regions, c.historic);
    ASSERT_FALSE(loaded.ok());
    EXPECT_EQ(loaded.error().code, Errc::bad_region);
    EXPECT_EQ(loaded.error().where, c.where);
  }
}

TEST(RegionTable, ReadsUnsortedWindowsAndQuotedFiles) {
  const auto small =
      RegionTable::load("code,name\r\n33.19,\"Kab. \"\"K\"\", Timur\"\r\n\r\n33,Jawa\r\n34,Lain",
                        "code,name,last_seen_in_table_of\r\n");
  ASSERT_TRUE(small.ok());
  EXPECT_EQ(small->size(), 3U);
  EXPECT_EQ(small->find(code("33.19"))->name, "Kab. \"K\", Timur");
  EXPECT_EQ(small->children(RegionCode()).size(), 2U);
}

}  // namespace
}  // namespace payung
