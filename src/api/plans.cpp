// The planner: what a budget would cover, at once; plans that are saved, proposed and carried out.
#include "app/plans.hpp"

#include <nlohmann/json.hpp>

#include "api/deeds.hpp"
#include "api/ids.hpp"
#include "api/jobs.hpp"
#include "store/payers.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

Result<app::Planner*> planner_of(Call& call) {
  WorkParts* work = call.service.parts().work;
  if (work == nullptr) return Error{Errc::unsupported, "planner", "not served here"};
  return &work->planner;
}

Result<store::SchemeVersion> scheme_in_reach(Call& call) {
  auto version =
      store::scheme_by_code(call.environment.database, text_of(call.arguments, "scheme"));
  if (!version) return Error{Errc::not_found, "scheme"};
  if (!touches(call.caller.scope, version->area)) return Error{Errc::not_found, "scheme"};
  return version;
}

Json or_null(const std::optional<Rupiah>& money) {
  return money ? Json(money->amount()) : Json(nullptr);
}
Json or_null(const std::optional<std::int64_t>& count) {
  return count ? Json(*count) : Json(nullptr);
}
Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string name_of(const Call& call, const std::optional<RegionCode>& region) {
  if (!region) return {};
  const auto* known = call.environment.regions.find(*region);
  return known == nullptr ? region->text() : std::string(known->name);
}

Status fill_order(const Call& call, app::PlannerQuery& query) {
  if (text_of(call.body, "first") == "area") query.first = allocation::BoardQuestion::First::area;
  if (call.body.contains("sectors")) {
    for (const auto& word : call.body["sectors"]) {
      const auto sector = parse_sector(word.get<std::string>());
      if (!sector) return sector.error();
      query.sectors.push_back(*sector);
    }
  }
  if (call.body.contains("areas")) {
    for (const auto& word : call.body["areas"]) {
      const auto area = RegionCode::parse(word.get<std::string>());
      if (!area) return area.error();
      query.areas.push_back(*area);
    }
  }
  return {};
}

Result<app::PlannerQuery> query_of(const Call& call, const std::string& scheme) {
  app::PlannerQuery query{scheme};
  query.budget = text_of(call.body, "budget");
  if (call.body.contains("amount")) query.amount = Rupiah(call.body["amount"].get<std::int64_t>());
  if (call.body.contains("heads_max")) query.heads_max = call.body["heads_max"].get<std::int64_t>();
  if (const auto text = text_of(call.body, "payer_kind"); !text.empty()) {
    const auto kind = parse_payer_kind(text);
    if (!kind) return kind.error();
    query.payer = *kind;
  }
  for (const auto& [name, month] : {std::pair("from", &query.from), {"until", &query.until}}) {
    const auto text = text_of(call.body, name);
    if (text.empty()) continue;
    const auto parsed = Month::parse(text);
    if (!parsed) return parsed.error();
    *month = *parsed;
  }
  if (const auto status = fill_order(call, query); !status) return status.error();
  return query;
}

// ---- the table -------------------------------------------------------------------------------

Result<Reply> table(Call& call) {
  const auto version = scheme_in_reach(call);
  if (!version) return version.error();
  const auto planner = planner_of(call);
  if (!planner) return planner.error();
  const auto told = (*planner)->table(call.environment, version->code);
  if (!told) return told.error();
  Json sectors = Json::array();
  for (const auto& [sector, people] : told->sectors) {
    sectors.push_back({{"sector", to_text(sector)}, {"people", people}});
  }
  Json areas = Json::array();
  for (const auto& [district, people] : told->districts) {
    areas.push_back({{"area", district ? district->text() : std::string()},
                     {"name", name_of(call, district)},
                     {"people", people}});
  }
  Json budgets = Json::array();
  for (const auto& budget : told->budgets) {
    budgets.push_back({{"code", budget.code},
                       {"payer_name", budget.payer_name},
                       {"kind", to_text(budget.kind)},
                       {"months", budget.months.text()},
                       {"left", or_null(budget.left)},
                       {"heads_left", or_null(budget.heads_left)}});
  }
  return reply({{"scheme", told->scheme},
                {"months", told->months.text()},
                {"members", told->members},
                {"people", told->people},
                {"sectors", std::move(sectors)},
                {"areas", std::move(areas)},
                {"budgets", std::move(budgets)}});
}

/// Sums of the cells by one of their two sides.
template <class Key>
Json summed(const app::PlannerReport& report, const Key& key_of) {
  struct Sum {
    std::string name;
    std::int64_t people = 0;
    std::int64_t covered = 0;
    std::int64_t cost = 0;
  };
  std::map<std::string, Sum> sums;
  for (const auto& cell : report.answer.cells) {
    const auto [key, name] = key_of(cell);
    Sum& sum = sums[key];
    sum.name = name;
    sum.people += cell.people;
    sum.covered += cell.covered;
    sum.cost += cell.cost.amount();
  }
  Json items = Json::array();
  for (const auto& [key, sum] : sums) {
    items.push_back({{"key", key},
                     {"name", sum.name},
                     {"people", sum.people},
                     {"covered", sum.covered},
                     {"waiting", sum.people - sum.covered},
                     {"cost", sum.cost}});
  }
  return items;
}

Result<Reply> answer(Call& call) {
  const auto version = scheme_in_reach(call);
  if (!version) return version.error();
  const auto planner = planner_of(call);
  if (!planner) return planner.error();
  const auto query = query_of(call, version->code);
  if (!query) return query.error();
  const auto report = (*planner)->answer(call.environment, *query);
  if (!report) return report.error();
  const auto& told = report->answer;
  return reply(
      {{"scheme", report->scheme},
       {"months", report->months.text()},
       {"budget", report->budget},
       {"payer_kind", to_text(report->payer)},
       {"amount", or_null(report->amount)},
       {"heads_max", or_null(report->heads_max)},
       {"members", report->members},
       {"people", told.people},
       {"covered", told.covered},
       {"waiting", told.people - told.covered},
       {"unfundable", told.unfundable},
       {"cost", told.cost.amount()},
       {"cost_of_all", told.cost_of_all.amount()},
       {"money_until", report->money_until ? Json(report->money_until->text()) : Json(nullptr)},
       {"order", report->citation},
       {"sectors", summed(*report,
                          [](const auto& cell) {
                            const std::string word(to_text(cell.sector));
                            return std::pair(word, word);
                          })},
       {"areas", summed(*report, [&](const auto& cell) {
          return std::pair(cell.district ? cell.district->text() : std::string(),
                           name_of(call, cell.district));
        })}});
}

// ---- saved -----------------------------------------------------------------------------------

Json plan_json(const Call& call, const app::KnownPlan& known) {
  const auto& plan = known.plan;
  return {{"id", id_of(call, "plan", plan.id)},
          {"name", plan.name},
          {"state", app::to_text(known.state)},
          {"approval", or_null(known.approval)},
          {"budget", known.budget_code},
          {"payer_kind", plan.payer_kind},
          {"amount", or_null(plan.amount)},
          {"heads_max", or_null(plan.heads_max)},
          {"months", plan.months.text()},
          {"first", plan.first_by},
          {"sectors", plan.sectors},
          {"areas", plan.areas},
          {"people", plan.people},
          {"covered", plan.covered},
          {"cost", plan.cost.amount()},
          {"recorded_at", plan.recorded_at},
          {"by", plan.actor}};
}

Result<Reply> plans(Call& call) {
  const auto version = scheme_in_reach(call);
  if (!version) return version.error();
  const auto before = cursor_of(call, "plan", "before");
  if (!before) return before.error();
  const auto limit = call.arguments.at("limit").get<std::int64_t>();
  const auto all = app::known_plans(call.environment, version->scheme, *before, limit);
  if (!all) return all.error();
  Json items = Json::array();
  for (const auto& one : *all) items.push_back(plan_json(call, one));
  const bool more = static_cast<std::int64_t>(all->size()) == limit;
  return reply({{"items", std::move(items)},
                {"next", more ? Json(id_of(call, "plan", all->back().plan.id)) : Json(nullptr)}});
}

Result<Reply> save(Call& call) {
  const auto version = scheme_in_reach(call);
  if (!version) return version.error();
  const auto planner = planner_of(call);
  if (!planner) return planner.error();
  const auto query = query_of(call, version->code);
  if (!query) return query.error();
  const auto plan = app::save_plan(call.environment, **planner, text_of(call.body, "name"), *query);
  if (!plan) return plan.error();
  return reply(plan_json(call, *plan), 201);
}

/// Whoever proposes commands the scheme's whole area; the answer is a second person's, always.
Result<Reply> propose(Call& call) {
  const auto version = scheme_in_reach(call);
  if (!version) return version.error();
  if (!commands(call.caller.scope, version->area)) return Error{Errc::not_found, "scheme"};
  const auto number = number_of(call, "plan", "plan");
  if (!number) return number.error();
  const auto plan = app::known_plan(call.environment, *number);
  if (!plan) return plan.error();
  if (plan->plan.scheme != version->scheme) return Error{Errc::not_found, "plan"};
  if (const auto may = app::may_be_proposed(*plan); !may) return may.error();
  const identity::Stake stake{identity::Action::enrolment_batch, plan->plan.covered};
  const Json payload{{"scheme", version->code}, {"plan", *number}};
  const auto approval = app::propose(call.environment, call.service.parts().identity, call.caller,
                                     {stake, version->area, "plan " + std::to_string(*number),
                                      payload.dump(), text_of(call.body, "reason")});
  if (!approval) return approval.error();
  if (const auto noted = app::note_proposal(call.environment, *number, approval->public_id);
      !noted) {
    return noted.error();
  }
  Reply accepted = reply({{"approval", approval_json(*approval)}}, 202);
  accepted.headers.emplace_back("Location", "/v1/approvals/" + approval->public_id);
  return accepted;
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/schemes/{scheme}/planner", Permission::programme_read, Effect::read, table},
    {Method::post, "/v1/schemes/{scheme}/planner", Permission::programme_read, Effect::read,
     answer},
    {Method::get, "/v1/schemes/{scheme}/saved-plans", Permission::programme_read, Effect::read,
     plans},
    {Method::post, "/v1/schemes/{scheme}/saved-plans", Permission::enrol_propose, Effect::write,
     save},
    {Method::post, "/v1/schemes/{scheme}/saved-plans/{plan}/propose", Permission::enrol_propose,
     Effect::write, propose},
};

}  // namespace

std::span<const Route> plan_routes() { return kRoutes; }

}  // namespace payung::api
