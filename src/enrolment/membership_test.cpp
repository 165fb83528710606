// Goal: the state of members in a month is a function of the events alone, and nobody is a member
//   twice. Method: histories worked out by hand; then random histories, recorded only when
//   check_event allows them, against a slow month-by-month reading.
#include "enrolment/membership.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "enrolment/enrol.hpp"

namespace payung::enrolment {
namespace {

Month month(const char* text) { return *Month::parse(text); }

MembershipEvent event(std::int64_t id, EventKind kind, const char* on, const char* effective) {
  MembershipEvent one{id, 1,  kind, *Date::parse(on), month(effective), {}, 0, 0, {}, {}, {}, 0,
                      "", "", ""};
  if (kind == EventKind::enrolled) {
    one.payer = 10;
    one.sector = Sector::trade;
    one.programmes = {Programme::jkk, Programme::jkm};
  }
  return one;
}

std::vector<std::string> text_of(const std::vector<MembershipEvent>& events) {
  std::vector<std::string> all;
  for (const auto& spell : spells_of(events)) {
    all.push_back(spell.from.text() + " " + (spell.until ? spell.until->text() : "open") + " " +
                  std::to_string(spell.member.payer) + " " +
                  std::string(to_text(spell.member.sector)) +
                  (spell.ended_by ? " " + std::string(to_text(*spell.ended_by)) : ""));
  }
  return all;
}

TEST(Spells, are_what_the_events_say) {
  using Events = std::vector<MembershipEvent>;
  using Texts = std::vector<std::string>;
  auto enrolled = event(1, EventKind::enrolled, "2025-01-01", "2025-01");
  auto until = enrolled;
  until.until = month("2025-07");
  auto payer = event(2, EventKind::payer_changed, "2025-04-01", "2025-04");
  payer.payer = 20;
  auto at_end = payer;
  at_end.effective = month("2025-07");
  auto late = payer;
  late.effective = month("2025-08");
  auto sector = event(3, EventKind::sector_changed, "2025-06-01", "2025-06");
  sector.sector = Sector::transport;
  const auto died = event(4, EventKind::died, "2025-05-20", "2025-06");
  auto back = event(5, EventKind::enrolled, "2025-09-01", "2025-09");
  auto undo = event(6, EventKind::withdrawn, "2025-09-02", "2025-10");
  undo.withdraws = 4;
  const auto at_once = event(7, EventKind::left, "2024-12-31", "2025-01");

  EXPECT_EQ(text_of(Events{}), Texts{});
  EXPECT_EQ(text_of({enrolled}), (Texts{"2025-01 open 10 trade"}));
  EXPECT_EQ(text_of({until}), (Texts{"2025-01 2025-07 10 trade"}));
  EXPECT_EQ(text_of({enrolled, payer}),
            (Texts{"2025-01 2025-04 10 trade", "2025-04 open 20 trade"}));
  EXPECT_EQ(text_of({until, at_end}), (Texts{"2025-01 2025-07 10 trade", "2025-07 open 20 trade"}));
  EXPECT_EQ(text_of({until, late}), (Texts{"2025-01 2025-07 10 trade"}));
  EXPECT_EQ(text_of({until, sector}),
            (Texts{"2025-01 2025-06 10 trade", "2025-06 2025-07 10 transport"}));
  EXPECT_EQ(text_of({enrolled, died}), (Texts{"2025-01 2025-06 10 trade died"}));
  EXPECT_EQ(text_of({died, enrolled, back}),
            (Texts{"2025-01 2025-06 10 trade died", "2025-09 open 10 trade"}));
  EXPECT_EQ(text_of({enrolled, died, undo}), (Texts{"2025-01 open 10 trade"}));
  EXPECT_EQ(text_of({enrolled, at_once}), Texts{});
  EXPECT_EQ(text_of({died, sector, payer}), Texts{});
}

TEST(Members, each_once_by_person) {
  auto first = event(1, EventKind::enrolled, "2025-01-01", "2025-01");
  auto second = event(2, EventKind::enrolled, "2025-02-01", "2025-02");
  first.person = 9;
  second.person = 3;
  const std::vector<MembershipEvent> events{first, second};
  EXPECT_TRUE(members_in(events, month("2024-12")).empty());
  EXPECT_EQ(members_in(events, month("2025-01")).size(), 1U);
  const auto both = members_in(events, month("2025-02"));
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].person, 3);
  EXPECT_EQ(both[1].person, 9);
  EXPECT_EQ(both[1].start.text(), "2025-01-01");
}

/// The payer in a month by walking the events one by one: slow, and written another way.
std::int64_t payer_in(const std::vector<MembershipEvent>& events, Month asked) {
  std::set<std::int64_t> withdrawn;
  for (const auto& one : events) {
    if (one.kind == EventKind::withdrawn) withdrawn.insert(one.withdraws);
  }
  std::vector<MembershipEvent> kept;
  for (const auto& one : events) {
    if (one.kind != EventKind::withdrawn && !withdrawn.contains(one.id)) kept.push_back(one);
  }
  std::stable_sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
    return a.effective != b.effective ? a.effective < b.effective : a.id < b.id;
  });
  std::int64_t payer = 0;
  std::optional<Month> until;
  bool alive = false;
  for (const auto& one : kept) {
    if (one.effective > asked) break;
    const bool lasting = alive && (!until || *until >= one.effective);
    if (one.kind == EventKind::enrolled || (one.kind == EventKind::payer_changed && lasting)) {
      alive = true;
      payer = one.payer;
      until = one.until;
    } else if (ends_membership(one.kind) && lasting) {
      alive = false;
    }
  }
  return alive && (!until || asked < *until) ? payer : 0;
}

TEST(MembershipProperty, any_history_that_was_allowed_reads_the_same_both_ways) {
  int allowed = 0;
  for (unsigned seed = 1; seed <= 2'000; ++seed) {
    std::mt19937 dice(seed);
    const auto roll = [&](unsigned sides) { return static_cast<int>(dice() % sides); };
    std::vector<MembershipEvent> events;
    for (int i = 1; i <= 25; ++i) {
      const auto kind = static_cast<EventKind>(roll(9));
      const Date on = month("2025-01").plus(roll(24)).first_day();
      MembershipEvent one = event(i, kind, on.text().c_str(), "2025-01");
      one.effective = effective_month(kind, on);
      if (kind == EventKind::enrolled || kind == EventKind::payer_changed) {
        one.payer = 10 + roll(3);
        if (roll(2) == 0) one.until = one.effective.plus(1 + roll(8));
      }
      if (kind == EventKind::sector_changed) one.sector = Sector::transport;
      if (kind == EventKind::withdrawn) one.withdraws = 1 + roll(25);
      if (!check_event(events, one)) continue;
      events.push_back(one);
      ++allowed;
    }
    auto shuffled = events;
    std::shuffle(shuffled.begin(), shuffled.end(), dice);
    const auto spells = spells_of(events);
    EXPECT_EQ(spells.size(), spells_of(shuffled).size());
    for (std::size_t i = 1; i < spells.size(); ++i) {
      ASSERT_TRUE(spells[i - 1].until.has_value());
      EXPECT_LE(*spells[i - 1].until, spells[i].from) << "seed " << seed;
    }
    for (Month at = month("2024-12"); at < month("2028-01"); at = at.plus(1)) {
      const auto members = members_in(shuffled, at);
      ASSERT_LE(members.size(), 1U);
      EXPECT_EQ(members.empty() ? 0 : members[0].payer, payer_in(events, at))
          << "seed " << seed << " month " << at.text();
    }
  }
  EXPECT_GT(allowed, 5'000);  // histories are not mostly empty
}

}  // namespace
}  // namespace payung::enrolment
