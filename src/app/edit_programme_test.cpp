// Goal: what a form states ends in the programme's file, changes that alone, and stays valid; and
// the
//   same for series of potential and target. Method: edits of a small programme, read again from
//   the stored file, on both engines.
#include "app/edit_programme.hpp"

#include <gtest/gtest.h>

#include "app/edit_potential.hpp"
#include "app/load_potential.hpp"
#include "app/programme_testing.hpp"
#include "store/audit.hpp"
#include "store/testing.hpp"

namespace payung::app::testing {
namespace {

using store::testing::for_each_engine;

const allocation::Budget* budget_named(const StoredProgramme& programme, std::string_view code) {
  for (const auto& one : programme.file.funding.budgets) {
    if (one.code == code) return &one;
  }
  return nullptr;
}

StoredProgramme now(Office& office) {
  auto programme = stored_programme(office.environment, "kudus-2025");
  EXPECT_TRUE(programme.ok());
  return *std::move(programme);
}

void load_small(Office& office) {
  ASSERT_TRUE(load_programme(office.environment, "p.toml", kSmallProgramme).ok());
}

BudgetWish trade_budget() {
  BudgetWish wish{"kudus-2025", "dinas-perdagangan", "dinas-perdagangan"};
  wish.amount = Rupiah(1'000'000);
  wish.source = "APBD perubahan";
  return wish;
}

TEST(EditProgramme, AnAmountIsChangedAndNothingElse) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    load_small(office);
    const auto report = set_budget(office.environment, trade_budget());
    ASSERT_TRUE(report.ok()) << report.error().where << " " << report.error().detail;
    EXPECT_EQ(report->effect, Effect::done);
    const auto after = now(office);
    EXPECT_EQ(after.version.version, 2);
    EXPECT_EQ(after.file.scheme.period.text(), "2025-01/2026-01");
    ASSERT_EQ(after.file.funding.budgets.size(), 2U);
    EXPECT_EQ(budget_named(after, "dinas-perdagangan")->amount, Rupiah(1'000'000));
    EXPECT_EQ(budget_named(after, "dinas-perdagangan")->source, "APBD perubahan");
    EXPECT_EQ(budget_named(after, "toko-satu")->heads_max, 1) << "a company's own by default";
    EXPECT_EQ(set_budget(office.environment, trade_budget())->effect, Effect::nothing_new);
    EXPECT_EQ(now(office).version.version, 2);
    EXPECT_TRUE(store::audit_breaks(database)->empty());
  });
}

TEST(EditProgramme, ANewPayerWithABudgetForSome) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    load_small(office);
    PayerWish payer{"kudus-2025", "desa-demaan", "Desa \"Demaan\" Ren\xC3\xA9"};
    payer.kind = PayerKind::village;
    payer.area = *RegionCode::parse("33.19.02");
    payer.source = "APBDes 2025";
    ASSERT_TRUE(set_payer(office.environment, payer).ok());
    BudgetWish wish{"kudus-2025", "apbdes", "desa-demaan"};
    wish.heads_max = 25;
    wish.months = *MonthRange::parse("2025-03/2025-09");
    wish.source = "APBDes 2025";
    wish.sectors = {Sector::trade, Sector::day_labour};
    wish.poverty = eligibility::Poverty::register_only;
    wish.decile_max = 4;
    const auto report = set_budget(office.environment, wish);
    ASSERT_TRUE(report.ok()) << report.error().where << " " << report.error().detail;
    const auto after = now(office);
    const auto* budget = budget_named(after, "apbdes");
    ASSERT_NE(budget, nullptr);
    EXPECT_EQ(budget->heads_max, 25);
    EXPECT_FALSE(budget->amount.has_value());
    EXPECT_EQ(budget->months.count(), 6);
    EXPECT_EQ(budget->may_cover.sectors, (std::vector{Sector::trade, Sector::day_labour}));
    EXPECT_EQ(budget->may_cover.poverty, eligibility::Poverty::register_only);
    EXPECT_EQ(budget->may_cover.decile_max, 4);
    EXPECT_EQ(after.file.funding.payers.back().name, "Desa \"Demaan\" Ren\xC3\xA9");
    // Given again without conditions, it has none.
    wish.sectors.clear();
    wish.poverty = eligibility::Poverty::any;
    wish.decile_max.reset();
    ASSERT_TRUE(set_budget(office.environment, wish).ok());
    EXPECT_TRUE(budget_named(now(office), "apbdes")->may_cover.sectors.empty());
  });
}

TEST(EditProgramme, ASecondBudgetOfACompanyKeepsItsFirst) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    load_small(office);
    BudgetWish wish{"kudus-2025", "toko-satu-tambahan", "toko-satu"};
    wish.heads_max = 5;
    wish.source = "CSR 2025";
    ASSERT_TRUE(set_budget(office.environment, wish).ok());
    const auto after = now(office);
    ASSERT_NE(budget_named(after, "toko-satu"), nullptr);
    EXPECT_EQ(budget_named(after, "toko-satu")->heads_max, 1);
    EXPECT_EQ(budget_named(after, "toko-satu")->prefers->text(), "33.19.01");
    EXPECT_EQ(budget_named(after, "toko-satu-tambahan")->heads_max, 5);
  });
}

TEST(EditProgramme, WhatIsWrongChangesNothing) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    load_small(office);
    PayerWish other_kind{"kudus-2025", "toko-satu", "Toko Satu"};
    other_kind.kind = PayerKind::donor;
    other_kind.source = "x";
    EXPECT_FALSE(set_payer(office.environment, other_kind).ok());
    auto no_limit = trade_budget();
    no_limit.amount.reset();
    EXPECT_EQ(set_budget(office.environment, no_limit).error().code, Errc::bad_scenario);
    auto outside = trade_budget();
    outside.months = *MonthRange::parse("2025-01/2026-02");
    EXPECT_EQ(set_budget(office.environment, outside).error().code, Errc::bad_scenario);
    auto nobody = trade_budget();
    nobody.payer = "dinas-x";
    EXPECT_EQ(set_budget(office.environment, nobody).error().code, Errc::bad_scenario);
    auto no_scheme = trade_budget();
    no_scheme.scheme = "jepara-2025";
    EXPECT_EQ(set_budget(office.environment, no_scheme).error().code, Errc::not_found);
    EXPECT_EQ(now(office).version.version, 1);
  });
}

SeriesWish target_2026() {
  SeriesWish wish{"kudus-2026-target", "Sasaran Kudus 2026"};
  wish.year = 2026;
  wish.source = {"RKPD 2026 \xE2\x80\x93 Bappeda", potential::Mark::published, ""};
  wish.rows = {{{*RegionCode::parse("33.19"), {}, Segment::bpu}, 30'000},
               {{*RegionCode::parse("33.19.01"), Sector::trade, Segment::bpu}, 1'200}};
  return wish;
}

constexpr const char* kTwoSeries = R"(
[[series]]
name = "kudus-2025-potential"
title = "Potensi"
kind = "potential"
year = 2025
source = "betanews.id"
mark = "published"
rows = [ { region = "33.19", segment = "BPU", value = 400_000 } ]

[[series]]
name = "kudus-2025-target"
title = "Sasaran"
kind = "target"
year = 2025
source = "reported"
mark = "assumed"
note = "ours"
rows = [ { region = "33.19", segment = "BPU", value = 26_000 } ]
)";

TEST(EditPotential, ASeriesIsStatedAndChanged) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    const auto first = set_series(office.environment, target_2026());
    ASSERT_TRUE(first.ok()) << first.error().where << " " << first.error().detail;
    EXPECT_TRUE(*first);
    EXPECT_FALSE(*set_series(office.environment, target_2026()));
    auto more = target_2026();
    more.rows[0].people = 31'000;
    EXPECT_TRUE(*set_series(office.environment, more));
    const auto book = stored_potential(office.environment);
    ASSERT_TRUE(book.ok());
    const auto series = book->find("kudus-2026-target");
    ASSERT_TRUE(series.ok());
    EXPECT_EQ((*series)->figure({*RegionCode::parse("33.19"), {}, Segment::bpu})->people, 31'000);
    EXPECT_EQ((*series)->source().text, "RKPD 2026 \xE2\x80\x93 Bappeda");
    EXPECT_EQ(book->all().size(), 1U);
  });
}

TEST(EditPotential, TheOtherSeriesOfItsFileStay) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    ASSERT_TRUE(load_potential(office.environment, "potential.toml", kTwoSeries).ok());
    SeriesWish wish{"kudus-2025-target", "Sasaran"};
    wish.year = 2025;
    wish.source = {"reported", potential::Mark::assumed, "ours"};
    wish.rows = {{{*RegionCode::parse("33.19"), {}, Segment::bpu}, 28'000}};
    EXPECT_TRUE(*set_series(office.environment, wish));
    const auto book = stored_potential(office.environment);
    ASSERT_TRUE(book.ok());
    ASSERT_EQ(book->all().size(), 2U);
    const potential::Subject kudus{*RegionCode::parse("33.19"), {}, Segment::bpu};
    EXPECT_EQ((*book->find("kudus-2025-target"))->figure(kudus)->people, 28'000);
    EXPECT_EQ((*book->find("kudus-2025-potential"))->figure(kudus)->people, 400'000);
  });
}

TEST(EditPotential, PartsThatExceedTheirWholeAreRefused) {
  for_each_engine([](db::Connection& database) {
    Office office(database, "2025-01-10");
    auto wish = target_2026();
    wish.rows[1].people = 30'001;
    EXPECT_EQ(set_series(office.environment, wish).error().code, Errc::bad_scenario);
    auto unexplained = target_2026();
    unexplained.source.mark = potential::Mark::assumed;
    EXPECT_EQ(set_series(office.environment, unexplained).error().code, Errc::bad_scenario);
    EXPECT_TRUE(stored_potential(office.environment)->all().empty());
  });
}

}  // namespace
}  // namespace payung::app::testing
