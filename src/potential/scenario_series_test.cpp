// Goal: the series that scenarios/ holds are well formed and say what their sources say.
// Method: the project's own files with the official table of regions; figures from the sources.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/testing.hpp"
#include "potential/series.hpp"
#include "potential/share.hpp"

namespace payung::potential {
namespace {

std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(source_folder() + "/" + path).rdbuf();
  return text.str();
}

const RegionTable& regions() {
  static const auto table =
      RegionTable::load(read("data/regions.csv"), read("data/historic_codes.csv"));
  return *table;
}

const SeriesBook& book() {
  static const auto loaded = [] {
    std::vector<SeriesFile> files;
    for (const char* name :
         {"kudus-2021", "kudus-2024", "kudus-2025", "surakarta-2023", "jateng-2025"}) {
      const std::string path = std::string("scenarios/") + name + "/potential.toml";
      files.push_back({path, read(path)});
    }
    return SeriesBook::load(files, regions());
  }();
  if (!loaded) ADD_FAILURE() << loaded.error().where << ": " << loaded.error().detail;
  return *loaded;
}

RegionCode at(std::string_view text) { return *RegionCode::parse(text); }

TEST(ScenarioSeries, Kudus2021AddsUp) {
  const Series& kudus = **book().find("kudus-2021-potential");
  const auto split = kudus.split({at("33.19")}, SplitBy::sector);
  EXPECT_EQ(split->whole.people, 51'000);
  EXPECT_EQ(split->parts.size(), 3U);
  EXPECT_EQ(split->not_split, 0);
  EXPECT_EQ(kudus.figure({at("33.19"), Sector::agriculture})->people, 44'000);
}

TEST(ScenarioSeries, Kudus2024HasTwoTargetsSideBySide) {
  const Subject bpu{at("33.19"), std::nullopt, Segment::bpu};
  const auto targets = book().about(bpu, SeriesKind::target, 2024);
  ASSERT_EQ(targets.size(), 2U);
  EXPECT_EQ(targets[0]->figure(bpu)->people, 12'000);
  EXPECT_EQ(targets[1]->figure(bpu)->people, 64'000);
}

TEST(ScenarioSeries, Kudus2025ReachedMoreThanItsTarget) {
  const Subject bpu{at("33.19"), std::nullopt, Segment::bpu};
  const auto target = (*book().find("kudus-2025-target"))->figure(bpu);
  const auto reached = (*book().find("kudus-2025-reached"))->figure(bpu);
  // 30,264 / 26,000 = 1.164
  EXPECT_EQ(Share::of(reached->people, target->people)->basis_points_half_up(), 11'640);
  // 14,000 are divided by sector (assumed), 12,000 are not: they come from DTKS.
  EXPECT_EQ((*book().find("kudus-2025-target"))->split(bpu, SplitBy::sector)->not_split, 12'000);
}

TEST(ScenarioSeries, SurakartaIsTheThirtyPercentItSays) {
  const Subject bpu{at("33.72"), std::nullopt, Segment::bpu};
  const auto reached = (*book().find("surakarta-2023-bpu"))->figure(bpu);
  const auto potential = (*book().find("surakarta-2023-potential"))->figure(bpu);
  EXPECT_EQ(Share::of(reached->people, potential->people)->basis_points_half_up(), 3'000);
}

TEST(ScenarioSeries, CentralJavaHasTwoDenominators) {
  const Subject province{at("33")};
  EXPECT_EQ(book().about(province, SeriesKind::potential, 2025).size(), 2U);
  EXPECT_EQ(book().about(province, SeriesKind::target, 2025).size(), 2U);
}

TEST(ScenarioSeries, EveryFigureThatIsNotPublishedSaysWhy) {
  for (const Series& series : book().all()) {
    for (const StatedFigure& figure : series.stated()) {
      EXPECT_FALSE(figure.source.text.empty()) << figure.row;
      if (figure.source.mark != Mark::published) {
        EXPECT_FALSE(figure.source.note.empty()) << figure.row;
      }
    }
  }
}

}  // namespace
}  // namespace payung::potential
