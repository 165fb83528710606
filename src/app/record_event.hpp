#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/load_programme.hpp"
#include "enrolment/membership.hpp"
#include "store/membership.hpp"

namespace payung::app {

/// Something that happened to a member, as somebody reports it.
struct EventQuery {
  std::optional<Nik> nik = {};
  std::int64_t person = 0;  ///< when the NIK is not known, or more than one person has it
  enrolment::EventKind kind = enrolment::EventKind::left;
  std::optional<Date> on = {};  ///< empty: today
  std::string payer = {};       ///< payer_changed: code
  std::optional<Sector> sector = {};
  ProgrammeSet programmes = {};
  std::int64_t withdraws = 0;
  std::string reason = {};
  std::string key = {};  ///< empty: made of person, kind, day and what changes
};

struct EventReport {
  Effect effect;
  enrolment::MembershipEvent event;
};

/// Records one event. The same key with the same content again changes nothing.
/// A new payer pays from the budget of the newest scheme that has one for the month, to that
/// budget's end, or without end when it has none. Errors: not_found (person, payer); conflict
/// when it does not fit what is known; already_there for the key with another content.
Result<EventReport> record_event(Environment& environment, const EventQuery& query);

/// Who one person is in that month; empty when no member.
struct ListedMember;
Result<std::optional<ListedMember>> member_in(Environment& environment, std::int64_t person,
                                              Month month);

/// A member of a month, with words for numbers.
struct ListedMember {
  enrolment::Member member;
  std::optional<Kpj> kpj;
  store::NumberSource number = store::NumberSource::provisional;
  std::string payer;  ///< code
};
/// Errors: not_found for an unknown payer code.
Result<std::vector<ListedMember>> list_members(Environment& environment, Month month,
                                               const std::string& payer_code);

}  // namespace payung::app
