// Goal: each condition says yes, no or ask for the right people, with its source, and all of them
//   speak at once. Method: tables around the boundaries; the law of rules/, ages 18 to below 65.
#include "eligibility/decide.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <sstream>

#include "base/testing.hpp"
#include "eligibility/person_facts.hpp"

namespace payung::eligibility {
namespace {

Date day(const char* text) { return *Date::parse(text); }
Month month(const char* text) { return *Month::parse(text); }
RegionCode region(const char* text) { return *RegionCode::parse(text); }

const rules::RuleBook& law() {
  static const rules::RuleBook book = [] {
    std::ifstream file(source_folder() + "/rules/enrolment.toml");
    std::ostringstream text;
    text << file.rdbuf();
    const rules::RuleFile one{"rules/enrolment.toml", text.str()};
    return *rules::RuleBook::load({&one, 1});
  }();
  return book;
}

Scheme scheme() {
  Scheme one{"kudus-2025",
             "",
             region("33.19"),
             {month("2025-01"), month("2026-01")},
             {Programme::jkk, Programme::jkm},
             {},
             Area::lives_or_works,
             Poverty::any,
             std::nullopt,
             WageEarners::excluded,
             std::nullopt,
             std::nullopt,
             "Perbup 29/2020",
             {{"sectors", "Perbup 29/2020 art 5"}}};
  return one;
}

PersonFacts trader() {
  PersonFacts facts;
  facts.person = 1;
  facts.nik = *Nik::parse("3319011705800001");
  facts.nik_state = NikState::ok;
  facts.birth_date = day("1980-05-17");
  facts.sector = Sector::trade;
  facts.home = region("33.19.01.2001");
  facts.poverty = Register::listed;
  facts.decile = 3;
  facts.wage = Wage::none;
  return facts;
}

std::vector<ReasonCode> against(const Decision& decision) {
  std::vector<ReasonCode> codes;
  for (const auto& reason : decision.reasons) {
    if (answer_of(reason.code) != Answer::yes) codes.push_back(reason.code);
  }
  return codes;
}

Decision on_new_year(const PersonFacts& facts, const Scheme& one) {
  const auto decision = decide(facts, one, law(), day("2025-01-01"));
  EXPECT_TRUE(decision.ok());
  return *decision;
}

using Change = std::function<void(PersonFacts&, Scheme&)>;
struct Case {
  const char* why;
  Change change;
  Answer answer;
  std::vector<ReasonCode> codes;
};

void check(const std::vector<Case>& cases) {
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    auto facts = trader();
    auto one = scheme();
    c.change(facts, one);
    const auto decision = on_new_year(facts, one);
    EXPECT_EQ(decision.answer, c.answer);
    EXPECT_EQ(against(decision), c.codes);
    for (const auto& reason : decision.reasons) EXPECT_NE(reason.citation, "");
  }
}

TEST(Decide, identity_life_and_place) {
  using P = PersonFacts;
  using S = Scheme;
  check({
      {"all is well", [](P&, S&) {}, Answer::yes, {}},
      {"no NIK",
       [](P& p, S&) { p.nik.reset(), p.nik_state = NikState::missing; },
       Answer::ask,
       {ReasonCode::nik_missing}},
      {"state without a NIK",
       [](P& p, S&) { p.nik.reset(); },
       Answer::ask,
       {ReasonCode::nik_missing}},
      {"damaged NIK",
       [](P& p, S&) { p.nik_state = NikState::damaged; },
       Answer::ask,
       {ReasonCode::nik_damaged}},
      {"invalid NIK",
       [](P& p, S&) { p.nik_state = NikState::invalid; },
       Answer::ask,
       {ReasonCode::nik_invalid}},
      {"dead", [](P& p, S&) { p.reported_dead = true; }, Answer::no, {ReasonCode::dead}},
      {"moved",
       [](P& p, S&) { p.reported_moved_away = true; },
       Answer::no,
       {ReasonCode::moved_away}},
      {"moved, but works here",
       [](P& p, S&) { p.reported_moved_away = true, p.workplace = region("33.19.02"); },
       Answer::yes,
       {}},
      {"lives elsewhere, works here",
       [](P& p, S&) { p.home = region("33.20.01"), p.workplace = region("33.19"); },
       Answer::yes,
       {}},
      {"lives elsewhere, work not known",
       [](P& p, S&) { p.home = region("33.20.01"); },
       Answer::ask,
       {ReasonCode::area_unknown}},
      {"lives elsewhere, where only home counts",
       [](P& p, S& s) { p.home = region("33.20.01"), s.presence = Area::lives; },
       Answer::no,
       {ReasonCode::outside_area}},
      {"lives here, where only work counts",
       [](P& p, S& s) { p.workplace = region("33.20"), s.presence = Area::works; },
       Answer::no,
       {ReasonCode::outside_area}},
      {"both elsewhere",
       [](P& p, S&) { p.home = region("33.20.01"), p.workplace = region("33.21"); },
       Answer::no,
       {ReasonCode::outside_area}},
      {"only the province is known",
       [](P& p, S& s) { p.home = region("33"), s.presence = Area::lives; },
       Answer::ask,
       {ReasonCode::area_unknown}},
  });
}

TEST(Decide, age_by_law_and_by_scheme) {
  using P = PersonFacts;
  using S = Scheme;
  check({
      {"18 today", [](P& p, S&) { p.birth_date = day("2007-01-01"); }, Answer::yes, {}},
      {"18 tomorrow",
       [](P& p, S&) { p.birth_date = day("2007-01-02"); },
       Answer::no,
       {ReasonCode::too_young}},
      {"65 tomorrow", [](P& p, S&) { p.birth_date = day("1960-01-02"); }, Answer::yes, {}},
      {"65 today",
       [](P& p, S&) { p.birth_date = day("1960-01-01"); },
       Answer::no,
       {ReasonCode::too_old}},
      {"65 today, registered at 64",
       [](P& p, S&) { p.birth_date = day("1960-01-01"), p.first_registered = day("2024-12-31"); },
       Answer::yes,
       {}},
      {"registered when too old already",
       [](P& p, S&) { p.birth_date = day("1955-01-01"), p.first_registered = day("2024-12-31"); },
       Answer::no,
       {ReasonCode::too_old}},
      {"the scheme narrows",
       [](P& p, S& s) { p.birth_date = day("1965-01-01"), s.age_limit_years = 60; },
       Answer::no,
       {ReasonCode::too_old}},
      {"the scheme cannot widen",
       [](P& p, S& s) { p.birth_date = day("1955-01-01"), s.age_limit_years = 80; },
       Answer::no,
       {ReasonCode::too_old}},
      {"nor below 18",
       [](P& p, S& s) { p.birth_date = day("2010-01-01"), s.age_min_years = 10; },
       Answer::no,
       {ReasonCode::too_young}},
      {"not known",
       [](P& p, S&) { p.birth_date.reset(); },
       Answer::ask,
       {ReasonCode::birth_date_unknown}},
      {"not yet born",
       [](P& p, S&) { p.birth_date = day("2025-06-01"); },
       Answer::ask,
       {ReasonCode::birth_date_impossible}},
  });
}

TEST(Decide, work_wage_and_poverty) {
  using P = PersonFacts;
  using S = Scheme;
  check({
      {"sector not known",
       [](P& p, S&) { p.sector.reset(); },
       Answer::ask,
       {ReasonCode::sector_unknown}},
      {"sector excluded",
       [](P&, S& s) { s.sectors = {Sector::transport}; },
       Answer::no,
       {ReasonCode::sector_excluded}},
      {"wage earner",
       [](P& p, S&) { p.wage = Wage::earner; },
       Answer::no,
       {ReasonCode::wage_earner}},
      {"wage earner, allowed",
       [](P& p, S& s) { p.wage = Wage::earner, s.wage_earners = WageEarners::allowed; },
       Answer::yes,
       {}},
      {"wage not known", [](P& p, S&) { p.wage = Wage::unknown; }, Answer::yes, {}},
      {"register only, in it",
       [](P&, S& s) { s.poverty = Poverty::register_only; },
       Answer::yes,
       {}},
      {"register only, not in it",
       [](P& p, S& s) { p.poverty = Register::not_listed, s.poverty = Poverty::register_only; },
       Answer::no,
       {ReasonCode::not_in_register}},
      {"register only, no register",
       [](P& p, S& s) { p.poverty = Register::unknown, s.poverty = Poverty::register_only; },
       Answer::ask,
       {ReasonCode::register_unknown}},
      {"outside only, in it",
       [](P&, S& s) { s.poverty = Poverty::outside_only; },
       Answer::no,
       {ReasonCode::in_register}},
      {"outside only, outside",
       [](P& p, S& s) { p.poverty = Register::not_listed, s.poverty = Poverty::outside_only; },
       Answer::yes,
       {}},
      {"decile at the bound", [](P&, S& s) { s.decile_max = 3; }, Answer::yes, {}},
      {"decile above",
       [](P&, S& s) { s.decile_max = 2; },
       Answer::no,
       {ReasonCode::decile_too_high}},
      {"decile not known",
       [](P& p, S& s) { p.decile.reset(), s.decile_max = 4; },
       Answer::ask,
       {ReasonCode::decile_unknown}},
      {"the decile binds those in the register only",
       [](P& p, S& s) { p.poverty = Register::not_listed, p.decile.reset(), s.decile_max = 4; },
       Answer::yes,
       {}},
  });
}

Cover covered(ProgrammeSet programmes, const char* from, const char* until,
              const char* scheme_code = "") {
  return {programmes,  Segment::pu,
          month(from), *until == 0 ? std::nullopt : std::optional(month(until)),
          "PT Satu",   scheme_code};
}

TEST(Decide, already_covered_in_the_same_month_for_the_same_programme) {
  using P = PersonFacts;
  using S = Scheme;
  const ProgrammeSet pair{Programme::jkk, Programme::jkm};
  check({
      {"until June",
       [=](P& p, S&) { p.cover = {covered(pair, "2024-01", "2025-07")}; },
       Answer::no,
       {ReasonCode::already_covered}},
      {"until December before",
       [=](P& p, S&) { p.cover = {covered(pair, "2024-01", "2025-01")}; },
       Answer::yes,
       {}},
      {"no end known",
       [=](P& p, S&) { p.cover = {covered(pair, "2024-01", "")}; },
       Answer::no,
       {ReasonCode::already_covered}},
      {"begins after the period",
       [=](P& p, S&) { p.cover = {covered(pair, "2026-01", "")}; },
       Answer::yes,
       {}},
      {"begins in its last month",
       [=](P& p, S&) { p.cover = {covered(pair, "2025-12", "")}; },
       Answer::no,
       {ReasonCode::already_covered}},
      {"another programme",
       [](P& p, S&) { p.cover = {covered({Programme::jht}, "2024-01", "")}; },
       Answer::yes,
       {}},
      {"one programme of two",
       [](P& p, S&) {
         p.cover = {covered({Programme::jkm, Programme::jht}, "2024-01", "")};
       },
       Answer::no,
       {ReasonCode::already_covered}},
      {"by this scheme itself",
       [=](P& p, S&) { p.cover = {covered(pair, "2025-01", "2026-01", "kudus-2025")}; },
       Answer::yes,
       {}},
      {"by two others",
       [=](P& p, S&) {
         p.cover = {covered(pair, "2024-01", ""), covered(pair, "2024-01", "2025-03")};
       },
       Answer::no,
       {ReasonCode::already_covered, ReasonCode::already_covered}},
      {"an empty spell",
       [=](P& p, S&) { p.cover = {covered(pair, "2025-03", "2025-03")}; },
       Answer::yes,
       {}},
  });
}

TEST(Decide, names_until_when_and_by_whom) {
  auto facts = trader();
  facts.cover = {covered({Programme::jkk, Programme::jkm}, "2024-01", "2025-07")};
  const auto decision = on_new_year(facts, scheme());
  EXPECT_EQ(decision.reasons.back().detail, "JKK+JKM until 2025-06 by PT Satu (PU)");
}

TEST(Decide, all_reasons_are_given_and_no_wins_over_ask) {
  auto facts = trader();
  facts.nik.reset();
  facts.reported_dead = true;
  facts.birth_date = day("1950-01-01");
  facts.sector.reset();
  const auto decision = on_new_year(facts, scheme());
  EXPECT_EQ(decision.answer, Answer::no);
  EXPECT_EQ(against(decision), (std::vector{ReasonCode::nik_missing, ReasonCode::dead,
                                            ReasonCode::too_old, ReasonCode::sector_unknown}));
}

TEST(Decide, cites_the_law_or_the_clause) {
  auto facts = trader();
  facts.birth_date = day("1950-01-01");
  facts.sector.reset();
  const auto decision = on_new_year(facts, scheme());
  for (const auto& reason : decision.reasons) {
    if (reason.code == ReasonCode::sector_unknown) {
      EXPECT_EQ(reason.citation, "Perbup 29/2020 art 5");
    }
    if (reason.code == ReasonCode::too_old) {
      EXPECT_NE(reason.citation.find("22/PERDIR.02/072022"), std::string::npos);
    }
  }
}

TEST(Decide, no_law_no_decision) {
  const auto decision = decide(trader(), scheme(), law(), day("2010-01-01"));
  ASSERT_FALSE(decision.ok());
  EXPECT_EQ(decision.error().code, Errc::no_parameter);
}

TEST(Words, go_both_ways) {
  for (int i = 0; i <= static_cast<int>(ReasonCode::already_covered); ++i) {
    const auto code = static_cast<ReasonCode>(i);
    ASSERT_FALSE(to_text(code).empty());
    EXPECT_EQ(*parse_reason(to_text(code)), code);
  }
  EXPECT_FALSE(parse_reason("").ok());
  EXPECT_FALSE(parse_answer("maybe").ok());
  EXPECT_EQ(*parse_poverty("register_only"), Poverty::register_only);
  EXPECT_FALSE(parse_area("sleeps").ok());
  EXPECT_EQ(*parse_nik_state("damaged"), NikState::damaged);
  EXPECT_FALSE(parse_nik_state("lost").ok());
  EXPECT_EQ(*parse_register("not_listed"), Register::not_listed);
  EXPECT_EQ(to_text(Register::unknown), "unknown");
}

}  // namespace
}  // namespace payung::eligibility
