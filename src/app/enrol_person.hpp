#pragma once

#include <string>

#include "app/load_programme.hpp"
#include "enrolment/membership.hpp"

namespace payung::app {

/// One person is enrolled by hand: a worker at the counter who pays himself, or one whom a company
/// takes on.
struct EnrolPersonQuery {
  std::int64_t person = 0;
  std::string budget;  ///< code: who pays
  /// By whom the same wish is known when it comes again; empty: one for the person and scheme.
  std::string key = {};
};

struct EnrolPersonReport {
  Effect effect;
  enrolment::MembershipEvent event;
  Kpj kpj;
  std::string start_citation;  ///< the rule by which membership begins
};

/// Makes a member of the programme, as it is stored, of somebody who may be covered, out of a
/// budget that is counted in heads or has no limit. A budget of money is shared out by allocation
/// alone, which weighs everybody who asks. The same again changes nothing. One transaction,
/// audited. Errors: not_found (budget); conflict: not eligible (the condition is named), budget of
/// money, budget full, a member already; already_there for the key with another content;
/// no_parameter.
Result<EnrolPersonReport> enrol_person(Environment& environment, const StoredProgramme& programme,
                                       const EnrolPersonQuery& query);

}  // namespace payung::app
