#pragma once

#include "app/allocate.hpp"
#include "app/decide_eligibility.hpp"
#include "app/enrol.hpp"
#include "app/plan.hpp"
#include "app/record_event.hpp"
#include "views/json.hpp"

/// Schemes, payers, who may be covered, who pays, who is a member.
namespace payung::views {

std::string_view effect_text(app::Effect effect);
Json load_json(const app::LoadReport& report);
Json budget_json(const allocation::Budget& budget, const allocation::Payer& payer);
Json eligibility_json(const app::EligibilityReport& report);
Json explanation_json(const app::PersonExplanation& one, const Ids& ids);
Json plan_json(const app::PlanReport& report);
Json allocation_json(const app::AllocationReport& report);
Json enrol_json(const app::EnrolReport& report);
Json event_json(const app::EventReport& report, const Ids& ids);
Json member_json(const app::ListedMember& one, const Ids& ids, Shown shown);

}  // namespace payung::views
