// Goal: figures add up by construction and conflicting series stand side by side.
// Method: small files in the text (series_builder fills them), sums worked out by hand.
#include "potential/series.hpp"

#include <gtest/gtest.h>

namespace payung::potential {
namespace {

const RegionTable& regions() {
  static const auto table = RegionTable::load(
      "code,name\n33,Jawa Tengah\n33.19,Kabupaten Kudus\n33.19.01,Kaliwungu\n"
      "33.19.01.2001,Bakalankrapyak\n33.19.01.2002,Prambatan Kidul\n33.19.02,Kota\n"
      "33.72,Kota Surakarta\n",
      "code,name,last_seen_in_table_of\n33.99,Lama,2016\n");
  return *table;
}

RegionCode at(std::string_view text) { return *RegionCode::parse(text); }

Result<SeriesBook> load(const std::string& text) {
  const SeriesFile file{"potential.toml", text};
  return SeriesBook::load({&file, 1}, regions());
}

std::string series(const std::string& rows, const std::string& more = "") {
  return "[[series]]\nname = \"s\"\ntitle = \"S\"\nkind = \"potential\"\nyear = 2021\n"
         "source = \"office\"\nmark = \"published\"\n" +
         more + "rows = [\n" + rows + "]\n";
}

// Kudus 2021: 51,000 = farmers 44,000 + traders 2,000 + construction 5,000.
const char* const kKudus =
    "{ region = \"33.19\", value = 51_000 },\n"
    "{ region = \"33.19\", sector = \"agriculture\", value = 44_000 },\n"
    "{ region = \"33.19\", sector = \"trade\", value = 2_000 },\n"
    "{ region = \"33.19\", sector = \"construction\", value = 5_000 },\n";

TEST(Series, StatedWholeAndItsParts) {
  const auto book = load(series(kKudus));
  ASSERT_TRUE(book.ok());
  const Series& kudus = **book->find("s");
  const auto whole = kudus.figure({at("33.19")});
  ASSERT_TRUE(whole.has_value());
  EXPECT_EQ(whole->people, 51'000);
  ASSERT_NE(whole->stated, nullptr);
  EXPECT_EQ(whole->stated->row, "potential.toml:9");
  const auto split = kudus.split({at("33.19")}, SplitBy::sector);
  ASSERT_TRUE(split.has_value());
  ASSERT_EQ(split->parts.size(), 3U);
  EXPECT_EQ(split->parts[0].people, 44'000);
  EXPECT_EQ(split->not_split, 0);
}

TEST(Series, WithoutAStatedWholeItIsTheSum) {
  const auto book =
      load(series("{ region = \"33.19.01.2001\", sector = \"trade\", value = 7 },\n"
                  "{ region = \"33.19.01.2002\", sector = \"trade\", value = 5 },\n"
                  "{ region = \"33.19.01.2002\", sector = \"agriculture\", value = 3 },\n"
                  "{ region = \"33.19.02\", value = 100 },\n"));
  ASSERT_TRUE(book.ok());
  const Series& s = **book->find("s");
  EXPECT_EQ(s.figure({at("33.19.01"), Sector::trade})->people, 12);
  EXPECT_EQ(s.figure({at("33.19.01")})->people, 15);
  EXPECT_EQ(s.figure({at("33.19")})->people, 115);
  EXPECT_EQ(s.figure({at("33.19")})->stated, nullptr);
  const auto by_sector = s.split({at("33.19")}, SplitBy::sector);
  EXPECT_EQ(by_sector->parts.size(), 2U);
  EXPECT_EQ(by_sector->not_split, 100);  // the second district is not divided by sector
  const auto by_region = s.split({at("33.19")}, SplitBy::region);
  EXPECT_EQ(by_region->parts.size(), 2U);
  EXPECT_EQ(by_region->not_split, 0);
}

TEST(Series, SaysNothingAboveOrBesideWhatItKnows) {
  const auto book = load(series(kKudus));
  const Series& s = **book->find("s");
  EXPECT_FALSE(s.figure({at("33")}).has_value());
  EXPECT_FALSE(s.figure({at("33.72")}).has_value());
  EXPECT_FALSE(s.figure({at("33.19.01")}).has_value());
  EXPECT_FALSE(s.figure({at("33.19"), Sector::fishery}).has_value());
  EXPECT_FALSE(s.split({at("33.19"), Sector::trade}, SplitBy::sector).has_value());
}

TEST(Series, AProvinceIsTheSumOfItsRegencies) {
  const auto book =
      load(series("{ region = \"33.19\", segment = \"BPU\", value = 10 },\n"
                  "{ region = \"33.72\", segment = \"BPU\", value = 4 },\n"
                  "{ region = \"33.72\", segment = \"PU\", value = 1 },\n"));
  const Series& s = **book->find("s");
  EXPECT_EQ(s.figure({at("33")})->people, 15);
  EXPECT_EQ(s.figure({at("33"), std::nullopt, Segment::bpu})->people, 14);
  EXPECT_EQ(s.split({at("33")}, SplitBy::segment)->parts.size(), 2U);
}

TEST(Series, PartsMayExceedOnlyWhenSaid) {
  const std::string rows =
      "{ region = \"33.19\", value = 10 },\n"
      "{ region = \"33.19\", sector = \"trade\", value = 8 },\n"
      "{ region = \"33.19\", sector = \"agriculture\", value = 8 },\n";
  const auto refused = load(series(rows));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().where, "potential.toml:9");
  const auto said = load(series(rows, "parts_overlap = true\n"));
  ASSERT_TRUE(said.ok());
  const auto split = (*said->find("s"))->split({at("33.19")}, SplitBy::sector);
  EXPECT_EQ(split->whole.people, 10);
  EXPECT_EQ(split->not_split, -6);
}

TEST(Series, ConflictingSeriesStandSideBySide) {
  const auto one = [](const std::string& name, int year, int value) {
    return "[[series]]\nname = \"" + name +
           "\"\ntitle = \"T\"\nkind = \"target\"\nyear = " + std::to_string(year) +
           "\nsource = \"o\"\nmark = \"published\"\nrows = [{ region = " + "\"33.19\", value = " +
           std::to_string(value) + " }]\n";
  };
  const auto book = load(one("b", 2024, 64'000) + one("a", 2024, 12'000) + one("c", 2023, 1));
  ASSERT_TRUE(book.ok());
  const auto about = book->about({at("33.19")}, SeriesKind::target, 2024);
  ASSERT_EQ(about.size(), 2U);
  EXPECT_EQ(about[0]->name(), "a");
  EXPECT_EQ(about[1]->name(), "b");
  EXPECT_EQ(book->latest({at("33.19")}, SeriesKind::target, 2030).size(), 2U);
  EXPECT_EQ(book->latest({at("33.19")}, SeriesKind::target, 2023).front()->name(), "c");
  EXPECT_TRUE(book->latest({at("33.19")}, SeriesKind::target, 2022).empty());
  EXPECT_TRUE(book->about({at("33.19")}, SeriesKind::potential, 2024).empty());
}

}  // namespace
}  // namespace payung::potential
