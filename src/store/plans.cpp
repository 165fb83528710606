#include "store/plans.hpp"

#include <array>

namespace payung::store {
namespace {

Result<Plan> plan_at(const db::Row& row) {
  const auto from = Month::from_index(row.integer(7));
  const auto until = Month::from_index(row.integer(8));
  if (!from || !until) return Error{Errc::integrity, "plan", "months"};
  Plan plan{row.integer(0),
            row.integer(1),
            std::string(row.text(2)),
            std::nullopt,
            std::string(row.text(4)),
            std::nullopt,
            std::nullopt,
            {*from, *until},
            std::string(row.text(9)),
            std::string(row.text(10)),
            std::string(row.text(11)),
            row.integer(12),
            row.integer(13),
            Rupiah(row.integer(14)),
            std::string(row.text(15)),
            std::string(row.text(16))};
  if (!row.is_null(3)) plan.budget = row.integer(3);
  if (!row.is_null(5)) plan.amount = Rupiah(row.integer(5));
  if (!row.is_null(6)) plan.heads_max = row.integer(6);
  return plan;
}

Result<std::vector<Plan>> read(db::Connection& connection, std::string_view sql,
                               std::initializer_list<db::Param> params) {
  std::vector<Plan> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto plan = plan_at(row);
    if (!plan) return plan.error();
    all.push_back(*std::move(plan));
    return {};
  });
  if (!status) return status.error();
  return all;
}

db::Param amount_of(const std::optional<Rupiah>& money) {
  return money ? db::Param(money->amount()) : db::Param(db::null);
}

}  // namespace

Status add_plan(db::Connection& connection, Plan& plan) {
  const auto last = connection.number("select max(id) from plan");
  if (!last) return last.error();
  plan.id = last->value_or(0) + 1;
  const auto added = connection.run(
      "insert into plan (id, scheme, name, budget, payer_kind, amount, heads_max, month_from, "
      "month_until, first_by, sectors, areas, people, covered, cost, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
      {plan.id, plan.scheme, plan.name, db::maybe(plan.budget), plan.payer_kind,
       amount_of(plan.amount), db::maybe(plan.heads_max), std::int64_t{plan.months.from.index()},
       std::int64_t{plan.months.until.index()}, plan.first_by, plan.sectors, plan.areas,
       plan.people, plan.covered, plan.cost.amount(), plan.recorded_at, plan.actor});
  return added ? Status{} : Status{added.error()};
}

Result<Plan> plan(db::Connection& connection, std::int64_t id) {
  auto found = read(connection,
                    "select id, scheme, name, budget, payer_kind, amount, heads_max, month_from, "
                    "month_until, first_by, sectors, areas, people, covered, cost, recorded_at, "
                    "actor from plan where id = $1",
                    {id});
  if (!found) return found.error();
  if (found->empty()) return Error{Errc::not_found, "plan"};
  return std::move(found->front());
}

Result<std::vector<Plan>> plans(db::Connection& connection, std::int64_t scheme,
                                std::int64_t before, std::int64_t most) {
  return read(connection,
              "select id, scheme, name, budget, payer_kind, amount, heads_max, month_from, "
              "month_until, first_by, sectors, areas, people, covered, cost, recorded_at, actor "
              "from plan where scheme = $1 and (id < $2 or $2 = 0) order by id desc limit $3",
              {scheme, before, most});
}

Status add_plan_step(db::Connection& connection, std::int64_t plan, const PlanStep& step) {
  const auto last = connection.number("select max(number) from plan_step where plan = $1", {plan});
  if (!last) return last.error();
  const auto added = connection.run(
      "insert into plan_step (plan, number, step, approval, run, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7)",
      {plan, last->value_or(0) + 1, step.step, step.approval, db::maybe(step.run), step.recorded_at,
       step.actor});
  return added ? Status{} : Status{added.error()};
}

Result<std::vector<PlanStep>> plan_steps(db::Connection& connection, std::int64_t plan) {
  std::vector<PlanStep> all;
  const auto status = connection.query(
      "select step, approval, run, recorded_at, actor from plan_step where plan = $1 "
      "order by number",
      {plan}, [&](const db::Row& row) {
        PlanStep step{std::string(row.text(0)), std::string(row.text(1)), std::nullopt,
                      std::string(row.text(3)), std::string(row.text(4))};
        if (!row.is_null(2)) step.run = row.integer(2);
        all.push_back(std::move(step));
        return Status{};
      });
  if (!status) return status.error();
  return all;
}

Result<std::string> people_stamp(db::Connection& connection, std::int64_t scheme) {
  const auto version =
      connection.number("select max(id) from scheme_version where scheme = $1", {scheme});
  const auto decided =
      connection.number("select max(id) from eligibility_run where scheme = $1", {scheme});
  const auto linked = connection.number("select max(id) from link_run");
  const auto events = connection.number("select max(id) from membership_event");
  std::string stamp;
  for (const auto* one : {&version, &decided, &linked, &events}) {
    if (!*one) return one->error();
    stamp += std::to_string((*one)->value_or(0)) + "/";
  }
  return stamp;
}

}  // namespace payung::store
