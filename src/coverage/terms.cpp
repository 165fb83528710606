#include "coverage/terms.hpp"

#include <algorithm>

namespace payung::coverage {
namespace {

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

void close(Term& term, const enrolment::Spell& spell) {
  if (!spell.ended_by) return;
  term.reason = reason_of(*spell.ended_by);
  if (term.reason == EndReason::death && spell.ended_on) {
    if (const auto after = Date::from_days(spell.ended_on->days_since_1970() + 1)) {
      term.end = *after;
    }
  } else if (spell.until) {
    term.end = spell.until->first_day();
  }
}

}  // namespace

std::vector<Term> terms_of(std::span<const enrolment::Spell> spells, Programme programme) {
  std::vector<Term> terms;
  bool open = false;  // the last term goes on
  for (const enrolment::Spell& spell : spells) {
    if (!spell.member.programmes.has(programme)) {
      if (open) {
        terms.back().end = spell.from.first_day();
        terms.back().reason = EndReason::dropped;
        open = false;
      }
      continue;
    }
    if (!open) {
      // A programme added later starts with its first month; the first one on its very day.
      const Date month_begin = spell.from.first_day();
      terms.push_back({std::max(spell.member.start, month_begin), {}, EndReason::none});
    }
    close(terms.back(), spell);
    open = !terms.back().end.has_value();
  }
  return terms;
}

}  // namespace payung::coverage
