#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/rupiah.hpp"

/// Membership as events: facts that are added and never changed.
/// In: the events of some or all people. Out: who is a member in a month, paid by whom, with which
/// programmes. Nothing here fails: an event that makes no sense was refused when it was recorded.
namespace payung::enrolment {

enum class EventKind : std::uint8_t {
  enrolled,            ///< begins a membership, or begins it anew after an end
  payer_changed,       ///< somebody else pays from now on
  sector_changed,      ///< other work; dues may differ
  programmes_changed,  ///< JHT added or dropped
  left,
  died,
  moved,         ///< moved away
  got_employer,  ///< became a wage earner: the employer pays from now on
  withdrawn,     ///< takes an earlier event back: it was a mistake
};
std::string_view to_text(EventKind kind);
Result<EventKind> parse_event_kind(std::string_view text);
/// left, died, moved, got_employer.
bool ends_membership(EventKind kind);

/// One fact. Ordered by `effective`, then by `id` (the order in which we knew).
struct MembershipEvent {
  std::int64_t id = 0;
  std::int64_t person = 0;
  EventKind kind;
  Date on;          ///< the day it happened; enrolled: first day of membership
  Month effective;  ///< first month in which it holds: a death in June holds from July, because
                    ///< June was still due
  /// enrolled and payer_changed: first month this payer no longer pays; empty: no end agreed.
  std::optional<Month> until;
  std::int64_t payer = 0;        ///< enrolled, payer_changed; else 0
  std::int64_t budget = 0;       ///< the budget it is paid from; 0: none, or not of our making
  std::optional<Sector> sector;  ///< enrolled, sector_changed
  ProgrammeSet programmes;       ///< enrolled, programmes_changed
  std::optional<Rupiah> income;  ///< enrolled: declared monthly income; empty: lowest bracket
  std::int64_t withdraws = 0;    ///< withdrawn: id of the event it takes back
  std::string recorded_at;       ///< when we knew
  std::string reason;            ///< in words or a code; no personal data
  std::string key;               ///< idempotency: the same key is the same fact
};

/// A member in one month: what billing charges and coverage looks for.
struct Member {
  std::int64_t person = 0;
  std::int64_t payer = 0;
  std::int64_t budget = 0;
  Sector sector = Sector::other;
  ProgrammeSet programmes;
  std::optional<Rupiah> income;
  Date start;              ///< first day of the present membership (its last `enrolled`)
  std::int64_t event = 0;  ///< the event that put the person on this payer: why

  friend bool operator==(const Member&, const Member&) = default;
};

/// Months in a row in which nothing of a membership changes.
struct Spell {
  Member member;
  Month from;
  std::optional<Month> until;         ///< first month it no longer holds; empty: open
  std::optional<EventKind> ended_by;  ///< set when an event ended the membership (not a change)
  std::optional<Date> ended_on;       ///< the day of that event: the day of death
};

/// The spells of every person in `events`, by person, then month. Spells of one person never
/// overlap, so nobody is a member twice in a month. Events need no order.
std::vector<Spell> spells_of(std::span<const MembershipEvent> events);

/// Who is a member in `month`, by person; each at most once.
std::vector<Member> members_in(std::span<const MembershipEvent> events, Month month);

}  // namespace payung::enrolment
