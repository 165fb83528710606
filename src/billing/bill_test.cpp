// Goal: a month's bills hold each member once, per programme and by anyone, and only what is new.
// Method: small registers worked out by hand; a seeded register billed in pieces against at once.
#include "billing/bill.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "billing/testing.hpp"

namespace payung::billing {
namespace {

using testing::law;
using testing::month;

constexpr ProgrammeSet kPair{Programme::jkk, Programme::jkm};
constexpr ProgrammeSet kTriple{Programme::jkk, Programme::jkm, Programme::jht};

BillableMember member(std::int64_t payer, std::int64_t membership, std::int64_t person,
                      PayerKind kind = PayerKind::apbd_regency, ProgrammeSet programmes = kPair,
                      std::int64_t income = 0) {
  return {payer, kind, membership, person, Sector::agriculture, programmes, Rupiah(income)};
}

std::vector<BilledBefore> billed_by(const BillRun& run) {
  std::vector<BilledBefore> before;
  for (const Bill& bill : run.bills) {
    for (const BillLine& line : bill.lines) before.push_back({line.person, line.programme});
  }
  std::ranges::sort(before);
  return before;
}

TEST(MakeBills, OneBillPerPayerInTheOrderOfMembership) {
  const std::vector<BillableMember> members{member(2, 30, 7), member(1, 20, 9), member(1, 10, 8)};
  const auto run = make_bills(month(2025, 1), members, {}, law());
  ASSERT_TRUE(run.ok());
  EXPECT_EQ(run->due_on, testing::day(2025, 1, 15));
  ASSERT_EQ(run->bills.size(), 2U);
  EXPECT_EQ(run->bills[0].payer, 1);
  EXPECT_EQ(run->bills[0].people, 2);
  EXPECT_EQ(run->bills[0].total, Rupiah(33'600));
  EXPECT_EQ(run->bills[1].payer, 2);
  EXPECT_EQ(run->bills[1].total, Rupiah(16'800));
  const auto& lines = run->bills[0].lines;
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0], (BillLine{8, 10, Programme::jkk, Rupiah(10'000), 0, 0}));
  EXPECT_EQ(lines[1], (BillLine{8, 10, Programme::jkm, Rupiah(6'800), 1, 0}));
  EXPECT_EQ(lines[2], (BillLine{9, 20, Programme::jkk, Rupiah(10'000), 0, 0}));
  ASSERT_EQ(run->bases.size(), 2U);
  EXPECT_EQ(run->bases[1].amount, Rupiah(6'800));
}

TEST(MakeBills, AgainGivesNothingAndLateJoinersComeOnAFurtherBill) {
  std::vector<BillableMember> members{member(1, 10, 8), member(1, 20, 9)};
  const auto first = make_bills(month(2025, 1), members, {}, law());
  ASSERT_TRUE(first.ok());
  const auto before = billed_by(*first);
  EXPECT_TRUE(make_bills(month(2025, 1), members, before, law())->bills.empty());

  members.push_back(member(1, 30, 5));
  members[0].programmes = kTriple;  // JHT added: only JHT is new
  const auto second = make_bills(month(2025, 1), members, before, law());
  ASSERT_TRUE(second.ok());
  ASSERT_EQ(second->bills.size(), 1U);
  EXPECT_EQ(second->bills[0].total, Rupiah(20'000 + 16'800));
  ASSERT_EQ(second->bills[0].lines.size(), 3U);
  EXPECT_EQ(second->bills[0].lines[0].programme, Programme::jht);
  EXPECT_EQ(second->bills[0].lines[1].person, 5);
}

TEST(MakeBills, NobodyIsBilledTwiceByAnyone) {
  // Billed by payer 1, then moved to payer 2 within the month.
  const auto first = make_bills(month(2025, 1), std::vector{member(1, 10, 8)}, {}, law());
  const auto second =
      make_bills(month(2025, 1), std::vector{member(2, 11, 8)}, billed_by(*first), law());
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->bills.empty());

  const std::vector<BillableMember> both{member(1, 10, 8), member(2, 11, 8)};
  const auto refused = make_bills(month(2025, 1), both, {}, law());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, Errc::conflict);

  const std::vector<BillableMember> apart{member(1, 10, 8),
                                          member(2, 11, 8, PayerKind::self, {Programme::jht})};
  const auto shared = make_bills(month(2025, 1), apart, {}, law());
  ASSERT_TRUE(shared.ok());
  ASSERT_EQ(shared->bills.size(), 2U);
  EXPECT_EQ(shared->bills[1].total, Rupiah(20'000));
}

TEST(MakeBills, ASchemePaysOnTheFirstLineASelfPayerOnWhatHeDeclared) {
  const std::vector<BillableMember> members{
      member(1, 10, 8, PayerKind::apbd_regency, kPair, 50'000'000),
      member(2, 11, 9, PayerKind::self, kPair, 50'000'000)};
  const auto run = make_bills(month(2025, 1), members, {}, law());
  ASSERT_TRUE(run.ok());
  EXPECT_EQ(run->bills[0].total, Rupiah(16'800));
  EXPECT_EQ(run->bills[1].total, Rupiah(213'800));
}

TEST(MakeBills, StopsWhenTheLawHasNoValue) {
  const auto run = make_bills(month(2015, 6), std::vector{member(1, 10, 8)}, {}, law());
  EXPECT_EQ(run.error().code, Errc::no_parameter);
  EXPECT_TRUE(make_bills(month(2025, 6), {}, {}, law())->bills.empty());
}

TEST(MakeBills, ALateFineIsNotLeftOutSilently) {
  const auto fined = law("value      = 0\n", "value      = 200\n");
  const auto run = make_bills(month(2025, 1), std::vector{member(1, 10, 8)}, {}, fined);
  ASSERT_FALSE(run.ok());
  EXPECT_EQ(run.error().code, Errc::unsupported);
  EXPECT_EQ(run.error().where, "billing.late_fine_rate");
}

TEST(MakeBills, PiecesAddUpToTheWhole) {
  std::mt19937_64 random(7);
  const rules::RuleBook book = law();
  std::vector<BillableMember> members;
  for (std::int64_t person = 1; person <= 500; ++person) {
    const auto payer = 1 + static_cast<std::int64_t>(random() % 5);
    const auto kind = payer == 5 ? PayerKind::self : PayerKind::company;
    members.push_back(member(payer, 1'000 - person, person, kind, random() % 3 ? kPair : kTriple,
                             static_cast<std::int64_t>(random() % 25'000'000)));
  }
  const auto whole = make_bills(month(2026, 5), members, {}, book);
  ASSERT_TRUE(whole.ok());
  std::set<BilledBefore> seen;
  std::int64_t total = 0;
  for (int piece = 0; piece < 20; ++piece) {
    std::vector<BillableMember> some;
    std::ranges::sample(members, std::back_inserter(some), 100, random);
    if (piece == 19) some = members;
    const std::vector<BilledBefore> before(seen.begin(), seen.end());
    const auto run = make_bills(month(2026, 5), some, before, book);
    ASSERT_TRUE(run.ok());
    for (const Bill& bill : run->bills) {
      total += bill.total.amount();
      for (const BillLine& line : bill.lines) {
        EXPECT_TRUE(seen.insert({line.person, line.programme}).second);
      }
    }
  }
  std::int64_t expected = 0;
  for (const Bill& bill : whole->bills) expected += bill.total.amount();
  EXPECT_EQ(total, expected);
  EXPECT_EQ(std::vector<BilledBefore>(seen.begin(), seen.end()), billed_by(*whole));
}

}  // namespace
}  // namespace payung::billing
