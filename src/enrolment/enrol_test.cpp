// Goal: membership begins when the law says, numbers are unique, impossible events are refused.
// Method: tables from process manual pp. 59 and 67 as kept in rules/, and around each boundary.
#include "enrolment/enrol.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/testing.hpp"

namespace payung::enrolment {
namespace {

Date day(const char* text) { return *Date::parse(text); }
Month month(const char* text) { return *Month::parse(text); }

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

TEST(StartOf, public_payers_follow_the_agreement_others_the_day_of_receipt) {
  struct Case {
    const char* why;
    PayerKind payer;
    std::optional<Date> agreement;
    const char* start;
  };
  const std::vector<Case> cases{
      {"regency, agreement of January", PayerKind::apbd_regency, day("2025-01-01"), "2025-01-01"},
      {"village, agreement of January", PayerKind::village, day("2025-01-01"), "2025-01-01"},
      {"regency without agreement", PayerKind::apbd_regency, std::nullopt, "2025-03-10"},
      {"company, agreement of January", PayerKind::company, day("2025-01-01"), "2025-03-10"},
      {"company, agreement of May", PayerKind::company, day("2025-05-01"), "2025-05-01"},
      {"the worker", PayerKind::self, std::nullopt, "2025-03-10"},
      {"donor", PayerKind::donor, std::nullopt, "2025-03-10"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    const auto start = start_of(day("2025-03-10"), c.payer, c.agreement, law());
    ASSERT_TRUE(start.ok());
    EXPECT_EQ(start->day.text(), c.start);
    EXPECT_EQ(start->month, start->day.month_of());
    EXPECT_NE(start->citation.find("22/PERDIR.02/072022"), std::string::npos);
  }
  EXPECT_EQ(start_of(day("2010-01-01"), PayerKind::self, {}, law()).error().code,
            Errc::no_parameter);
}

TEST(CheckProgrammes, two_at_least_and_none_of_wage_earners) {
  using enum Programme;
  const Date on = day("2025-01-01");
  EXPECT_TRUE(check_programmes({jkk, jkm}, law(), on).ok());
  EXPECT_TRUE(check_programmes({jkk, jkm, jht}, law(), on).ok());
  for (const ProgrammeSet set : {ProgrammeSet{}, ProgrammeSet{jkk}, ProgrammeSet{jkk, jht},
                                 ProgrammeSet{jkk, jkm, jp}, ProgrammeSet{jkk, jkm, jkp}}) {
    EXPECT_FALSE(check_programmes(set, law(), on).ok()) << set.text();
  }
}

TEST(ProvisionalKpj, eleven_digits_unique_and_checked) {
  // Luhn by hand: 9 000000001, doubled from the right 2+0+...+9 -> 2 + 9 = 11, so 9 completes 20.
  EXPECT_EQ(provisional_kpj(1)->digits(), "90000000019");
  EXPECT_EQ(provisional_kpj(999'999'999)->digits().size(), 11U);
  std::set<std::string> seen;
  for (std::int64_t person = 1; person <= 10'000; ++person) {
    seen.insert(std::string(provisional_kpj(person)->digits()));
  }
  EXPECT_EQ(seen.size(), 10'000U);
  EXPECT_FALSE(provisional_kpj(0).ok());
  EXPECT_FALSE(provisional_kpj(-1).ok());
  EXPECT_FALSE(provisional_kpj(1'000'000'000).ok());
}

TEST(EffectiveMonth, the_month_of_an_end_was_due) {
  EXPECT_EQ(effective_month(EventKind::died, day("2025-06-30")), month("2025-07"));
  EXPECT_EQ(effective_month(EventKind::died, day("2025-06-01")), month("2025-07"));
  EXPECT_EQ(effective_month(EventKind::got_employer, day("2025-12-15")), month("2026-01"));
  EXPECT_EQ(effective_month(EventKind::payer_changed, day("2025-06-01")), month("2025-06"));
  EXPECT_EQ(effective_month(EventKind::payer_changed, day("2025-06-02")), month("2025-07"));
  EXPECT_EQ(effective_month(EventKind::enrolled, day("2025-06-30")), month("2025-06"));
}

MembershipEvent event(std::int64_t id, EventKind kind, const char* effective,
                      const char* until = "") {
  MembershipEvent one{
      id, 1,  kind, month(effective).first_day(), month(effective), {}, 10, 0, {}, {}, {}, 0,
      "", "", ""};
  if (*until != 0) one.until = month(until);
  return one;
}

TEST(CheckEvent, keeps_histories_possible) {
  using K = EventKind;
  const auto year = event(1, K::enrolled, "2025-01", "2026-01");
  auto death = event(2, K::died, "2025-07");
  death.on = day("2025-06-10");
  auto death_again = event(6, K::died, "2025-07");
  death_again.on = day("2025-06-12");
  auto left = event(7, K::left, "2025-07");
  left.on = day("2025-06-05");
  auto undo = event(3, K::withdrawn, "2025-08");
  undo.withdraws = 2;
  auto undo_nothing = undo;
  undo_nothing.withdraws = 9;
  auto after = event(5, K::left, "2026-03");
  struct Case {
    const char* why;
    std::vector<MembershipEvent> known;
    MembershipEvent event;
    bool fits;
  };
  const std::vector<Case> cases{
      {"the first", {}, year, true},
      {"again in the same months", {year}, event(4, K::enrolled, "2025-06", "2026-06"), false},
      {"beside it, before", {year}, event(4, K::enrolled, "2024-06", "2025-01"), true},
      {"reaching into it", {year}, event(4, K::enrolled, "2024-06", "2025-02"), false},
      {"without end, before it", {year}, event(4, K::enrolled, "2024-06"), false},
      {"after it", {year}, event(4, K::enrolled, "2026-01"), true},
      {"ends before it begins", {}, event(4, K::enrolled, "2025-06", "2025-06"), false},
      {"the dead do not enrol", {year, death}, event(4, K::enrolled, "2026-01"), false},
      {"unless it was a mistake", {year, death, undo}, event(4, K::enrolled, "2026-01"), true},
      {"another payer", {year}, event(4, K::payer_changed, "2025-06"), true},
      {"another payer where the old ends", {year}, event(4, K::payer_changed, "2026-01"), true},
      {"another payer too late", {year}, event(4, K::payer_changed, "2026-02"), false},
      {"another payer after death", {year, death}, event(4, K::payer_changed, "2025-07"), false},
      {"other work", {year}, event(4, K::sector_changed, "2025-06"), true},
      {"other work when over", {year}, event(4, K::sector_changed, "2026-01"), false},
      {"death", {year}, death, true},
      {"death of nobody", {}, death, false},
      {"the same death once more", {year, death}, death_again, false},
      {"once more, the first taken back", {year, death, undo}, death_again, true},
      {"leaving and dying in one month", {year, left}, death, true},
      {"leaving when over", {year}, after, false},
      {"taking back", {year, death}, undo, true},
      {"taking back twice", {year, death, undo}, undo, false},
      {"taking back nothing", {year, death}, undo_nothing, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(check_event(c.known, c.event).ok(), c.fits);
  }
}

}  // namespace
}  // namespace payung::enrolment
