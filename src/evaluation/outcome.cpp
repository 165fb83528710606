#include "evaluation/outcome.hpp"

namespace payung::evaluation {

std::string_view to_text(Station station) {
  switch (station) {
    case Station::unidentified: return "unidentified";
    case Station::asked: return "asked";
    case Station::rejected: return "rejected";
    case Station::waiting: return "waiting";
    case Station::funded: return "funded";
    case Station::enrolled: return "enrolled";
    case Station::active: return "active";
    case Station::grace: return "grace";
    case Station::lapsed: return "lapsed";
    case Station::ended: return "ended";
  }
  PAYUNG_CHECK(false && "a Station outside its list");
}

std::array<Station, station_count> all_stations() {
  return {Station::unidentified, Station::asked,    Station::rejected, Station::waiting,
          Station::funded,       Station::enrolled, Station::active,   Station::grace,
          Station::lapsed,       Station::ended};
}

std::string_view to_text(Count count) {
  switch (count) {
    case Count::listed: return "listed";
    case Count::identified: return "identified";
    case Count::eligible: return "eligible";
    case Count::funded: return "funded";
    case Count::enrolled: return "enrolled";
    case Count::covered: return "covered";
    case Count::active: return "active";
    case Count::grace: return "grace";
    case Count::lapsed: return "lapsed";
    case Count::waiting: return "waiting";
    case Count::rejected: return "rejected";
    case Count::asked: return "asked";
    case Count::member_bpu: return "member_bpu";
    case Count::member_pu: return "member_pu";
    case Count::insured_bpu: return "insured_bpu";
    case Count::insured: return "insured";
  }
  PAYUNG_CHECK(false && "a Count outside its list");
}

std::array<Count, count_count> all_counts() {
  return {Count::listed,     Count::identified, Count::eligible,    Count::funded,
          Count::enrolled,   Count::covered,    Count::active,      Count::grace,
          Count::lapsed,     Count::waiting,    Count::rejected,    Count::asked,
          Count::member_bpu, Count::member_pu,  Count::insured_bpu, Count::insured};
}

void Counts::add(const PersonOutcome& outcome) {
  const std::int64_t people = outcome.people;
  const bool covered =
      outcome.proposed && (outcome.station == Station::active || outcome.station == Station::grace);
  if (outcome.member_bpu) up(Count::member_bpu, people);
  if (outcome.member_pu) up(Count::member_pu, people);
  if (covered || outcome.member_bpu) up(Count::insured_bpu, people);
  if (covered || outcome.member_bpu || outcome.member_pu) up(Count::insured, people);
  if (!outcome.proposed) return;

  const Station station = outcome.station;
  up(Count::listed, people);
  if (station > Station::unidentified) up(Count::identified, people);
  if (station > Station::rejected) up(Count::eligible, people);
  if (station > Station::waiting) up(Count::funded, people);
  if (station > Station::funded) up(Count::enrolled, people);
  if (covered) up(Count::covered, people);
  if (station == Station::active) up(Count::active, people);
  if (station == Station::grace) up(Count::grace, people);
  if (station == Station::lapsed) up(Count::lapsed, people);
  if (station == Station::waiting) up(Count::waiting, people);
  if (station == Station::rejected) up(Count::rejected, people);
  if (station == Station::asked) up(Count::asked, people);
}

void Counts::add(const Counts& other) {
  for (std::size_t i = 0; i < count_count; ++i) values_[i] += other.values_[i];
}

}  // namespace payung::evaluation
