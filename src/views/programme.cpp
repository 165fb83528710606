#include "views/programme.hpp"

namespace payung::views {

std::string_view effect_text(app::Effect effect) {
  return effect == app::Effect::done ? "done" : "nothing_new";
}

Json load_json(const app::LoadReport& report) {
  return {{"effect", effect_text(report.effect)},
          {"scheme", report.programme.version.code},
          {"version", report.programme.version.version},
          {"payers", report.programme.file.funding.payers.size()},
          {"budgets", report.programme.file.funding.budgets.size()}};
}

Json budget_json(const allocation::Budget& budget, const allocation::Payer& payer) {
  Json json{{"code", budget.code},       {"payer", payer.code},
            {"name", payer.name},        {"kind", to_text(payer.kind)},
            {"area", payer.area.text()}, {"period", budget.months.text()},
            {"rank", budget.rank},       {"source", budget.source}};
  if (payer.wadah) json["wadah"] = allocation::to_text(*payer.wadah);
  if (budget.amount) json["amount"] = budget.amount->amount();
  if (budget.heads_max) json["heads_max"] = *budget.heads_max;
  if (budget.prefers) json["prefers"] = budget.prefers->text();
  const auto& only = budget.may_cover;
  Json sectors = Json::array();
  for (const Sector sector : only.sectors) sectors.push_back(to_text(sector));
  Json areas = Json::array();
  for (const RegionCode area : only.areas) areas.push_back(area.text());
  json["sectors"] = std::move(sectors);
  json["areas"] = std::move(areas);
  json["poverty"] = eligibility::to_text(only.poverty);
  if (only.decile_max) json["decile_max"] = *only.decile_max;
  return json;
}

Json eligibility_json(const app::EligibilityReport& report) {
  return {{"effect", effect_text(report.effect)},
          {"scheme", report.scheme},
          {"on", report.on.text()},
          {"run", report.run},
          {"people", report.people},
          {"yes", report.yes},
          {"ask", report.ask},
          {"no", report.no},
          {"changed", report.changed},
          {"reasons", report.reasons}};
}

Json explanation_json(const app::PersonExplanation& one, const Ids& ids) {
  Json conditions = Json::array();
  for (const auto& condition : one.eligibility.conditions) {
    conditions.push_back(
        {{"code", condition.code}, {"detail", condition.detail}, {"citation", condition.citation}});
  }
  Json json{{"person", ids("person", one.person)},
            {"answer", one.eligibility.answer},
            {"decided_on", one.eligibility.decided_on},
            {"conditions", conditions}};
  if (one.standing.empty()) return json;
  json["standing"] = one.standing;
  json["rank"] = one.rank;
  json["budget"] = one.budget;
  json["exhausted_at_rank"] = one.exhausted_at_rank;
  json["barriers"] = one.barriers;
  return json;
}

Json plan_json(const app::PlanReport& report) {
  Json groups = Json::array();
  for (const auto& group : report.groups) {
    groups.push_back({{"by", group.by},
                      {"key", group.key},
                      {"people", group.people},
                      {"covered", group.covered},
                      {"left_out", group.people - group.covered}});
  }
  Json steps = Json::array();
  for (const auto& step : report.steps) {
    steps.push_back({{"more", step.more.amount()},
                     {"covered", step.covered},
                     {"added", step.added},
                     {"cost", step.cost.amount()}});
  }
  Json json{{"scheme", report.scheme},
            {"months", report.months.text()},
            {"members", report.members},
            {"people", report.people},
            {"covered", report.covered},
            {"waiting", report.waiting},
            {"unfundable", report.unfundable},
            {"cost", report.cost.amount()},
            {"guarantee", report.guarantee},
            {"groups", groups},
            {"next", steps}};
  if (report.budget) json["budget"] = report.budget->amount();
  return json;
}

Json allocation_json(const app::AllocationReport& report) {
  Json budgets = Json::array();
  for (const auto& one : report.budgets) {
    Json json{{"code", one.code},
              {"payer", one.payer},
              {"heads", one.heads},
              {"cost", one.cost.amount()},
              {"exhausted_at_rank", one.exhausted_at_rank}};
    if (one.amount) json["amount"] = one.amount->amount();
    if (one.heads_max) json["heads_max"] = *one.heads_max;
    budgets.push_back(json);
  }
  return {{"effect", effect_text(report.effect)},
          {"scheme", report.scheme},
          {"from", report.from.text()},
          {"run", report.run},
          {"guarantee", report.guarantee},
          {"people", report.people},
          {"paid", report.paid},
          {"members", report.of_them_members},
          {"waiting", report.waiting},
          {"unfundable", report.unfundable},
          {"budgets", budgets}};
}

Json enrol_json(const app::EnrolReport& report) {
  return {{"effect", effect_text(report.effect)},
          {"scheme", report.scheme},
          {"allocation_run", report.allocation_run},
          {"enrolled", report.enrolled},
          {"already", report.already},
          {"refused", report.refused},
          {"start", report.start_citation}};
}

Json event_json(const app::EventReport& report, const Ids& ids) {
  return {{"effect", effect_text(report.effect)},
          {"event", ids("membership_event", report.event.id)},
          {"person", ids("person", report.event.person)},
          {"kind", enrolment::to_text(report.event.kind)},
          {"on", report.event.on.text()},
          {"holds_from", report.event.effective.text()}};
}

Json member_json(const app::ListedMember& one, const Ids& ids, Shown shown) {
  std::string kpj = "-";
  if (one.kpj) kpj = shown == Shown::full ? std::string(one.kpj->digits()) : one.kpj->masked();
  return {{"person", ids("person", one.member.person)},
          {"kpj", kpj},
          {"number", store::to_text(one.number)},
          {"payer", one.payer},
          {"sector", to_text(one.member.sector)},
          {"programmes", one.member.programmes.text()},
          {"start", one.member.start.text()}};
}

}  // namespace payung::views
