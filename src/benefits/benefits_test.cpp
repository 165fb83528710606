// Goal: what the rule cases cannot say: errors that name their input, words, traces and doubts.
// Method: jkk, jkm, savings and migrant claims on the law of rules/, expectations by hand.
#include "benefits/benefits.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "contributions/testing.hpp"

namespace payung::benefits {
namespace {

Date day(const char* iso) { return *Date::parse(iso); }

Event event(const char* on) { return {day(on), {}, {}, coverage::Covered::yes}; }

JkkClaim accident(const char* on) {
  JkkClaim claim{event(on)};
  claim.wage = Rupiah(1'000'000);
  return claim;
}

TEST(Jkk, ConditionsAreToldWithTheirParameter) {
  JkkClaim claim = accident("2020-01-10");
  claim.ending = Ending::death;
  claim.event.claimed = day("2025-01-11");
  const auto outcome = jkk(claim, law());
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->reason, "right_lapsed");
  EXPECT_EQ(outcome->total, Rupiah(0));
  EXPECT_TRUE(outcome->trace.parts.empty());
  ASSERT_EQ(outcome->conditions.size(), 3U);
  EXPECT_EQ(outcome->conditions[1].code, "claimed_in_time");
  EXPECT_EQ(outcome->conditions[1].holds, reckoning::Holds::no);
  ASSERT_TRUE(outcome->conditions[1].parameter != nullptr);
  EXPECT_EQ(outcome->conditions[1].parameter->number, 5);
  EXPECT_EQ(outcome->conditions[1].parameter->source.citation(), "PP 82/2019, art 26");
}

TEST(Migrants, WhatWasNotReadIsNamedAndNeverZero) {
  const auto asked = [](auto change) {
    JkkClaim claim{event("2025-01-15")};
    claim.segment = Segment::migrant;
    claim.ending = Ending::death;
    change(claim);
    const auto outcome = jkk(claim, law());
    return outcome.ok() ? outcome->total.text() : outcome.error().where;
  };
  EXPECT_EQ(asked([](JkkClaim&) {}), "Rp85.000.000");
  EXPECT_EQ(asked([](JkkClaim& c) { c.treatment = Rupiah(1); }), "Rp85.000.001");
  EXPECT_EQ(asked([](JkkClaim& c) { c.losses = {{"one_eye"}}; }), "migrant.JKK_benefits");
  EXPECT_EQ(asked([](JkkClaim& c) { c.transport.air = Rupiah(1); }), "migrant.JKK_benefits");
  EXPECT_EQ(asked([](JkkClaim& c) { c.months_off = 1; }), "migrant.JKK_benefits");
  EXPECT_EQ(asked([](JkkClaim& c) { c.ending = Ending::recovered; }), "migrant.JKK_benefits");
}

TEST(Jkk, AMissingParameterIsNamedAndNeverZero) {
  JkkClaim claim = accident("2019-12-01");
  claim.glasses = Rupiah(1);
  const auto outcome = jkk(claim, law());
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, Errc::no_parameter);
  EXPECT_EQ(outcome.error().where, "JKK.glasses_max");
  EXPECT_NE(outcome.error().detail.find("2019-12-01"), std::string::npos);
}

TEST(Claims, ImpossibleInputsAreNamed) {
  auto jkk_with = [](auto change) {
    JkkClaim claim = accident("2025-01-15");
    change(claim);
    return jkk(claim, law());
  };
  const struct {
    const char* why;
    Result<Outcome> outcome;
    Errc code;
    const char* where;
  } cases[] = {
      {"before birth", jkk_with([](JkkClaim& c) { c.event.birth = day("2025-01-16"); }),
       Errc::bad_date, "birth"},
      {"claimed before", jkk_with([](JkkClaim& c) { c.event.claimed = day("2025-01-14"); }),
       Errc::bad_date, "claimed"},
      {"bills", jkk_with([](JkkClaim& c) { c.transport.sea = Rupiah(-1); }), Errc::bad_amount,
       "transport_sea"},
      {"months", jkk_with([](JkkClaim& c) { c.months_off = 601; }), Errc::bad_value, "months_off"},
      {"days", jkk_with([](JkkClaim& c) { c.days_off = 32; }), Errc::bad_value, "days_off"},
      {"a daily wage beyond all money",
       jkk_with([](JkkClaim& c) { c.daily_wage = Rupiah(INT64_MAX); }), Errc::overflow,
       "daily_wage"},
      {"bills beyond all money", jkk_with([](JkkClaim& c) {
         c.treatment = Rupiah(INT64_MAX);
         c.rehabilitation = Rupiah(1);
       }),
       Errc::overflow, "jkk"},
      {"member after the death", jkm({event("2025-01-15"), day("2025-01-16")}, law()),
       Errc::bad_date, "member_since"},
      {"school before the event",
       scholarship({event("2025-01-15"), Programme::jkk, 0, day("2025-01-14"), {}}, law()),
       Errc::bad_date, "first_year"},
      {"months of dues", jp({event("2025-01-15"), JpKind::widow, -1}, law()), Errc::bad_value,
       "months"},
      {"no day of stopping", jht({event("2025-01-15"), JhtReason::resigned, Rupiah(1)}, law()),
       Errc::bad_value, "stopped"},
      {"wage", jkp({event("2025-01-15"), Rupiah(-1)}, law()), Errc::bad_amount, "wage"},
      {"heirs", heirs({day("2025-01-15"), {"neighbour"}}, law()), Errc::bad_value, "present"},
      {"paid too soon",
       paid_late({Programme::jkm, Rupiah(1), day("2025-01-15"), day("2025-01-14")}, law()),
       Errc::bad_date, "paid_on"},
      {"JHT is not paid late",
       paid_late({Programme::jht, Rupiah(1), day("2025-01-15"), day("2025-01-15")}, law()),
       Errc::bad_value, "programme"},
  };
  for (const auto& c : cases) {
    ASSERT_FALSE(c.outcome.ok()) << c.why;
    EXPECT_EQ(c.outcome.error().code, c.code) << c.why;
    EXPECT_EQ(c.outcome.error().where, c.where) << c.why;
  }
}

TEST(LossLines, TellEveryShareOnceAndWhetherItWasRead) {
  const auto lines = loss_lines(law(), day("2025-01-15"));
  const auto line = [&](std::string_view part) {
    const auto found = std::ranges::find(lines, part, &LossLine::part);
    return found == lines.end() ? LossLine{} : *found;
  };
  const struct {
    const char* part;
    std::int64_t least, most;
    bool verified;
  } cases[] = {{"one_eye", 3'500, 3'500, true},
               {"scalp", 1'000, 3'000, true},
               {"one_foot", 2'500, 2'500, false},
               {"months", 0, 0, false},
               {"scalp_max", 0, 0, false}};
  for (const auto& c : cases) {
    EXPECT_EQ(line(c.part).least, c.least) << c.part;
    EXPECT_EQ(line(c.part).most, c.most) << c.part;
    EXPECT_EQ(line(c.part).verified, c.verified) << c.part;
  }
  EXPECT_TRUE(loss_lines(law(), day("2015-06-30")).empty());
}

TEST(Words, LossesAndChildren) {
  const struct {
    const char* text;
    bool good;
  } losses[] = {{"one_eye", true},
                {"hearing_both x3", true},
                {"left_arm @5000", true},
                {"scalp =2000", true},
                {"leg_shorter_from_7_5cm", true},
                {"hearing_one x2 @50", true},
                {"", false},
                {"one_eye x0", false},
                {"one_eye x21", false},
                {"one_eye @10001", false},
                {"one eye", false},
                {"../rules", false},
                {"one_eye x", false},
                {"one_eye x3x", false},
                {"ONE_EYE", false}};
  for (const auto& c : losses) EXPECT_EQ(Loss::parse(c.text).ok(), c.good) << c.text;
  const struct {
    const char* text;
    bool good;
  } children[] = {{"2012-05-01 junior", true},     {"2012-05-01 junior*2 senior*3", true},
                  {"2012-05-01", false},           {"2012-02-30 junior", false},
                  {"2012-05-01 junior*0", false},  {"2012-05-01 junior*31", false},
                  {"2012-05-01 nursery*2", false}, {"", false}};
  for (const auto& c : children) EXPECT_EQ(Child::parse(c.text).ok(), c.good) << c.text;
}

TEST(Words, ClosedListsReadWhatTheyWrite) {
  for (const char* text : {"accident", "disease", "violence"}) {
    EXPECT_EQ(to_text(*parse_cause(text)), text);
  }
  for (const char* text : {"recovered", "total_disability", "death"}) {
    EXPECT_EQ(to_text(*parse_ending(text)), text);
  }
  for (const char* text : {"retirement", "death", "total_disability", "resigned", "dismissed",
                           "contract_ended", "bpu_stopped", "preparation", "house"}) {
    EXPECT_EQ(to_text(*parse_jht_reason(text)), text);
  }
  for (const char* text : {"old_age", "disability", "widow", "child", "parent"}) {
    EXPECT_EQ(to_text(*parse_jp_kind(text)), text);
  }
  EXPECT_FALSE(parse_cause("").ok());
  EXPECT_FALSE(parse_ending("dead").ok());
  EXPECT_FALSE(parse_jht_reason("boredom").ok());
  EXPECT_FALSE(parse_jp_kind("uncle").ok());
}

}  // namespace
}  // namespace payung::benefits
