// Goal: the law as it is written in rules/ gives what the published examples and the law say.
// Method: rules/cases/*.toml, each with its source; every row is touched, every change is noticed.
#include "cases/rule_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cases/testing.hpp"

namespace payung::cases {
namespace {

rules::RuleFile file(std::string text) { return {"cases/test.toml", std::move(text)}; }

TEST(RuleCases, EveryCaseHolds) {
  ASSERT_GE(all_cases().size(), 200U);
  for (const RuleCase& one : all_cases()) {
    EXPECT_EQ(run_case(one, law()), "") << one.row << " " << one.name;
  }
}

TEST(RuleCases, EveryParameterIsTouched) {
  EXPECT_EQ(untouched_rows(all_cases(), law()), std::vector<std::string>{});
}

TEST(RuleCases, EveryChangeByOneUnitIsNoticed) {
  const auto mutants = mutate(all_cases(), law());
  ASSERT_TRUE(mutants.ok()) << mutants.error().where << " " << mutants.error().detail;
  EXPECT_GT(mutants->size(), 700U);
  for (const Mutant& mutant : *mutants)
    EXPECT_TRUE(mutant.killed) << mutant.row << " " << mutant.change;
}

TEST(RuleCases, AWrongExpectationIsTold) {
  const struct {
    const char* why;
    const char* expectation;
    const char* told;
  } cases[] = {
      {"right", "expected = 16_800", ""},
      {"one rupiah off", "expected = 16_801", "amount is 16800"},
      {"another fact", "facts = [\"basis 1000001\"]", "fact basis is 1000000"},
      {"a fact that is not there", "facts = [\"colour blue\"]",
       "fact colour is missing; there are basis, due_date"},
      {"another step", "steps = [\"bpu.jkm 6801\"]", "step bpu.jkm is 6800"},
      {"a step that is not there", "steps = [\"bpu.jht 20000\"]",
       "step bpu.jht is missing; there are bpu_dues, bpu.jkk, bpu.jkm"},
      {"a reason that does not come", "reason = \"too_old\"", "no reason, but Rp16.800"},
      {"an error that does not come", "error = \"no_parameter X\"", "no error, but Rp16.800"},
  };
  for (const auto& c : cases) {
    const auto read = read_cases(file(std::string("[[bpu_dues]]\nname = \"x\"\nsource = \"y\"\n") +
                                      "on = 2025-01-01\n" + c.expectation + "\n"));
    ASSERT_TRUE(read.ok()) << c.why;
    EXPECT_EQ(run_case(read->front(), law()), c.told) << c.why;
  }
}

TEST(RuleCases, BadCasesAreRefusedByLine) {
  const std::string begun = "[[jkm]]\nname = \"x\"\nsource = \"y\"\n";
  const struct {
    const char* why;
    std::string text;
    const char* where;
    const char* told;  ///< part of what is told
  } cases[] = {
      {"no expectation", begun + "on = 2025-01-15\n", "cases/test.toml:1", "nothing is expected"},
      {"no source", "[[jkm]]\nname = \"x\"\nexpected = 1\n", "cases/test.toml:1", "\"source\""},
      {"no name", "[[jkm]]\nsource = \"x\"\nexpected = 1\n", "cases/test.toml:1", "\"name\""},
      {"no day", begun + "expected = 1\n", "cases/test.toml:1", "on = 2025-01-15"},
      {"a day in quotes", begun + "on = \"2025-01-15\"\n", "cases/test.toml:4", "without quotes"},
      {"no such day", begun + "on = 2025-02-30\n", "cases/test.toml:4", ""},
      {"an amount in words", begun + "expected = \"1\"\n", "cases/test.toml:4", "42_000_000"},
      {"facts that are no list", begun + "facts = \"a b\"\n", "cases/test.toml:4", "a list"},
      {"a decimal input", begun + "wage = 1.5\n", "cases/test.toml:4", "a whole number"},
      {"no such kind", "[[jkn]]\nname = \"x\"\nsource = \"y\"\non = 2025-01-15\nexpected = 1\n",
       "cases/test.toml:1", "there are bpu_dues"},
      {"no such input", begun + "on = 2025-01-15\nexpected = 1\nwages = 1\n", "cases/test.toml:6",
       "it takes claimed"},
      {"no TOML", "[[jkm\n", "cases/test.toml:1", ""},
  };
  for (const auto& c : cases) {
    const auto read = read_cases(file(c.text));
    ASSERT_FALSE(read.ok()) << c.why;
    EXPECT_EQ(read.error().code, Errc::bad_rule) << c.why;
    EXPECT_EQ(read.error().where, c.where) << c.why;
    EXPECT_NE(read.error().detail.find(c.told), std::string::npos)
        << c.why << ": " << read.error().detail;
  }
}

}  // namespace
}  // namespace payung::cases
