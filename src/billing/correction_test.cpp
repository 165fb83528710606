// Goal: posted lines stay, and what they should have been is the sum of them and the corrections.
// Method: one case by hand for each way a bill can turn out otherwise; corrected twice is once.
#include "billing/correction.hpp"

#include <gtest/gtest.h>

#include "billing/testing.hpp"

namespace payung::billing {
namespace {

using testing::day;
using testing::law;
using testing::month;

constexpr ProgrammeSet kJkk{Programme::jkk};

BillableMember member(std::int64_t payer, Sector sector = Sector::agriculture) {
  return {payer, PayerKind::self, 10, 8, sector, kJkk, Rupiah(0)};
}
Posted posted(std::int64_t payer, std::int64_t net, std::int32_t revision = 0) {
  return {payer, 8, Programme::jkk, 10, revision, Rupiah(net), Reason::billed};
}

TEST(MakeCorrections, NothingWhereAllIsAsBilled) {
  const auto run = make_corrections(month(2026, 3), std::vector{member(1)},
                                    std::vector{posted(1, 10'000)}, law());
  ASSERT_TRUE(run.ok());
  EXPECT_TRUE(run->bills.empty());
  EXPECT_TRUE(make_corrections(month(2026, 3), std::vector{member(1)}, {}, law())->bills.empty());
}

TEST(MakeCorrections, WorkLearntLaterChangesThePriceByTheDifference) {
  // Billed as a farmer in March 2026 (10,000), but he drives an ojek (5,000).
  const auto run = make_corrections(month(2026, 3), std::vector{member(1, Sector::transport)},
                                    std::vector{posted(1, 10'000)}, law());
  ASSERT_TRUE(run.ok());
  ASSERT_EQ(run->bills.size(), 1U);
  EXPECT_EQ(run->bills[0].total, Rupiah(-5'000));
  EXPECT_EQ(run->bills[0].people, 1);
  ASSERT_EQ(run->bills[0].lines.size(), 1U);
  EXPECT_EQ(run->bills[0].lines[0].revision, 1);
  EXPECT_EQ(run->bases[0].reason, Reason::price_changed);
  EXPECT_EQ(run->bases[0].relief, "PP-50-2025.transport");
  const auto again = make_corrections(month(2026, 3), std::vector{member(1, Sector::transport)},
                                      std::vector{posted(1, 5'000, 1)}, law());
  EXPECT_TRUE(again->bills.empty());
}

TEST(MakeCorrections, WhoIsNoMemberIsTakenOff) {
  const auto run = make_corrections(month(2026, 3), {}, std::vector{posted(1, 10'000)}, law());
  ASSERT_EQ(run->bills.size(), 1U);
  EXPECT_EQ(run->bills[0].total, Rupiah(-10'000));
  EXPECT_EQ(run->bases[0].reason, Reason::not_a_member);
  EXPECT_TRUE(
      make_corrections(month(2026, 3), {}, std::vector{posted(1, 0, 1)}, law())->bills.empty());
}

TEST(MakeCorrections, AnotherPayerTakesOver) {
  const auto run = make_corrections(month(2026, 3), std::vector{member(2)},
                                    std::vector{posted(1, 10'000)}, law());
  ASSERT_EQ(run->bills.size(), 2U);
  EXPECT_EQ(run->bills[0].payer, 1);
  EXPECT_EQ(run->bills[0].total, Rupiah(-10'000));
  EXPECT_EQ(run->bills[0].lines[0].revision, 1);
  EXPECT_EQ(run->bills[1].payer, 2);
  EXPECT_EQ(run->bills[1].total, Rupiah(10'000));
  EXPECT_EQ(run->bills[1].lines[0].revision, 2);
  for (const Basis& basis : run->bases) EXPECT_EQ(basis.reason, Reason::payer_changed);
  const std::vector after{posted(1, 0, 1), posted(2, 10'000, 2)};
  EXPECT_TRUE(
      make_corrections(month(2026, 3), std::vector{member(2)}, after, law())->bills.empty());
}

TEST(NotCharged, TakesTheOpenSumOffOnceAndIsNotBilledAgain) {
  const std::vector<OpenLine> open{{month(2025, 7), 10, 8, Programme::jkk, 0, Rupiah(10'000)},
                                   {month(2025, 7), 10, 8, Programme::jkk, 1, Rupiah(-2'000)},
                                   {month(2025, 7), 10, 8, Programme::jkm, 0, Rupiah(6'800)}};
  const auto run = not_charged(month(2025, 7), 1, open, day(2025, 11, 5), law());
  ASSERT_TRUE(run.ok());
  ASSERT_EQ(run->bills.size(), 1U);
  EXPECT_EQ(run->bills[0].total, Rupiah(-14'800));
  ASSERT_EQ(run->bills[0].lines.size(), 2U);
  EXPECT_EQ(run->bills[0].lines[0].revision, 2);
  EXPECT_EQ(run->bills[0].lines[1].revision, 1);
  EXPECT_EQ(run->bases[0].reason, Reason::arrears_not_charged);
  EXPECT_TRUE(run->bases[0].rule_rows[0].starts_with("rules/coverage.toml:"));

  Posted closed = posted(1, 0, 2);
  closed.reason_last = Reason::arrears_not_charged;
  const auto later =
      make_corrections(month(2025, 7), std::vector{member(1)}, std::vector{closed}, law());
  EXPECT_TRUE(later->bills.empty());
}

TEST(Reason, WordsReadBack) {
  for (const Reason reason : {Reason::billed, Reason::price_changed, Reason::payer_changed,
                              Reason::not_a_member, Reason::arrears_not_charged}) {
    EXPECT_EQ(*parse_reason(to_text(reason)), reason);
  }
  EXPECT_FALSE(parse_reason("because").ok());
}

}  // namespace
}  // namespace payung::billing
