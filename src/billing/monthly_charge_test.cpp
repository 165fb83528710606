// Goal: one month costs what the published and derived examples of the law say, to the rupiah.
// Method: tables of those examples against the real rules/, with the months on both sides.
#include "billing/monthly_charge.hpp"

#include <gtest/gtest.h>

#include "billing/testing.hpp"

namespace payung::billing {
namespace {

using testing::law;
using testing::month;

constexpr ProgrammeSet kPair{Programme::jkk, Programme::jkm};
constexpr ProgrammeSet kTriple{Programme::jkk, Programme::jkm, Programme::jht};

Result<Charge> charge(int year, int m, Sector sector, PayerKind payer, ProgrammeSet programmes,
                      std::int64_t income = 0) {
  static const rules::RuleBook book = law();
  return monthly_charge({month(year, m), sector, payer, programmes, Rupiah(income)}, book);
}

struct Case {
  const char* why;
  int year;
  int month;
  Sector sector;
  PayerKind payer;
  ProgrammeSet programmes;
  std::int64_t income;
  std::int64_t total;
};

TEST(MonthlyCharge, PublishedAndDerivedAmounts) {
  using enum Sector;
  using enum PayerKind;
  const Case cases[] = {
      {"P1 lowest pair", 2025, 1, agriculture, apbd_regency, kPair, 0, 16'800},
      {"P2 lowest triple", 2025, 1, agriculture, self, kTriple, 1'000'000, 36'800},
      {"D8 farmer in the relief", 2026, 5, agriculture, self, kPair, 1'000'000, 8'400},
      {"D9 farmer, the month before it", 2026, 3, agriculture, self, kPair, 1'000'000, 16'800},
      {"farmer, its first month", 2026, 4, agriculture, self, kPair, 1'000'000, 8'400},
      {"farmer, its last month", 2026, 12, agriculture, self, kPair, 1'000'000, 8'400},
      {"D12 farmer, the month after", 2027, 1, agriculture, self, kPair, 1'000'000, 16'800},
      {"ojek, the month before", 2025, 12, transport, self, kPair, 1'000'000, 16'800},
      {"ojek, the first month", 2026, 1, transport, self, kPair, 1'000'000, 8'400},
      {"D10 ojek", 2026, 2, transport, self, kPair, 1'000'000, 8'400},
      {"D10 ojek, a year on", 2027, 2, transport, self, kPair, 1'000'000, 8'400},
      {"ojek, the last month", 2027, 3, transport, self, kPair, 1'000'000, 8'400},
      {"D11 ojek, the month after", 2027, 4, transport, self, kPair, 1'000'000, 16'800},
      {"D13 public money pays in full", 2026, 5, agriculture, apbd_regency, kPair, 0, 16'800},
      {"so does the province", 2026, 5, agriculture, apbd_province, kPair, 0, 16'800},
      {"so does the state", 2026, 5, transport, apbn, kPair, 0, 16'800},
      {"so does the excise share", 2026, 5, transport, dbhcht, kPair, 0, 16'800},
      {"JHT is not relieved", 2026, 5, agriculture, self, kTriple, 1'000'000, 28'400},
      {"D15 highest income, pair", 2025, 5, trade, self, kPair, 50'000'000, 213'800},
      {"D15 in the relief", 2026, 5, trade, self, kPair, 50'000'000, 106'900},
      {"D15 with JHT", 2025, 5, trade, self, kTriple, 50'000'000, 627'800},
      {"D15 with JHT, relief", 2026, 5, trade, self, kTriple, 50'000'000, 520'900},
      {"P12 COVID, JKM alone", 2020, 8, trade, self, {Programme::jkm}, 0, 68},
      {"COVID, pair: 100 + 68", 2021, 1, trade, apbd_regency, kPair, 0, 168},
      {"before COVID relief", 2020, 7, trade, self, kPair, 0, 16'800},
      {"after COVID relief", 2021, 2, trade, self, kPair, 0, 16'800},
      {"the first month of the law", 2015, 7, trade, self, kPair, 0, 16'800},
      {"first line ends at 1,099,999", 2025, 1, trade, self, kPair, 1'099'999, 16'800},
      {"second line begins", 2025, 1, trade, self, kPair, 1'100'000, 18'800},
      {"last line but one ends", 2025, 1, trade, self, kPair, 20'199'999, 201'300},
      {"last line begins", 2025, 1, trade, self, kPair, 20'200'000, 213'800},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto got = charge(c.year, c.month, c.sector, c.payer, c.programmes, c.income);
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(got->total, Rupiah(c.total));
    Rupiah sum;
    for (const auto& one : got->programmes) sum = *sum.plus(one.due);
    EXPECT_EQ(sum, got->total);
  }
}

TEST(MonthlyCharge, ManyWorkersAndMonths) {
  const auto lowest = charge(2025, 1, Sector::agriculture, PayerKind::apbd_regency, kPair);
  const auto relieved = charge(2026, 6, Sector::agriculture, PayerKind::company, kPair);
  ASSERT_TRUE(lowest.ok() && relieved.ok());
  const struct {
    const char* why;
    Rupiah each;
    std::int64_t person_months;
    std::int64_t total;
  } cases[] = {
      {"P3 five workers", lowest->total, 5, 84'000},
      {"P4 15,000 workers, a year", lowest->total, 15'000 * 12, 3'024'000'000},
      {"D1 Kudus 12,000, a year", lowest->total, 12'000 * 12, 2'419'200'000},
      {"D2 Kudus 26,000, a month", lowest->total, 26'000, 436'800'000},
      {"D2 a year", lowest->total, 26'000 * 12, 5'241'600'000},
      {"D3 Kudus 30,264, a month", lowest->total, 30'264, 508'435'200},
      {"D3 a year", lowest->total, 30'264 * 12, 6'101'222'400},
      {"D5 a company's ten", lowest->total, 10, 168'000},
      {"D5 for a year", lowest->total, 120, 2'016'000},
      {"D6 the ten in June 2026", relieved->total, 10, 84'000},
      {"D7 483 sponsored", lowest->total, 483, 8'114'400},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(*c.each.times(c.person_months), Rupiah(c.total));
  }
  // D4: 4.3 billion buys 255,952 whole person-months and leaves 6,400.
  EXPECT_EQ(4'300'000'000 / lowest->total.amount(), 255'952);
  EXPECT_EQ(4'300'000'000 % lowest->total.amount(), 6'400);
}

TEST(MonthlyCharge, SaysWhichRowsAndWhetherTheReliefIsInDoubt) {
  const auto self = charge(2026, 5, Sector::trade, PayerKind::self, kTriple, 0);
  ASSERT_TRUE(self.ok());
  ASSERT_EQ(self->programmes.size(), 3U);
  const auto& jkk = self->programmes[0];
  EXPECT_EQ(jkk.programme, Programme::jkk);
  EXPECT_EQ(jkk.ordinary, Rupiah(10'000));
  EXPECT_EQ(jkk.due, Rupiah(5'000));
  EXPECT_EQ(jkk.relief, "PP-50-2025.others");
  EXPECT_EQ(jkk.doubt, Doubt::none);
  ASSERT_EQ(jkk.rule_rows.size(), 3U);
  EXPECT_TRUE(jkk.rule_rows[0].starts_with("rules/contribution.toml:"));
  EXPECT_TRUE(jkk.rule_rows[1].starts_with("rules/contribution.toml:"));
  EXPECT_TRUE(jkk.rule_rows[2].starts_with("rules/relief.toml:"));
  EXPECT_EQ(self->programmes[1].due, Rupiah(3'400));
  EXPECT_EQ(self->programmes[2].due, Rupiah(20'000));
  EXPECT_EQ(self->programmes[2].relief, "");

  for (const auto payer : {PayerKind::village, PayerKind::company, PayerKind::donor}) {
    const auto doubtful = charge(2026, 5, Sector::trade, payer, kTriple, 0);
    ASSERT_TRUE(doubtful.ok());
    EXPECT_EQ(doubtful->programmes[0].doubt, Doubt::relief_unconfirmed);
    EXPECT_EQ(doubtful->programmes[2].doubt, Doubt::none);
  }
  const auto transport = charge(2026, 5, Sector::transport, PayerKind::self, kPair, 0);
  EXPECT_EQ(transport->programmes[0].relief, "PP-50-2025.transport");
}

TEST(MonthlyCharge, NothingInForceIsAnErrorAndNeverZero) {
  const auto early = charge(2015, 6, Sector::trade, PayerKind::self, kPair);
  ASSERT_FALSE(early.ok());
  EXPECT_EQ(early.error().code, Errc::no_parameter);
  EXPECT_EQ(charge(2025, 1, Sector::trade, PayerKind::self, {}).error().code, Errc::bad_value);
  EXPECT_EQ(charge(2025, 1, Sector::trade, PayerKind::self, {Programme::jp}).error().code,
            Errc::bad_value);
  EXPECT_EQ(charge(2025, 1, Sector::trade, PayerKind::self, {Programme::jkp}).error().code,
            Errc::bad_value);
  EXPECT_EQ(charge(2025, 1, Sector::trade, PayerKind::self, kPair, -1).error().code,
            Errc::bad_amount);
  const auto empty = monthly_charge({month(2025, 1), Sector::trade, PayerKind::self, kPair, {}},
                                    rules::RuleBook());
  EXPECT_EQ(empty.error().code, Errc::no_parameter);
}

TEST(DueDate, FifteenthOfTheSameMonthOrTheNextWorkingDay) {
  const rules::RuleBook book = law();
  const struct {
    const char* why;
    int year, month, day;
  } cases[] = {
      {"a Wednesday", 2025, 1, 15},      {"Saturday to Monday", 2025, 2, 17},
      {"Sunday to Monday", 2025, 6, 16}, {"a Monday", 2025, 9, 15},
      {"a Friday", 2025, 8, 15},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto due = due_date(month(c.year, c.month), book);
    ASSERT_TRUE(due.ok());
    EXPECT_EQ(*due, testing::day(c.year, c.month, c.day));
  }
  EXPECT_EQ(*due_date(month(2025, 6), law("\"next_working_day\"", "\"none\"")),
            testing::day(2025, 6, 15));
  EXPECT_EQ(due_date(month(2015, 6), book).error().code, Errc::no_parameter);
}

TEST(Doubt, WordsReadBack) {
  for (const auto doubt : {Doubt::none, Doubt::relief_unconfirmed}) {
    EXPECT_EQ(*parse_doubt(to_text(doubt)), doubt);
  }
  EXPECT_FALSE(parse_doubt("maybe").ok());
}

}  // namespace
}  // namespace payung::billing
