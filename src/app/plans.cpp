#include "app/plans.hpp"

#include <algorithm>

#include "store/audit.hpp"

namespace payung::app {
namespace {

constexpr std::size_t kNameBytesMax = 120;

template <class List, class Text>
std::string joined(const List& list, const Text& text_of) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : ",") + std::string(text_of(one));
  return text;
}

/// The keys under which it was planned. Errors: integrity.
Result<std::vector<allocation::PriorityKey>> order_of_plan(const store::Plan& plan) {
  std::vector<std::string> texts;
  if (!plan.sectors.empty()) texts.push_back("sector:" + plan.sectors);
  if (!plan.areas.empty()) {
    texts.insert(plan.first_by == "area" ? texts.begin() : texts.end(), "area:" + plan.areas);
  }
  std::vector<allocation::PriorityKey> keys;
  for (const auto& text : texts) {
    auto key = allocation::PriorityKey::parse(text);
    if (!key) return Error{Errc::integrity, "plan", text};
    keys.push_back(*std::move(key));
  }
  return keys;
}

Result<KnownPlan> known(Environment& environment, store::Plan plan) {
  KnownPlan result{std::move(plan), {}, PlanState::saved, {}};
  if (result.plan.budget) {
    const auto budgets = store::budget_ids(environment.database, result.plan.scheme);
    if (!budgets) return budgets.error();
    for (const auto& [code, id] : *budgets) {
      if (id == *result.plan.budget) result.budget_code = code;
    }
  }
  const auto steps = store::plan_steps(environment.database, result.plan.id);
  if (!steps) return steps.error();
  for (const auto& step : *steps) {
    if (step.step == "enrolled") result.state = PlanState::enrolled;
    if (step.step == "proposed") result.approval = step.approval;
  }
  if (result.state == PlanState::enrolled || result.approval.empty()) return result;
  const auto now = identity::Instant::parse(environment.now);
  if (!now) return now.error();
  const auto approval = store::approval_by_public_id(environment.database, result.approval);
  if (!approval) return approval.error();
  if (!*approval) return Error{Errc::integrity, "plan", "approval"};
  switch ((*approval)->state) {
    case store::ApprovalState::proposed:
      result.state = (*approval)->expires <= *now ? PlanState::refused : PlanState::proposed;
      break;
    case store::ApprovalState::approved: result.state = PlanState::approved; break;
    case store::ApprovalState::refused:
    case store::ApprovalState::withdrawn:
    case store::ApprovalState::expired: result.state = PlanState::refused; break;
  }
  return result;
}

}  // namespace

std::string_view to_text(PlanState state) {
  switch (state) {
    case PlanState::saved: return "saved";
    case PlanState::proposed: return "proposed";
    case PlanState::approved: return "approved";
    case PlanState::refused: return "refused";
    case PlanState::enrolled: return "enrolled";
  }
  PAYUNG_CHECK(false);
}

Result<KnownPlan> save_plan(Environment& environment, Planner& planner, const std::string& name,
                            const PlannerQuery& query) {
  if (name.empty() || name.size() > kNameBytesMax || !db::check_text(name)) {
    return Error{Errc::bad_value, "name", "1 to 120 bytes"};
  }
  const auto report = planner.answer(environment, query);
  if (!report) return report.error();
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto version = store::scheme_by_code(environment.database, report->scheme);
  if (!version) return version.error();
  store::Plan plan{0,
                   version->scheme,
                   name,
                   std::nullopt,
                   std::string(to_text(report->payer)),
                   report->amount,
                   report->heads_max,
                   report->months,
                   query.first == allocation::BoardQuestion::First::area ? "area" : "sector",
                   joined(query.sectors, [](Sector one) { return to_text(one); }),
                   joined(query.areas, [](RegionCode one) { return one.text(); }),
                   report->answer.people,
                   report->answer.covered,
                   report->answer.cost,
                   environment.now,
                   environment.actor};
  if (!report->budget.empty()) {
    const auto budgets = store::budget_ids(environment.database, version->scheme);
    if (!budgets) return budgets.error();
    const auto budget = budgets->find(report->budget);
    if (budget == budgets->end()) return Error{Errc::not_found, "budget"};
    plan.budget = budget->second;
  }
  if (const auto added = store::add_plan(environment.database, plan); !added) return added.error();
  const auto told = store::audit(
      environment.database,
      {environment.now, environment.actor, "save_plan", "plan " + std::to_string(plan.id),
       report->scheme + ": " + std::to_string(plan.covered) + " of " + std::to_string(plan.people) +
           ", Rp" + std::to_string(plan.cost.amount()) + ", " + plan.months.text()});
  if (!told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return KnownPlan{std::move(plan), report->budget, PlanState::saved, {}};
}

Result<std::vector<KnownPlan>> known_plans(Environment& environment, std::int64_t scheme,
                                           std::int64_t before, std::int64_t most) {
  auto plans = store::plans(environment.database, scheme, before, most);
  if (!plans) return plans.error();
  std::vector<KnownPlan> all;
  for (auto& plan : *plans) {
    auto one = known(environment, std::move(plan));
    if (!one) return one.error();
    all.push_back(*std::move(one));
  }
  return all;
}

Result<KnownPlan> known_plan(Environment& environment, std::int64_t plan) {
  auto found = store::plan(environment.database, plan);
  if (!found) return found.error();
  return known(environment, *std::move(found));
}

Status may_be_proposed(const KnownPlan& plan) {
  if (plan.budget_code.empty()) {
    return Error{Errc::conflict, "plan", "choose a budget of the programme: somebody must pay"};
  }
  if (plan.plan.covered == 0) return Error{Errc::conflict, "plan", "it covers nobody"};
  switch (plan.state) {
    case PlanState::saved:
    case PlanState::refused: return {};
    case PlanState::proposed: return Error{Errc::conflict, "plan", "it waits for an answer"};
    case PlanState::approved:
    case PlanState::enrolled: return Error{Errc::conflict, "plan", "it was approved before"};
  }
  PAYUNG_CHECK(false);
}

Status note_proposal(Environment& environment, std::int64_t plan, const std::string& approval) {
  return store::add_plan_step(
      environment.database, plan,
      {"proposed", approval, std::nullopt, environment.now, environment.actor});
}

Result<CarriedOut> carry_out_plan(Environment& environment, std::int64_t number) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto plan = known_plan(environment, number);
  if (!plan) return plan.error();
  if (plan->state == PlanState::enrolled) {
    return Error{Errc::nothing_done, "plan", "it was enrolled before"};
  }
  if (plan->state != PlanState::approved) {
    return Error{Errc::conflict, "plan", "it is " + std::string(to_text(plan->state))};
  }
  const auto versions = store::schemes(environment.database);
  if (!versions) return versions.error();
  const auto version = std::find_if(versions->begin(), versions->end(), [&](const auto& one) {
    return one.scheme == plan->plan.scheme;
  });
  if (version == versions->end()) return Error{Errc::integrity, "plan", "scheme"};
  auto order = order_of_plan(plan->plan);
  if (!order) return order.error();
  // Never more people than the second person said yes to, whatever the budget has become since.
  const std::int64_t heads_max =
      std::min(plan->plan.heads_max.value_or(plan->plan.covered), plan->plan.covered);
  const AllocationPlan narrowed{plan->budget_code, plan->plan.amount, heads_max,
                                plan->plan.months.until, *std::move(order)};
  // What was planned for a month that is over begins this month.
  const Month from = std::max(plan->plan.months.from, environment.today.month_of());
  auto allocation = allocate_budgets(environment, version->code, from, &narrowed);
  if (!allocation) return allocation.error();
  auto enrolment = enrol_allocated(environment, version->code);
  if (!enrolment) return enrolment.error();
  if (const auto noted = store::add_plan_step(
          environment.database, number,
          {"enrolled", plan->approval, allocation->run, environment.now, environment.actor});
      !noted) {
    return noted.error();
  }
  const auto told = store::audit(
      environment.database,
      {environment.now, environment.actor, "carry_out_plan", "plan " + std::to_string(number),
       "allocation_run " + std::to_string(allocation->run) + ", " +
           std::to_string(enrolment->enrolled) + " enrolled"});
  if (!told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return CarriedOut{*std::move(allocation), *std::move(enrolment)};
}

}  // namespace payung::app
