#pragma once

#include <span>
#include <vector>

#include "base/kinds.hpp"
#include "coverage/coverage.hpp"
#include "enrolment/membership.hpp"

namespace payung::coverage {

/// The memberships of one person in one programme, from the events of that person (in any order).
/// A change of payer or of work goes on in the same term; so does a payer who stops paying, for the
/// worker stays a member and may pay himself. A death ends it the day after; leaving, moving away
/// and finding an employer end it with the last month that was due; so does dropping the programme.
/// A new enrolment after months in which nobody was to pay begins a new term.
std::vector<Term> terms_of(std::span<const enrolment::MembershipEvent> events, Programme programme);

}  // namespace payung::coverage
