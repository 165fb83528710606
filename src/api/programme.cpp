// Schemes and payers, who may be covered, what a budget buys, who pays for whom, who is enrolled.
#include <nlohmann/json.hpp>

#include "api/deeds.hpp"
#include "api/ids.hpp"
#include "api/jobs.hpp"
#include "app/decide_eligibility.hpp"
#include "app/load_programme.hpp"
#include "app/plan.hpp"
#include "store/allocation.hpp"
#include "views/programme.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// What "the next money" is where the caller does not say.
constexpr std::int64_t kStepRupiah = 1'000'000'000;

Json scheme_json(const store::SchemeVersion& version) {
  return {{"code", version.code},
          {"name", version.name},
          {"area", version.area.text()},
          {"period", version.period.text()},
          {"programmes", version.programmes.text()},
          {"version", version.version},
          {"file_name", version.file}};
}

Result<store::SchemeVersion> visible_scheme(Call& call) {
  auto version =
      store::scheme_by_code(call.environment.database, text_of(call.arguments, "scheme"));
  if (!version) return Error{Errc::not_found, "scheme"};
  if (!touches(call.caller.scope, version->area)) return Error{Errc::not_found, "scheme"};
  return version;
}

/// For what changes it: the whole of its area must be the caller's.
Result<store::SchemeVersion> commanded_scheme(Call& call) {
  auto version = visible_scheme(call);
  if (!version) return version;
  if (!commands(call.caller.scope, version->area)) return Error{Errc::not_found, "scheme"};
  return version;
}

Result<Reply> list(Call& call) {
  const auto all = store::schemes(call.environment.database);
  if (!all) return all.error();
  Json items = Json::array();
  for (const auto& version : *all) {
    if (touches(call.caller.scope, version.area)) items.push_back(scheme_json(version));
  }
  return reply({{"items", std::move(items)}});
}

Result<Reply> show(Call& call) {
  const auto version = visible_scheme(call);
  if (!version) return version.error();
  Json json = scheme_json(*version);
  json["content"] = version->content;
  return reply(json);
}

/// The file is read twice: for its area, which the caller must command, and to be loaded.
Result<Reply> load(Call& call) {
  const std::string name = text_of(call.body, "file_name");
  const std::string content = text_of(call.body, "content");
  const auto file = app::read_programme(name, content, call.environment.regions);
  if (!file) return file.error();
  const auto before = store::scheme_by_code(call.environment.database, file->scheme.code);
  const bool in_reach = commands(call.caller.scope, file->scheme.area) &&
                        (!before || commands(call.caller.scope, before->area));
  if (!in_reach) {
    return Error{Errc::conflict, "scheme", "its area is not, or not wholly, in your scope"};
  }
  const auto report = app::load_programme(call.environment, name, content);
  if (!report) return report.error();
  return reply(views::load_json(*report), report->effect == app::Effect::done ? 201 : 200);
}

Result<Reply> budgets(Call& call) {
  const auto version = visible_scheme(call);
  if (!version) return version.error();
  const auto programme = app::stored_programme(call.environment, version->code);
  if (!programme) return programme.error();
  Json items = Json::array();
  for (const auto& budget : programme->file.funding.budgets) {
    for (const auto& payer : programme->file.funding.payers) {
      if (payer.id != budget.payer || !call.caller.scope.reaches_payer(payer.code)) continue;
      items.push_back(views::budget_json(budget, payer));
    }
  }
  return reply(
      {{"scheme", version->code}, {"version", version->version}, {"items", std::move(items)}});
}

Result<Reply> decide(Call& call) {
  const auto version = commanded_scheme(call);
  if (!version) return version.error();
  return put_up(call, "decide_eligibility",
                {{"scheme", version->code}, {"on", text_of(call.body, "on")}}, version->area);
}

Result<Reply> explain(Call& call) {
  const auto version = visible_scheme(call);
  if (!version) return version.error();
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto person = person_in_scope(call, **parts);
  if (!person) return person.error();
  const auto one = app::explain_person(call.environment, version->code, *person);
  if (!one) return one.error();
  const auto told = tell(call, **parts, look(call, *person, store::Seen::card, "programme_read"));
  if (!told) return told.error();
  return reply(views::explanation_json(*one, ids_of(call)));
}

Result<Reply> plan(Call& call) {
  const auto version = visible_scheme(call);
  if (!version) return version.error();
  app::PlanQuery query{.scheme = version->code};
  // Without a body everything is as the programme has it.
  query.step =
      Rupiah(call.body.contains("step") ? call.body["step"].get<std::int64_t>() : kStepRupiah);
  if (call.body.contains("budget")) query.budget = Rupiah(call.body["budget"].get<std::int64_t>());
  if (call.body.contains("months")) query.months = call.body["months"].get<int>();
  if (const auto text = text_of(call.body, "payer_kind"); !text.empty()) {
    const auto kind = parse_payer_kind(text);
    if (!kind) return kind.error();
    query.payer = *kind;
  }
  if (const auto text = text_of(call.body, "from"); !text.empty()) {
    const auto from = Month::parse(text);
    if (!from) return from.error();
    query.from = *from;
  }
  const auto report = app::plan(call.environment, query);
  if (!report) return report.error();
  return reply(views::plan_json(*report));
}

Result<Reply> allocate(Call& call) {
  const auto version = commanded_scheme(call);
  if (!version) return version.error();
  return put_up(call, "allocate", {{"scheme", version->code}, {"from", text_of(call.body, "from")}},
                version->area);
}

/// The newest allocation: how many each budget covers.
Result<Reply> allocation(Call& call) {
  const auto version = visible_scheme(call);
  if (!version) return version.error();
  const auto run = store::newest_allocation(call.environment.database, version->scheme);
  if (!run) return run.error();
  if (!*run) return Error{Errc::not_found, "allocation"};
  const auto programme = app::stored_programme(call.environment, version->code);
  if (!programme) return programme.error();
  std::map<std::string, std::int64_t> standings;
  for (const auto& outcome : (*run)->outcomes) ++standings[outcome.standing];
  Json uses = Json::array();
  for (const auto& use : (*run)->uses) {
    for (const auto& budget : programme->file.funding.budgets) {
      if (budget.id != use.budget) continue;
      uses.push_back({{"code", budget.code},
                      {"heads", use.heads},
                      {"cost", use.cost.amount()},
                      {"exhausted_at_rank", use.exhausted_at_rank}});
    }
  }
  return reply({{"scheme", version->code},
                {"run", (*run)->id},
                {"allocated_on", (*run)->allocated_on.text()},
                {"from", (*run)->from.text()},
                {"guarantee", (*run)->guarantee},
                {"paid", standings["paid"]},
                {"waiting", standings["waiting"]},
                {"unfundable", standings["unfundable"]},
                {"budgets", std::move(uses)}});
}

/// A batch above the limit waits for a second person; a smaller one is put up at once.
Result<Reply> enrol(Call& call) {
  const auto version = commanded_scheme(call);
  if (!version) return version.error();
  const auto run = store::newest_allocation(call.environment.database, version->scheme);
  if (!run) return run.error();
  if (!*run) return Error{Errc::nothing_done, "enrol", "allocate first"};
  identity::Stake stake{identity::Action::enrolment_batch, 0};
  for (const auto& outcome : (*run)->outcomes) stake.size += outcome.standing == "paid" ? 1 : 0;
  const Json payload{{"scheme", version->code}, {"run", (*run)->id}};
  const auto& limits = call.service.parts().identity.settings().four_eyes;
  if (!identity::needs_two(stake, limits)) return put_up(call, "enrol", payload, version->area);
  return propose_deed(call, {stake, version->area, "enrolment " + std::to_string((*run)->id),
                             payload.dump(), text_of(call.body, "reason")});
}

constexpr Route kRoutes[] = {
    kept({Method::get, "/v1/schemes", Permission::programme_read, Effect::read, list}),
    {Method::post, "/v1/schemes", Permission::programme_write, Effect::write, load},
    kept({Method::get, "/v1/schemes/{scheme}", Permission::programme_read, Effect::read, show}),
    kept({Method::get, "/v1/schemes/{scheme}/budgets", Permission::programme_read, Effect::read,
          budgets}),
    {Method::post, "/v1/schemes/{scheme}/eligibility-runs", Permission::programme_write,
     Effect::job, decide},
    {Method::get, "/v1/schemes/{scheme}/eligibility/{person}", Permission::programme_read,
     Effect::read, explain},
    {Method::post, "/v1/schemes/{scheme}/plans", Permission::programme_read, Effect::read, plan},
    kept({Method::get, "/v1/schemes/{scheme}/allocation", Permission::programme_read, Effect::read,
          allocation}),
    {Method::post, "/v1/schemes/{scheme}/allocations", Permission::programme_write, Effect::job,
     allocate},
    {Method::post, "/v1/schemes/{scheme}/enrolments", Permission::enrol_propose, Effect::job,
     enrol},
};

}  // namespace

std::span<const Route> programme_routes() { return kRoutes; }

}  // namespace payung::api
