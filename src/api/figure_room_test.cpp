// Goal: figures that take long to gather are given at once, and newer ones soon after.
// Method: a room to which everything takes long; the programme is loaded anew between two looks.
// SQLite.
#include "api/figure_room.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "app/load_potential.hpp"
#include "app/load_programme.hpp"
#include "app/programme_testing.hpp"
#include "store/testing.hpp"

namespace payung::api {
namespace {

using app::testing::Office;

constexpr const char* kTarget = R"(
[[series]]
name = "sasaran-2025"
title = "Target of the year"
kind = "target"
year = 2025
source = "reported"
mark = "assumed"
note = "ours"
rows = [ { region = "33.19", segment = "BPU", value = 1_234 } ]
)";

/// What the room answers to who asks for the programme's figures.
std::string state_of(FigureRoom& room, Office& office) {
  const auto figures = room.figures(office.environment, "kudus-2025", office.environment.today);
  EXPECT_TRUE(figures.ok());
  return figures.ok() ? (*figures)->state : std::string();
}

void make_town(db::Connection& database, Office& office) {
  app::testing::make_senders(database);
  app::testing::add_rows(database, {{1, "dinas-perdagangan"}, {2, "dinas-perdagangan"}});
  ASSERT_TRUE(
      app::load_programme(office.environment, "p.toml", app::testing::kSmallProgramme).ok());
}

TEST(FigureRoom, TheNewestWhereGatheringIsQuick) {
  const auto database = store::testing::memory_database();
  Office office(*database, "2025-05-20");
  make_town(*database, office);
  FigureRoom room(std::chrono::hours(1));
  const auto before = state_of(room, office);
  EXPECT_EQ(state_of(room, office), before);
  ASSERT_TRUE(app::load_programme(office.environment, "q.toml",
                                  std::string(app::testing::kSmallProgramme) + "\n# again\n")
                  .ok());
  EXPECT_NE(state_of(room, office), before);
}

TEST(FigureRoom, ThoseOfAMomentAgoWhereItIsSlowUntilTheyAreFreshened) {
  const auto database = store::testing::memory_database();
  Office office(*database, "2025-05-20");
  make_town(*database, office);
  FigureRoom room(std::chrono::milliseconds(-1));
  const auto before = state_of(room, office);
  EXPECT_EQ(*room.freshen(office.environment), 0U) << "nobody was given old ones";
  ASSERT_TRUE(app::load_programme(office.environment, "q.toml",
                                  std::string(app::testing::kSmallProgramme) + "\n# again\n")
                  .ok());
  EXPECT_EQ(state_of(room, office), before) << "given at once, and wanted newer from now on";
  // They rest ten times as long as gathering took, which is milliseconds here.
  std::size_t gathered = 0;
  for (int tries = 0; tries < 2'000 && gathered == 0; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const auto round = room.freshen(office.environment);
    ASSERT_TRUE(round.ok());
    gathered = *round;
  }
  EXPECT_EQ(gathered, 1U);
  EXPECT_NE(state_of(room, office), before);
}

TEST(FigureRoom, ATargetIsSeenAtOnceEvenWhereGatheringIsSlow) {
  const auto database = store::testing::memory_database();
  Office office(*database, "2025-05-20");
  make_town(*database, office);
  FigureRoom room(std::chrono::milliseconds(-1));
  const auto before = state_of(room, office);
  ASSERT_TRUE(app::load_potential(office.environment, "t.toml", kTarget).ok());
  const potential::Subject kudus{*RegionCode::parse("33.19"), {}, Segment::bpu};
  for (int look = 0; look < 2; ++look) {
    const auto figures = room.figures(office.environment, "kudus-2025", office.environment.today);
    ASSERT_TRUE(figures.ok());
    EXPECT_EQ((*figures)->state, before) << "nobody was read again";
    const auto targets = (*figures)->series.latest(kudus, potential::SeriesKind::target, 2025);
    ASSERT_EQ(targets.size(), 1U);
    EXPECT_EQ(targets[0]->figure(kudus)->people, 1'234);
  }
}

}  // namespace
}  // namespace payung::api
