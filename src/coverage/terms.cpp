#include "coverage/terms.hpp"

#include <algorithm>

namespace payung::coverage {
namespace {

using enrolment::MembershipEvent;

EndReason reason_of(enrolment::EventKind kind) {
  switch (kind) {
    case enrolment::EventKind::died: return EndReason::death;
    case enrolment::EventKind::left: return EndReason::left;
    case enrolment::EventKind::moved: return EndReason::moved;
    case enrolment::EventKind::got_employer: return EndReason::employer;
    case enrolment::EventKind::programmes_changed: return EndReason::dropped;
    case enrolment::EventKind::enrolled:
    case enrolment::EventKind::payer_changed:
    case enrolment::EventKind::sector_changed:
    case enrolment::EventKind::withdrawn: return EndReason::none;
  }
  return EndReason::none;
}

/// Ends the term with an event that holds from `effective`.
void close(Term& term, enrolment::EventKind kind, Date on, Month effective) {
  term.reason = reason_of(kind);
  term.end = effective.first_day();
  if (term.reason != EndReason::death) return;
  if (const auto after = Date::from_days(on.days_since_1970() + 1)) term.end = *after;
}

bool taken_back(std::span<const MembershipEvent> events, std::int64_t id) {
  return std::ranges::any_of(events, [id](const MembershipEvent& event) {
    return event.kind == enrolment::EventKind::withdrawn && event.withdraws == id;
  });
}

/// An ending that came when no payer was left: the spells were over, the membership was not.
void close_late(std::span<const MembershipEvent> events, Term& term) {
  for (const MembershipEvent& event : events) {
    if (!enrolment::ends_membership(event.kind) || taken_back(events, event.id)) continue;
    if (event.effective.first_day() < term.start) continue;
    if (!term.end || event.effective.first_day() < *term.end) {
      close(term, event.kind, event.on, event.effective);
    }
  }
}

/// The worker was enrolled anew after months that nobody was to pay.
bool begins_anew(const Term& term, const enrolment::Spell& before, const enrolment::Spell& spell) {
  const bool hole = before.until && *before.until < spell.from;
  return hole && spell.member.start > term.start && spell.member.start != before.member.start;
}

}  // namespace

std::vector<Term> terms_of(std::span<const MembershipEvent> events, Programme programme) {
  std::vector<Term> terms;
  const enrolment::Spell* before = nullptr;  // of the last term, while that goes on
  const auto spells = enrolment::spells_of(events);
  for (const enrolment::Spell& spell : spells) {
    if (!spell.member.programmes.has(programme)) {
      if (before != nullptr) {
        terms.back().end = spell.from.first_day();
        terms.back().reason = EndReason::dropped;
      }
      before = nullptr;
      continue;
    }
    if (before != nullptr && begins_anew(terms.back(), *before, spell)) {
      terms.back().end = spell.member.start;
      before = nullptr;
    }
    if (before == nullptr) {
      // A programme added later starts with its first month; the first one on its very day.
      terms.push_back({std::max(spell.member.start, spell.from.first_day()), {}, EndReason::none});
    }
    before = &spell;
    if (spell.ended_by) {
      close(terms.back(), *spell.ended_by, *spell.ended_on, *spell.until);
      before = nullptr;
    }
  }
  if (before != nullptr) close_late(events, terms.back());
  return terms;
}

}  // namespace payung::coverage
