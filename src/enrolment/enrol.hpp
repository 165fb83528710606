#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/nik.hpp"
#include "enrolment/membership.hpp"
#include "rules/rule_book.hpp"

/// Beginning a membership, and whether a new fact fits those that are there.
/// In: values and the law. Out: first day and month with the article that says so; a member
/// number; or why a fact is refused. Fails: no_parameter, conflict, bad_value.
namespace payung::enrolment {

struct Start {
  Date day;              ///< first day of membership
  Month month;           ///< first month that is due
  std::string citation;  ///< the rule that says so
  std::string rule_row;  ///< "rules/enrolment.toml:52"
};

/// When membership begins. Law: enrolment.start (the day the complete form was received or the
/// electronic entry accepted) and, for public payers, enrolment.start_public_payer (may follow the
/// first day of the cooperation agreement; `agreement` empty: none, then the day of receipt).
Result<Start> start_of(Date received, PayerKind payer, std::optional<Date> agreement,
                       const rules::RuleBook& rules);

/// The programmes reach the least number the law asks for (enrolment.programmes_min) and are
/// open to informal workers. Errors: conflict, no_parameter.
Status check_programmes(ProgrammeSet programmes, const rules::RuleBook& rules, Date on);

/// Eleven digits: 9, the person's number in nine, a check digit (Luhn). Ours, provisional until
/// BPJS Ketenagakerjaan gives one. Errors: bad_kpj when the person's number is too large.
Result<Kpj> provisional_kpj(std::int64_t person);

/// From which month an event of that day holds. An ending holds from the month after, since the
/// month in which it happened was due; a change from the first month that begins that day or
/// later; an enrolment in its own month.
Month effective_month(EventKind kind, Date on);

/// Whether `event` may be added to `known`, the events of the same person. Errors: conflict with
/// the reason (already a member in a month, not a member, dead); not_found for an event to take
/// back that is not there.
Status check_event(std::span<const MembershipEvent> known, const MembershipEvent& event);

}  // namespace payung::enrolment
