// Goal: the figures of a report are right and their parts add up to the whole.
// Method: a small regency counted by hand; then every person moved at random must keep the sums.
#include <gtest/gtest.h>

#include "evaluation/areas.hpp"
#include "evaluation/coverage_lines.hpp"
#include "evaluation/outcome.hpp"
#include "evaluation/report.hpp"
#include "evaluation/tables.hpp"

namespace payung::evaluation {
namespace {

constexpr auto kRegions =
    "code,name\n33,Jawa Tengah\n33.19,Kabupaten Kudus\n33.19.01,Kaliwungu\n"
    "33.19.01.2001,Bakalankrapyak\n33.19.01.2002,Prambatan Kidul\n33.19.05,Undaan\n"
    "33.19.05.2001,Wonosoco\n33.21,Kabupaten Demak\n33.21.01,Mranggen\n";

RegionTable table() { return *RegionTable::load(kRegions, "code,name,last_seen_in_table_of\n"); }
RegionCode code(std::string_view text) { return *RegionCode::parse(text); }

PersonOutcome person(std::int64_t id, std::string_view region, Sector sector, Station station,
                     std::string reason, std::string payer) {
  PersonOutcome outcome;
  outcome.person = id;
  outcome.region = code(region);
  outcome.sector = sector;
  outcome.proposed = true;
  outcome.station = station;
  outcome.reason = std::move(reason);
  outcome.payer = std::move(payer);
  return outcome;
}

std::vector<PersonOutcome> people() {
  std::vector<PersonOutcome> all{
      person(1, "33.19.01.2001", Sector::agriculture, Station::active, "", "kudus"),
      person(2, "33.19.01.2002", Sector::agriculture, Station::grace, "", "kudus"),
      person(3, "33.19.05.2001", Sector::trade, Station::waiting, "budget_exhausted", ""),
      person(4, "33.19.05.2001", Sector::trade, Station::rejected, "age_limit", ""),
      person(5, "33.19.05", Sector::transport, Station::unidentified, "nik_missing", ""),
      person(6, "33.21.01", Sector::transport, Station::lapsed, "", "kudus"),
  };
  PersonOutcome member;
  member.person = 7;
  member.region = code("33.19.01.2001");
  member.member_pu = true;
  all.push_back(member);
  return all;
}

ReportInput input(const std::vector<PersonOutcome>& all) {
  ReportInput in{.title = "Kudus",
                 .scheme = "kudus-2025",
                 .region = code("33.19"),
                 .as_of = *Date::of(2025, 12, 8),
                 .generated_at = "2025-12-08T00:00:00Z",
                 .people = all,
                 .payers = {},
                 .months = {},
                 .senders = {}};
  in.payers.push_back({.code = "kudus",
                       .name = "Pemkab Kudus",
                       .kind = PayerKind::apbd_regency,
                       .budget = std::nullopt,
                       .heads_max = std::nullopt,
                       .billed = Rupiah(50'400),
                       .received = Rupiah(40'000),
                       .open = Rupiah(16'800),
                       .suspense = Rupiah(6'400)});
  in.months.push_back({*Month::of(2025, 11), 3, 2, Rupiah(50'400), Rupiah(40'000)});
  in.senders.push_back({"dispertan", "Dinas Pertanian", 7, 6, 1, 6, 0});
  return in;
}

TEST(Evaluation, CountsByHand) {
  const auto all = people();
  const auto report = evaluate(input(all), table());
  ASSERT_TRUE(report.ok());
  const struct {
    Count count;
    std::int64_t people;
  } expected[] = {
      {Count::listed, 6},    {Count::identified, 5}, {Count::eligible, 4},    {Count::funded, 3},
      {Count::enrolled, 3},  {Count::covered, 2},    {Count::active, 1},      {Count::grace, 1},
      {Count::lapsed, 1},    {Count::waiting, 1},    {Count::rejected, 1},    {Count::asked, 0},
      {Count::member_pu, 1}, {Count::member_bpu, 0}, {Count::insured_bpu, 2}, {Count::insured, 3},
  };
  for (const auto& e : expected) {
    SCOPED_TRACE(to_text(e.count));
    EXPECT_EQ(report->total.of(e.count), e.people);
  }
  EXPECT_EQ(report->payers[0].people, 3);
  EXPECT_EQ(report->payers[0].covered, 2);
  EXPECT_TRUE(contradictions(*report).empty()) << contradictions(*report)[0];
}

TEST(Evaluation, FunnelLosesOnceAndSaysWhy) {
  const auto all = people();
  const auto report = evaluate(input(all), table());
  ASSERT_TRUE(report.ok());
  const std::int64_t expected[][2] = {{6, 1}, {5, 1}, {4, 1}, {3, 0}, {3, 1}, {2, 0}};
  ASSERT_EQ(report->funnel.size(), 6U);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(report->funnel[i].people, expected[i][0]);
    EXPECT_EQ(report->funnel[i].lost, expected[i][1]);
  }
  ASSERT_EQ(report->losses.size(), 4U);
  EXPECT_EQ(report->losses[0].reason, "nik_missing");
  EXPECT_EQ(report->losses[2].reason, "budget_exhausted");
}

TEST(Evaluation, AreasHoldWhoLivesElsewhereAndUnknownVillages) {
  const auto all = people();
  const auto lines = area_lines(code("33.19"), all, table());
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines[0].counts.of(Count::listed), 6);
  std::int64_t undaan = 0, undaan_not_split = 0, elsewhere = 0;
  for (const auto& line : lines) {
    if (line.region == code("33.19.05") && !line.not_split) undaan = line.counts.of(Count::listed);
    if (line.region == code("33.19.05") && line.not_split) {
      undaan_not_split = line.counts.of(Count::listed);
    }
    if (line.region == code("33.19") && line.not_split) elsewhere = line.counts.of(Count::listed);
  }
  EXPECT_EQ(undaan, 3);
  EXPECT_EQ(undaan_not_split, 1);
  EXPECT_EQ(elsewhere, 1);
}

TEST(Evaluation, ContradictionsAreSeen) {
  const auto all = people();
  auto report = evaluate(input(all), table());
  ASSERT_TRUE(report.ok());
  auto money = *report;
  money.received = Rupiah(1);
  EXPECT_FALSE(contradictions(money).empty());
  auto area = *report;
  area.areas.pop_back();
  EXPECT_FALSE(contradictions(area).empty());
  auto loss = *report;
  loss.losses.pop_back();
  EXPECT_FALSE(contradictions(loss).empty());
  auto payer = *report;
  payer.payers[0].covered = 1;
  EXPECT_FALSE(contradictions(payer).empty());
}

TEST(Evaluation, AnyMixOfPeopleAddsUp) {
  const char* regions[] = {"33.19.01.2001",
                           "33.19.01.2002",
                           "33.19.05.2001",
                           "33.19.05",
                           "33.19",
                           "33.21.01",
                           "33.19.01.2999",
                           "33",
                           ""};
  std::uint64_t state = 42;
  const auto draw = [&state](std::uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % below;
  };
  for (int round = 0; round < 50; ++round) {
    std::vector<PersonOutcome> all;
    for (int i = 0; i < 200; ++i) {
      auto one = person(i, regions[draw(9)], all_sectors()[draw(13)],
                        all_stations()[draw(station_count)], "", "kudus");
      one.proposed = draw(5) != 0;
      one.member_pu = draw(4) == 0;
      one.member_bpu = draw(4) == 0;
      if (draw(7) == 0) one.sector.reset();
      all.push_back(one);
    }
    for (const char* region : {"33.19", "33", "", "33.19.01.2001"}) {
      auto in = input(all);
      in.region = code(region);
      const auto report = evaluate(in, table());
      ASSERT_TRUE(report.ok());
      const auto wrong = contradictions(*report);
      EXPECT_TRUE(wrong.empty()) << wrong[0];
    }
  }
}

TEST(Evaluation, AnUnknownRegionIsAnError) {
  const auto all = people();
  auto in = input(all);
  in.region = code("99");
  const auto report = evaluate(in, table());
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, Errc::bad_region);
}

TEST(Evaluation, CoverageIsHeldAgainstEachSeriesByItsKind) {
  EXPECT_EQ(numerator_for(potential::SeriesKind::target, Segment::bpu), Count::covered);
  EXPECT_EQ(numerator_for(potential::SeriesKind::target, Segment::pu), Count::member_pu);
  EXPECT_EQ(numerator_for(potential::SeriesKind::potential, Segment::bpu), Count::insured_bpu);
  EXPECT_EQ(numerator_for(potential::SeriesKind::potential, std::nullopt), Count::insured);

  const std::vector<potential::SeriesFile> files{
      {"potential.toml",
       "[[series]]\nname = \"potensi\"\ntitle = \"Potensi\"\nkind = \"potential\"\nyear = 2025\n"
       "source = \"Disnaker\"\nmark = \"published\"\n"
       "rows = [{region = \"33.19\", sector = \"agriculture\", segment = \"BPU\", value = 8},\n"
       "        {region = \"33.19\", sector = \"trade\", segment = \"BPU\", value = 4}]\n"}};
  const auto book = potential::SeriesBook::load(files, table());
  ASSERT_TRUE(book.ok()) << book.error().where << " " << book.error().detail;
  const auto all = people();
  auto in = input(all);
  in.series = &*book;
  const auto report = evaluate(in, table());
  ASSERT_TRUE(report.ok());
  ASSERT_GE(report->coverage.size(), 3U);
  EXPECT_EQ(report->coverage[0].share.part(), 2);
  EXPECT_EQ(report->coverage[0].share.whole(), 12);
  EXPECT_EQ(report->coverage[1].share.whole(), 8);
  EXPECT_EQ(report->coverage[1].share.part(), 2);
  EXPECT_EQ(report->coverage[2].share.part(), 0);
}

TEST(Evaluation, TablesHaveAsManyCellsAsColumns) {
  const auto all = people();
  const auto report = evaluate(input(all), table());
  ASSERT_TRUE(report.ok());
  const auto tables = tables_of(*report);
  ASSERT_EQ(tables.size(), 8U);
  for (const auto& one : tables) {
    SCOPED_TRACE(one.key);
    for (const auto& row : one.rows) EXPECT_EQ(row.cells.size(), one.columns.size());
  }
}

}  // namespace
}  // namespace payung::evaluation
