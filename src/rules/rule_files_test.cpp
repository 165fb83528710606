// Goal: the rule book that Payung carries says what the law's sources say, on each side of a
// change. Method: loads rules/*.toml and compares with figures published by others, named in each
// row.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/testing.hpp"
#include "rules/rule_book.hpp"

namespace payung::rules {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<RuleFile> rule_files() {
  std::vector<RuleFile> files;
  for (const auto& entry : fs::directory_iterator(fs::path(source_folder()) / "rules")) {
    if (entry.path().extension() != ".toml") continue;
    files.push_back({"rules/" + entry.path().filename().string(), read(entry.path())});
  }
  std::sort(files.begin(), files.end(),
            [](const RuleFile& a, const RuleFile& b) { return a.name < b.name; });
  return files;
}

const RuleBook& book() {
  static const Result<RuleBook> loaded = RuleBook::load(rule_files());
  if (!loaded) ADD_FAILURE() << loaded.error().where << ": " << loaded.error().detail;
  return *loaded;
}

Date day(const char* iso) { return *Date::parse(iso); }
Month month(const char* iso) { return *Month::parse(iso); }

TEST(RuleFiles, SayWhatTheSourcesSay) {
  const struct {
    const char* key;
    Unit unit;
    std::int64_t number;
    const char* word;
  } cases[] = {
      {"JKM.contribution", Unit::rupiah, 6'800, ""},           // published pair 10,000 + 6,800
      {"JKK.contribution_rate", Unit::basis_points, 100, ""},  // 1%
      {"JHT.contribution_rate", Unit::basis_points, 200, ""},  // 2%
      {"billing.due_day", Unit::day_of_month, 15, ""},
      {"billing.due_day_roll", Unit::word, 0, "next_working_day"},
      {"billing.late_fine_rate", Unit::basis_points, 0, ""},
      {"billing.prepayment_months_max", Unit::months, 12, ""},
      {"enrolment.age_min", Unit::years, 18, ""},
      {"enrolment.age_limit", Unit::years, 65, ""},
      {"enrolment.programmes_min", Unit::programmes, 2, ""},
      {"enrolment.start", Unit::word, 0, "on_receipt"},
      {"enrolment.start_public_payer", Unit::word, 0, "on_agreement"},
      {"coverage.grace_unpaid_months", Unit::months, 3, ""},
      {"coverage.arrears_payable_months_max", Unit::months, 3, ""},
      {"coverage.reentry", Unit::word, 0, "fresh"},
      {"coverage.event_in_grace", Unit::word, 0, "pay_after_arrears"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.key);
    for (const char* on : {"2015-07-01", "2025-01-15", "2026-11-20"}) {
      const auto value = book().find(c.key, day(on));
      ASSERT_TRUE(value.ok()) << on;
      EXPECT_EQ(value->unit, c.unit);
      EXPECT_EQ(value->number, c.number);
      EXPECT_EQ(value->word, c.word);
    }
    const auto before = book().find(c.key, day("2015-06-30"));
    ASSERT_FALSE(before.ok());
    EXPECT_EQ(before.error().code, Errc::no_parameter);
    EXPECT_EQ(before.error().where, c.key);
    EXPECT_NE(before.error().detail.find("2015-06-30"), std::string::npos);
  }
}

TEST(RuleFiles, IncomeTable) {
  const struct {
    const char* why;
    std::int64_t income;
    std::int64_t basis;
    Checked checked;
  } cases[] = {
      {"no income declared", 0, 1'000'000, Checked::press},
      {"first line, as printed", 1'099'000, 1'000'000, Checked::press},
      {"first line, last rupiah", 1'099'999, 1'000'000, Checked::press},
      {"second line begins", 1'100'000, 1'200'000, Checked::unverified},
      {"an inner line", 2'500'000, 2'450'000, Checked::unverified},
      {"another", 4'000'000, 4'450'000, Checked::unverified},
      {"steps of 1,500,000 begin", 6'700'000, 7'450'000, Checked::unverified},
      {"last closed line ends", 20'199'999, 19'450'000, Checked::unverified},
      {"open line begins", 20'200'000, 20'700'000, Checked::press},
      {"far above", 1'000'000'000'000, 20'700'000, Checked::press},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto line = book().bracket(day("2025-01-01"), Rupiah(c.income));
    ASSERT_TRUE(line.ok());
    EXPECT_EQ(line->basis, Rupiah(c.basis));
    EXPECT_EQ(line->source.checked, c.checked);
  }
  EXPECT_EQ(book().brackets().size(), 21U);
  EXPECT_EQ(book().bracket(day("2015-06-30"), Rupiah(0)).error().code, Errc::no_parameter);
  EXPECT_EQ(book().bracket(day("2025-01-01"), Rupiah(-1)).error().code, Errc::bad_amount);
}

// 16,800 and 36,800 are published; 213,800 and 627,800 follow from the published ends.
TEST(RuleFiles, SmallestAndLargestDues) {
  const Date on = day("2025-01-15");
  const struct {
    std::int64_t income, pair, triple;
  } cases[] = {{1'000'000, 16'800, 36'800}, {25'000'000, 213'800, 627'800}};
  for (const auto& c : cases) {
    const Rupiah basis = book().bracket(on, Rupiah(c.income))->basis;
    const Rupiah jkk =
        *basis.basis_points_half_up(book().find("JKK.contribution_rate", on)->number);
    const Rupiah jht =
        *basis.basis_points_half_up(book().find("JHT.contribution_rate", on)->number);
    const Rupiah pair = *jkk.plus(book().find("JKM.contribution", on)->rupiah());
    EXPECT_EQ(pair, Rupiah(c.pair));
    EXPECT_EQ(*pair.plus(jht), Rupiah(c.triple));
  }
}

/// Basis points due for JKK and JKM, by the one relief that fits; 10,000 when none does.
std::int64_t due(const char* iso, Sector sector, PayerKind payer) {
  std::int64_t due = 10'000;
  int fitting = 0;
  for (const Relief& relief : book().reliefs()) {
    if (!relief.fits(month(iso), sector, payer)) continue;
    due = relief.due_basis_points;
    ++fitting;
    EXPECT_EQ(relief.programmes, (ProgrammeSet{Programme::jkk, Programme::jkm}));
  }
  EXPECT_LE(fitting, 1);
  return due;
}

TEST(RuleFiles, ReliefsByMonthSectorAndPayer) {
  const struct {
    const char* why;
    const char* month;
    Sector sector;
    PayerKind payer;
    std::int64_t due;
  } cases[] = {
      {"transport: the month before", "2025-12", Sector::transport, PayerKind::self, 10'000},
      {"transport: first month", "2026-01", Sector::transport, PayerKind::self, 5'000},
      {"transport: last month", "2027-03", Sector::transport, PayerKind::self, 5'000},
      {"transport: over", "2027-04", Sector::transport, PayerKind::self, 10'000},
      {"others: wait until April", "2026-03", Sector::agriculture, PayerKind::self, 10'000},
      {"others: first month", "2026-04", Sector::agriculture, PayerKind::self, 5'000},
      {"others: last month", "2026-12", Sector::other, PayerKind::self, 5'000},
      {"others: over", "2027-01", Sector::agriculture, PayerKind::self, 10'000},
      {"state budget pays full", "2026-05", Sector::agriculture, PayerKind::apbn, 10'000},
      {"province too", "2026-05", Sector::agriculture, PayerKind::apbd_province, 10'000},
      {"regency too", "2026-05", Sector::transport, PayerKind::apbd_regency, 10'000},
      {"its excise share too", "2026-05", Sector::manufacturing, PayerKind::dbhcht, 10'000},
      {"village: applied, in doubt", "2026-05", Sector::agriculture, PayerKind::village, 5'000},
      {"company: applied, in doubt", "2026-06", Sector::trade, PayerKind::company, 5'000},
      {"donor: applied, in doubt", "2026-06", Sector::trade, PayerKind::donor, 5'000},
      {"2020: the month before", "2020-07", Sector::trade, PayerKind::self, 10'000},
      {"2020: 1% is due, all payers", "2020-08", Sector::trade, PayerKind::apbd_regency, 100},
      {"2020: last month", "2021-01", Sector::transport, PayerKind::self, 100},
      {"2020: over", "2021-02", Sector::trade, PayerKind::self, 10'000},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(due(c.month, c.sector, c.payer), c.due);
  }
}

TEST(RuleFiles, ReliefsMarkTheDoubtfulPayers) {
  for (const Relief& relief : book().reliefs()) {
    if (relief.key == "PP-49-2020") continue;
    for (const PayerKind payer : all_payer_kinds()) {
      const bool doubtful =
          payer == PayerKind::village || payer == PayerKind::company || payer == PayerKind::donor;
      EXPECT_EQ(relief.in_doubt(payer), doubtful) << relief.key << " " << to_text(payer);
    }
  }
}

TEST(RuleFiles, LossesFromMemoryAreMarked) {
  std::set<std::string> unverified;
  constexpr std::string_view kTable = "JKK.disability.";
  for (const Finding& finding : book().findings(day("2026-11-20"))) {
    if (finding.concern != Concern::unverified || !finding.key.starts_with(kTable)) continue;
    unverified.insert(finding.key.substr(kTable.size()));
  }
  EXPECT_EQ(unverified, (std::set<std::string>{"big_toe",
                                               "both_feet",
                                               "both_legs",
                                               "left_arm_elbow",
                                               "left_finger",
                                               "left_finger_joint",
                                               "left_hand",
                                               "left_index",
                                               "left_index_joint",
                                               "left_thumb",
                                               "leg_shorter_from_5cm",
                                               "leg_shorter_from_7_5cm",
                                               "leg_shorter_under_5cm",
                                               "mental_ability",
                                               "one_foot",
                                               "one_leg",
                                               "other_toe",
                                               "physical_ability_10_25",
                                               "physical_ability_26_50",
                                               "physical_ability_51_70",
                                               "right_arm_elbow",
                                               "right_finger",
                                               "right_finger_joint",
                                               "right_hand",
                                               "right_index",
                                               "right_index_joint",
                                               "right_thumb",
                                               "second_toe"}));
}

TEST(RuleFiles, WeakRowsAreMarked) {
  std::set<std::string> unverified;
  for (const Finding& finding : book().findings(day("2026-11-20"))) {
    EXPECT_NE(finding.concern, Concern::review_due) << finding.key;
    // How a claim is handled (papers, days to answer) is our own choice until a text is read.
    if (finding.key.starts_with("claim.")) continue;
    if (finding.key.starts_with("JKK.disability.")) continue;  // the test above
    if (finding.concern == Concern::unverified) unverified.insert(finding.key);
  }
  EXPECT_EQ(unverified, (std::set<std::string>{"BPU.income_table",
                                               "coverage.event_in_grace",
                                               "enrolment.age_limit",
                                               "JHT.waiting_months",
                                               "JKK.after_employment_years",
                                               "JKK.dentures_max",
                                               "JKK.glasses_max",
                                               "JKK.hearing_aid_max",
                                               "JKK.prosthesis_surcharge",
                                               "JKK.report_days",
                                               "JKK.request_days",
                                               "JKK.violence",
                                               "JKP.employer_arrears_months_max",
                                               "JKP.month_begun",
                                               "JP.child_share",
                                               "JP.density_min",
                                               "JP.disability_months_min",
                                               "JP.parent_share",
                                               "JP.pension_max",
                                               "JP.pension_min",
                                               "JP.survivor_months_min",
                                               "JP.widow_share",
                                               "rounding.benefits",
                                               "rounding.contributions"}));
}

TEST(RuleFiles, EveryPageThatWasReadIsListed) {
  const std::string sources = read(fs::path(source_folder()) / "docs/law-sources.md");
  for (const std::string& key : book().keys()) {
    for (const Value& value : *book().history(key)) {
      EXPECT_NE(sources.find("| " + value.source.seen + " |"), std::string::npos)
          << value.row << " " << value.source.seen;
    }
  }
  for (const Bracket& line : book().brackets()) {
    EXPECT_NE(sources.find("| " + line.source.seen + " |"), std::string::npos) << line.row;
  }
  for (const Relief& relief : book().reliefs()) {
    EXPECT_NE(sources.find("| " + relief.source.seen + " |"), std::string::npos) << relief.row;
  }
}

}  // namespace
}  // namespace payung::rules
