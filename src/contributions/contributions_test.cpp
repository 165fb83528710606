// Goal: what the rule cases cannot say: the shape of traces, and errors that name their input.
// Method: bpu, wage and project calculations on the law of rules/, expectations by hand.
#include "contributions/contributions.hpp"

#include <gtest/gtest.h>

#include "contributions/testing.hpp"

namespace payung::contributions {
namespace {

Date day(const char* iso) { return *Date::parse(iso); }
Month month(const char* iso) { return *Month::parse(iso); }

TEST(BpuDues, TheTraceNamesInputParameterSourceAndFormula) {
  const auto outcome =
      bpu_dues({month("2026-05"), {Programme::jkk}, Rupiah(0), Sector::agriculture}, law());
  ASSERT_TRUE(outcome.ok());
  ASSERT_EQ(outcome->trace.parts.size(), 1U);
  const reckoning::Step& jkk = outcome->trace.parts[0];
  EXPECT_EQ(jkk.code, "bpu.jkk");
  const struct {
    reckoning::Op op;
    const char* name;
    std::int64_t number;
  } operands[] = {
      {reckoning::Op::take, "BPU.income_table", 1'000'000},
      {reckoning::Op::share, "JKK.contribution_rate", 100},
      {reckoning::Op::round, "rounding.contributions", 0},
      {reckoning::Op::share, "PP-50-2025.others", 5'000},
      {reckoning::Op::round, "rounding.contributions", 0},
  };
  ASSERT_EQ(jkk.operands.size(), std::size(operands));
  for (std::size_t i = 0; i < std::size(operands); ++i) {
    EXPECT_EQ(jkk.operands[i].op, operands[i].op) << i;
    EXPECT_EQ(jkk.operands[i].name, operands[i].name) << i;
    EXPECT_EQ(jkk.operands[i].number, operands[i].number) << i;
    ASSERT_TRUE(jkk.operands[i].parameter != nullptr) << i;
    EXPECT_FALSE(jkk.operands[i].parameter->source.regulation.empty()) << i;
  }
  EXPECT_EQ(jkk.amount, Rupiah(5'000));
}

TEST(BpuDues, DoubtfulRowsAreTold) {
  const auto outcome = bpu_dues({month("2025-01"), {Programme::jkk}, Rupiah(2'500'000)}, law());
  ASSERT_TRUE(outcome.ok());
  std::vector<std::string> keys;
  for (const rules::Value& value : outcome->doubtful()) keys.push_back(value.key);
  EXPECT_EQ(keys, (std::vector<std::string>{"BPU.income_table", "rounding.contributions"}));
}

TEST(PuDues, EmployerAndWorkerAddUp) {
  const auto outcome = pu_dues({month("2024-04"), Rupiah(10'000'000), 3}, law());
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->step("pu.employer"), Rupiah(689'000));
  EXPECT_EQ(outcome->step("pu.worker"), Rupiah(300'000));
  EXPECT_EQ(outcome->total, Rupiah(989'000));
  EXPECT_TRUE(reckoning::adds_up(outcome->trace));
}

TEST(Errors, NameTheInput) {
  const struct {
    const char* why;
    Result<Outcome> outcome;
    Errc code;
    const char* where;
  } cases[] = {
      {"arrears paid before they arose",
       bpu_arrears({month("2025-06"), day("2025-05-31"), {month("2025-05")}}, law()),
       Errc::bad_date, "paid_on"},
      {"months ahead", bpu_ahead({{month("2025-01")}, 0, 1}, law()), Errc::bad_value, "months"},
      {"born tomorrow", entry({day("2025-01-02"), day("2025-01-01"), {}}, law()), Errc::bad_date,
       "birth"},
      {"a class there is not", pu_dues({month("2025-01"), Rupiah(1), 0}, law()), Errc::bad_value,
       "risk_class"},
      {"no workers", pu_dues({month("2025-01"), Rupiah(1), 1, EmployerSize::small, true, 0}, law()),
       Errc::bad_value, "workers"},
      {"a fine of nothing less", pu_fine({month("2025-01"), Rupiah(-1), day("2025-03-01")}, law()),
       Errc::bad_amount, "dues"},
      {"growth beyond reason", jp_ceiling({day("2025-03-01"), Rupiah(1), 10'001}, law()),
       Errc::bad_value, "growth"},
      {"a ceiling of nothing", jp_ceiling({day("2025-03-01"), Rupiah(0), 1}, law()),
       Errc::bad_amount, "before"},
      {"contract and wage", construction_dues({day("2025-01-01"), Rupiah(1), Rupiah(1)}, law()),
       Errc::bad_value, "contract"},
      {"years abroad", migrant_dues({day("2025-01-01"), true, 24, 601, {}}, law()), Errc::bad_value,
       "excess_months"},
      {"a key of money", deadline("JKM.funeral", day("2025-01-01"), law()), Errc::bad_value, "key"},
  };
  for (const auto& c : cases) {
    ASSERT_FALSE(c.outcome.ok()) << c.why;
    EXPECT_EQ(c.outcome.error().code, c.code) << c.why;
    EXPECT_EQ(c.outcome.error().where, c.where) << c.why;
  }
}

TEST(Words, EmployerSizes) {
  for (const char* size : {"micro", "small", "medium", "large"}) {
    EXPECT_EQ(to_text(*parse_employer_size(size)), size);
  }
  EXPECT_EQ(parse_employer_size("huge").error().where, "size");
}

}  // namespace
}  // namespace payung::contributions
