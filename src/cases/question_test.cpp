// Goal: a question by name gives the figure of the law or an error that names the fault; what a
// change of the law means is counted right. Method: inputs as text and as values, good and bad;
// a membership of four counted by hand.
#include "cases/question.hpp"

#include <gtest/gtest.h>

#include "cases/impact.hpp"
#include "cases/testing.hpp"

namespace payung::cases {
namespace {

Date day(const char* iso) { return *Date::parse(iso); }

TEST(Question, TextInputsAreReadAsWhatTheyMustBe) {
  Question question{"jkk", day("2025-01-15"), {}};
  for (const char* given : {"wage=1000000", "ending=recovered", "losses=one_eye,hearing_both x3",
                            "claimed=2025-02-01"}) {
    ASSERT_TRUE(question.add(given).ok()) << given;
  }
  const auto outcome = answer(question, law());
  ASSERT_TRUE(outcome.ok()) << outcome.error().detail;
  EXPECT_EQ(outcome->total, Rupiah(28'000'000 + 14'400'000));
}

TEST(Question, TextIsReadAsPeopleWriteIt) {
  const struct {
    const char* kind;
    std::vector<const char*> given;
    std::int64_t amount;
  } cases[] = {
      {"jkk", {"wage=Rp1.000.000", "ending=Death"}, 70'000'000},
      {"jkk", {"wage=1,000,000", "ending=death", "segment=bpu"}, 70'000'000},
      {"jkk", {"wage=1_000_000", "losses=one_eye, left_arm @50%"}, 42'000'000},
      {"jkk", {"wage=1.000.000,00", "losses=scalp =10%"}, 8'000'000},
      {"bpu_dues", {"programmes=jkk, jkm", "income=2.500.000"}, 31'300},
      {"bpu_dues", {"programmes=JKK JKM JHT", "sector=Transport", "payer=APBN"}, 36'800},
      {"jkm", {"on=5 Agustus 2025", "member_since=01-07-2025"}, 10'000'000},
      {"jkm", {"on=05/08/2025", "member_since=5/5/2025"}, 42'000'000},
      {"jkm", {"member_since=2025-01-01", "covered=Tidak"}, 0},
      {"pu_fine", {"on=16-04-2025", "month=Maret 2025", "dues=1.000.000"}, 20'000},
      {"pu_fine", {"on=16-04-2025", "month=3/2025", "dues=1.000.000"}, 20'000},
      {"jp_ceiling", {"before=9.559.600", "growth=5,05%"}, 10'042'300},
      {"jp_indexed", {"before=1.000.000", "inflation=2.61%"}, 1'026'100},
  };
  for (const auto& c : cases) {
    Question question{c.kind, day("2025-01-15"), {}};
    for (const char* given : c.given) ASSERT_TRUE(question.add(given).ok()) << given;
    const auto outcome = answer(question, law());
    ASSERT_TRUE(outcome.ok()) << c.given[0] << ": " << outcome.error().detail;
    EXPECT_EQ(outcome->total, Rupiah(c.amount)) << c.given[0];
  }
  Question question;
  EXPECT_EQ(question.add("on=31-02-2025").error().where, "on");
}

TEST(Question, MonthsAndHeirsAreToldApart) {
  Question cover{"coverage", day("2025-01-15"), {}};
  for (const char* given : {"member_since=01-01-2025", "paid=Januari 2025, 2025-02 2025-02-03"}) {
    ASSERT_TRUE(cover.add(given).ok()) << given;
  }
  const auto covered = answer(cover, law());
  ASSERT_TRUE(covered.ok()) << covered.error().detail;
  EXPECT_EQ(covered->fact("state"), "active");

  ASSERT_TRUE(cover.add("paid=2025-02-03").ok());
  EXPECT_EQ(answer(cover, law()).error().where, "paid");

  Question heirs{"heirs", day("2025-01-15"), {}};
  ASSERT_TRUE(heirs.add("present=cousin").ok());
  EXPECT_EQ(answer(heirs, law()).error().detail,
            "spouse_or_child, line_to_second_degree, siblings, parents_in_law, named_in_will");
}

TEST(Question, FaultsAreNamed) {
  const struct {
    const char* why;
    const char* kind;
    const char* given;
    Errc code;
    const char* where;
  } cases[] = {
      {"unknown programme", "jkx", "wage=1", Errc::bad_value, "kind"},
      {"no programme", "", "wage=1", Errc::bad_value, "kind"},
      {"unknown input", "jkk", "colour=1", Errc::bad_value, "colour"},
      {"a space is no input", "jkk", " =1", Errc::bad_value, " "},
      {"a wage in words", "jkk", "wage=much", Errc::bad_amount, "wage"},
      {"a wage with one comma, in two ways", "jkk", "wage=1,000", Errc::bad_amount, "wage"},
      {"months with a half", "jkk", "months_off=1.5", Errc::bad_value, "months_off"},
      {"a day of which month", "jkk", "birth=2025/01/31", Errc::bad_date, "birth"},
      {"a year of two digits", "jkk", "birth=31-01-80", Errc::bad_date, "birth"},
      {"a wage too long", "jkk", "wage=99999999999999999999", Errc::overflow, "wage"},
      {"an impossible day", "jkk", "birth=2025-02-30", Errc::bad_date, "birth"},
      {"an impossible month", "bpu_arrears", "last_paid=2025-13", Errc::bad_month, "last_paid"},
      {"neither yes nor no", "jkm", "work_accident=maybe", Errc::bad_value, "member_since"},
      {"a missing input", "pu_dues", "size=small", Errc::bad_value, "wage"},
      {"coverage in doubt", "jkk", "covered=perhaps", Errc::bad_value, "covered"},
  };
  for (const auto& c : cases) {
    Question question{c.kind, day("2025-01-15"), {}};
    ASSERT_TRUE(question.add(c.given).ok()) << c.why;
    const auto outcome = answer(question, law());
    ASSERT_FALSE(outcome.ok()) << c.why;
    EXPECT_EQ(outcome.error().code, c.code) << c.why << ": " << outcome.error().where;
    EXPECT_EQ(outcome.error().where, c.where) << c.why;
  }
  EXPECT_EQ(answer({"jkk", {}, {}}, law()).error().where, "on");
  Question question;
  for (const char* bad : {"", "wage", "=1"}) EXPECT_FALSE(question.add(bad).ok()) << bad;
}

TEST(Question, EveryKindTellsItsInputs) {
  for (const std::string_view kind : kinds()) {
    const auto inputs = inputs_of(kind);
    ASSERT_TRUE(inputs.ok()) << kind;
    EXPECT_FALSE(inputs->empty()) << kind;
  }
  EXPECT_EQ(*inputs_of("jp_ceiling"), (std::vector<std::string_view>{"before", "growth"}));
  EXPECT_FALSE(inputs_of("jkx").ok());
}

std::vector<ImpactMember> four_members() {
  const ProgrammeSet pair{Programme::jkk, Programme::jkm};
  return {{"33.19.01", Sector::agriculture, PayerKind::self, pair, Rupiah(0)},
          {"33.19.01", Sector::transport, PayerKind::self, pair, Rupiah(0)},
          {"33.19.02", Sector::agriculture, PayerKind::apbd_regency, pair, Rupiah(0)},
          {"33.19.02", Sector::agriculture, PayerKind::self, {Programme::jkm}, Rupiah(0)}};
}

// May 2026 beside March 2026: the relief reaches the farmers who pay themselves.
TEST(Impact, TwoDaysOfTheSameLaw) {
  const auto found =
      impact(four_members(), {&law(), day("2026-03-10")}, {&law(), day("2026-05-10")});
  ASSERT_TRUE(found.ok()) << found.error().detail;
  const MeasureImpact& dues = found->measures[0];
  EXPECT_EQ(dues.all.gain, 2);
  EXPECT_EQ(dues.all.same, 2);
  EXPECT_EQ(dues.all.lose, 0);
  EXPECT_EQ(dues.all.before, Rupiah(16'800 + 8'400 + 16'800 + 6'800));
  EXPECT_EQ(dues.all.after, Rupiah(8'400 + 8'400 + 16'800 + 3'400));
  EXPECT_EQ(dues.by_region.at("33.19.01").gain, 1);
  EXPECT_EQ(dues.by_region.at("33.19.02").gain, 1);
  EXPECT_EQ(dues.by_sector.at("transport").same, 1);
  EXPECT_EQ(found->measures[1].all.same, 4);
  ASSERT_EQ(found->differences.size(), 1U);
  EXPECT_EQ(found->differences[0].key, "PP-50-2025.others");
  EXPECT_EQ(found->differences[0].before, "");
  EXPECT_EQ(found->differences[0].after, "5000");
}

// The new benefits of 2 December 2019: 70 M for 55.8 M, and 42 M for 24 M.
TEST(Impact, BenefitsThatRise) {
  const auto found =
      impact(four_members(), {&law(), day("2019-12-01")}, {&law(), day("2019-12-02")});
  ASSERT_TRUE(found.ok());
  const MeasureImpact& jkk = found->measures[1];
  EXPECT_EQ(jkk.all.gain, 3);  // one member has no JKK
  EXPECT_EQ(jkk.all.same, 1);
  EXPECT_EQ(jkk.all.before, Rupiah(3 * 55'800'000LL));
  EXPECT_EQ(jkk.all.after, Rupiah(3 * 70'000'000LL));
  EXPECT_EQ(found->measures[2].all.gain, 4);
  EXPECT_EQ(found->measures[2].all.after, Rupiah(4 * 42'000'000LL));
}

TEST(Impact, AProposalInARuleBookOfItsOwn) {
  rules::Change change{rules::Change::What::number, "", 7'800};
  for (const std::string& row : law().rows()) {
    if ((*law().history("JKM.contribution"))[0].row == row) change.row = row;
  }
  const auto proposal = law().with(change);
  ASSERT_TRUE(proposal.ok());
  const Date on = day("2025-05-10");
  const auto found = impact(four_members(), {&law(), on}, {&*proposal, on});
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->measures[0].all.lose, 4);
  EXPECT_EQ(found->measures[0].all.after.amount() - found->measures[0].all.before.amount(), 4'000);
  EXPECT_EQ(found->differences[0].key, "JKM.contribution");
  EXPECT_EQ(law().find("JKM.contribution", on)->number, 6'800);
}

TEST(Impact, BeforeTheLawThereIsNothingToCompare) {
  const auto found =
      impact(four_members(), {&law(), day("2015-06-30")}, {&law(), day("2015-07-01")});
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, Errc::no_parameter);
}

}  // namespace
}  // namespace payung::cases
