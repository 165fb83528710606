#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/nik.hpp"
#include "db/database.hpp"
#include "enrolment/membership.hpp"

/// Membership events and member numbers. Writing happens inside the caller's transaction and only
/// adds. Errors everywhere: storage; integrity when a stored word is none of ours.
namespace payung::store {

/// Every event, by id: what enrolment::members_in and spells_of take.
Result<std::vector<enrolment::MembershipEvent>> membership_events(db::Connection& connection);
/// Those of one person, by id.
Result<std::vector<enrolment::MembershipEvent>> membership_events_of(db::Connection& connection,
                                                                     std::int64_t person);
/// All events of everybody who was ever paid for out of that budget, by id.
Result<std::vector<enrolment::MembershipEvent>> membership_events_of_budget(
    db::Connection& connection, std::int64_t budget);
/// How many persons were ever paid for out of that budget; `most` when they may be so many: fewer
/// events than that there ever were answer at once.
Result<std::int64_t> persons_of_budget(db::Connection& connection, std::int64_t budget,
                                       std::int64_t most);
/// Who is or was a member, ascending, after `after`; at most `most`.
Result<std::vector<std::int64_t>> members_after(db::Connection& connection, std::int64_t after,
                                                std::int64_t most);
/// The work that the newest row of that person in force tells of; empty when none does.
Result<std::optional<Sector>> sector_of_person(db::Connection& connection, std::int64_t person);

/// The event of that key, if it was recorded.
Result<std::optional<enrolment::MembershipEvent>> membership_event_by_key(
    db::Connection& connection, std::string_view key);

/// The number the next event gets: 1, 2, 3 ...
Result<std::int64_t> next_membership_event(db::Connection& connection);

/// Appends. Errors: already_there for a key or number that is taken.
Status add_membership_events(db::Connection& connection,
                             std::span<const enrolment::MembershipEvent> events,
                             std::string_view actor);

enum class NumberSource : std::uint8_t { provisional, bpjstk };
std::string_view to_text(NumberSource source);

struct MemberNumber {
  std::int64_t person;
  Kpj kpj;
  NumberSource source;
};
/// The newest number of each person, by person.
Result<std::vector<MemberNumber>> member_numbers(db::Connection& connection);
/// That of one person; empty when he has none.
Result<std::optional<Kpj>> member_number_of(db::Connection& connection, std::int64_t person);
/// The same with who gave it.
Result<std::optional<MemberNumber>> newest_number(db::Connection& connection, std::int64_t person);
Status add_member_numbers(db::Connection& connection, std::span<const MemberNumber> numbers,
                          std::string_view now);

/// The persons with that NIK on a list row that was not replaced, by person; usually one.
Result<std::vector<std::int64_t>> persons_of_nik(db::Connection& connection, const Nik& nik);

}  // namespace payung::store
