#pragma once

#include <string>
#include <vector>

#include "app/allocate.hpp"
#include "app/enrol.hpp"
#include "app/planner.hpp"
#include "store/approvals.hpp"
#include "store/plans.hpp"

/// Plans on their way: saved, proposed, said yes to by a second person, enrolled.
namespace payung::app {

enum class PlanState : std::uint8_t { saved, proposed, approved, refused, enrolled };
std::string_view to_text(PlanState state);

struct KnownPlan {
  store::Plan plan;
  std::string budget_code;  ///< empty: money that is not there yet
  PlanState state = PlanState::saved;
  std::string approval;  ///< public id of the newest proposal; empty: none
};

/// Saves the question under a name, with its answer of today. One transaction, audited.
/// Errors: those of Planner::answer; bad_value for an empty name.
Result<KnownPlan> save_plan(Environment& environment, Planner& planner, const std::string& name,
                            const PlannerQuery& query);
Result<std::vector<KnownPlan>> known_plans(Environment& environment, std::int64_t scheme,
                                           std::int64_t before, std::int64_t most);
/// Errors: not_found.
Result<KnownPlan> known_plan(Environment& environment, std::int64_t plan);

/// Whether it may be proposed now. Errors: conflict when it names no budget of the programme,
/// covers nobody, waits for an answer already, or was enrolled.
Status may_be_proposed(const KnownPlan& plan);
/// Notes that it waits for a second person. Part of the caller's transaction.
Status note_proposal(Environment& environment, std::int64_t plan, const std::string& approval);

struct CarriedOut {
  AllocationReport allocation;
  EnrolReport enrolment;
};
/// Allocates as the plan says, out of its budget alone, and enrols those it covers. One
/// transaction, audited. Once enrolled, the same again does nothing. Errors: those of
/// allocate_budgets and enrol_allocated.
Result<CarriedOut> carry_out_plan(Environment& environment, std::int64_t plan);

}  // namespace payung::app
