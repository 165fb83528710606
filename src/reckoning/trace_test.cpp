// Goal: a step gives what its operands say, exactly, and the calendar of deadlines is right.
// Method: tables of steps and days with results reckoned by hand.
#include "reckoning/trace.hpp"

#include <gtest/gtest.h>

#include "reckoning/reckoner.hpp"

namespace payung::reckoning {
namespace {

using rules::Unit;

Date day(const char* iso) { return *Date::parse(iso); }

rules::Value rounding(const char* how) {
  const Date on = day("2015-07-01");
  return {"rounding.test",
          0,
          how,
          Unit::word,
          on,
          std::nullopt,
          {"none", "chosen", rules::Checked::unverified, "NOT-SEEN", on, ""},
          "test:1"};
}

Operand operand(Op op, std::int64_t number) { return {op, "n", number, Unit::rupiah, {}}; }

Operand round_off(const char* how) {
  return {Op::round, "r", 0, Unit::word, std::make_shared<const rules::Value>(rounding(how))};
}

TEST(Step, GivesWhatItsOperandsSay) {
  const struct {
    const char* why;
    std::vector<Operand> operands;
    std::int64_t amount;
  } cases[] = {
      {"an amount", {operand(Op::take, 42)}, 42},
      {"60% of 1,000,000 x 80",
       {operand(Op::take, 1'000'000), operand(Op::share, 6'000), operand(Op::times, 80)},
       48'000'000},
      {"beyond float32", {operand(Op::take, 42'000'001)}, 42'000'001},
      {"nothing is rounded on the way: 1 x 33.33% x 30,000",
       {operand(Op::take, 1), operand(Op::share, 3'333), operand(Op::times, 30'000)},
       9'999},
      {"half goes up", {operand(Op::take, 9), operand(Op::divide, 2), round_off("half_up")}, 5},
      {"below half goes down",
       {operand(Op::take, 13), operand(Op::divide, 3), round_off("half_up")},
       4},
      {"down", {operand(Op::take, 99), operand(Op::divide, 100), round_off("down")}, 0},
      {"up", {operand(Op::take, 1), operand(Op::divide, 100), round_off("up")}, 1},
      {"up leaves a whole number", {operand(Op::take, 7), round_off("up")}, 7},
      {"half of a debt goes up",
       {operand(Op::take, -9), operand(Op::divide, 2), round_off("half_up")},
       -4},
      {"not above", {operand(Op::take, 10), operand(Op::at_most, 9)}, 9},
      {"not below", {operand(Op::take, 10), operand(Op::at_least, 11)}, 11},
      {"a bound between fractions",
       {operand(Op::take, 21), operand(Op::divide, 2), operand(Op::at_most, 10)},
       10},
      {"plus and minus", {operand(Op::take, 5), operand(Op::plus, 7), operand(Op::minus, 2)}, 10},
      {"down to hundreds", {operand(Op::take, 8'512'459), operand(Op::floor_to, 100)}, 8'512'400},
      {"exactly hundreds", {operand(Op::take, 8'512'400), operand(Op::floor_to, 100)}, 8'512'400},
  };
  for (const auto& c : cases) {
    const auto amount = reckon(Step{"test", c.operands, {}, Rupiah(0)});
    ASSERT_TRUE(amount.ok()) << c.why;
    EXPECT_EQ(*amount, Rupiah(c.amount)) << c.why;
  }
}

TEST(Step, RefusesWhatCannotBeReckoned) {
  const struct {
    const char* why;
    std::vector<Operand> operands;
    Errc code;
  } cases[] = {
      {"too large", {operand(Op::take, INT64_MAX), operand(Op::times, 2)}, Errc::overflow},
      {"far too large",
       {operand(Op::take, INT64_MAX), operand(Op::times, INT64_MAX), operand(Op::times, 9)},
       Errc::overflow},
      {"part of a rupiah", {operand(Op::take, 1), operand(Op::divide, 2)}, Errc::bad_value},
      {"begins with a share", {operand(Op::share, 1)}, Errc::bad_value},
      {"divided by nothing", {operand(Op::take, 1), operand(Op::divide, 0)}, Errc::overflow},
      {"an unknown rounding", {operand(Op::take, 1), round_off("sideways")}, Errc::overflow},
  };
  for (const auto& c : cases) {
    const auto amount = reckon(Step{"test", c.operands, {}, Rupiah(0)});
    ASSERT_FALSE(amount.ok()) << c.why;
    EXPECT_EQ(amount.error().code, c.code) << c.why;
    EXPECT_EQ(amount.error().where, "test") << c.why;
  }
}

TEST(Step, AddsUpOnlyWhenEveryPartDoes) {
  const Step part{"part", {operand(Op::take, 5)}, {}, Rupiah(5)};
  EXPECT_TRUE(adds_up({"whole", {}, {part, part}, Rupiah(10)}));
  EXPECT_FALSE(adds_up({"whole", {}, {part, part}, Rupiah(11)}));
  const Step wrong{"part", {operand(Op::take, 5)}, {}, Rupiah(6)};
  EXPECT_FALSE(adds_up({"whole", {}, {part, wrong}, Rupiah(11)}));
}

TEST(Calendar, MonthsAndYearsLater) {
  const struct {
    const char* from;
    std::int64_t months;
    const char* then;
  } cases[] = {
      {"2025-01-15", 3, "2025-04-15"}, {"2025-01-31", 1, "2025-02-28"},
      {"2024-01-31", 1, "2024-02-29"}, {"2024-02-29", 12, "2025-02-28"},
      {"2025-11-30", 3, "2026-02-28"}, {"2025-02-07", -24, "2023-02-07"},
      {"2025-02-07", 0, "2025-02-07"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(*months_after(day(c.from), c.months), day(c.then)) << c.from;
  EXPECT_EQ(*years_after(day("2020-01-10"), 5), day("2025-01-10"));
  EXPECT_EQ(months_after(day("2199-12-31"), 1).error().code, Errc::bad_date);
}

TEST(Calendar, WorkingDaysLater) {
  const struct {
    const char* from;
    std::int64_t days;
    const char* then;
  } cases[] = {
      {"2025-03-03", 3, "2025-03-06"},  // Monday to Thursday
      {"2025-03-07", 1, "2025-03-10"},  // Friday to Monday
      {"2025-03-08", 1, "2025-03-10"},  // Saturday to Monday
      {"2025-03-09", 5, "2025-03-14"},  // Sunday to Friday
      {"2025-03-03", 0, "2025-03-03"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(*working_days_after(day(c.from), c.days), day(c.then)) << c.from;
  }
}

}  // namespace
}  // namespace payung::reckoning
