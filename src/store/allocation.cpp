#include "store/allocation.hpp"

namespace payung::store {
namespace {

Result<Month> month_at(const db::Row& row, int column) {
  const auto month = Month::from_index(row.integer(column));
  if (!month) return Error{Errc::integrity, "allocation", month.error().where};
  return *month;
}

Result<std::vector<StoredOutcome>> read_outcomes(db::Connection& connection, std::string_view sql,
                                                 std::initializer_list<db::Param> params) {
  std::vector<StoredOutcome> outcomes;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    StoredOutcome one{row.integer(0), row.integer(1),          std::string(row.text(2)), {}, {},
                      row.integer(6), std::string(row.text(7))};
    if (!row.is_null(3)) one.budget = row.integer(3);
    if (!row.is_null(4) && !row.is_null(5)) {
      const auto from = month_at(row, 4);
      if (!from) return from.error();
      const auto until = month_at(row, 5);
      if (!until) return until.error();
      one.months = MonthRange{*from, *until};
    }
    outcomes.push_back(std::move(one));
    return {};
  });
  if (!status) return status.error();
  return outcomes;
}

Result<std::vector<StoredOutcome>> outcomes_of(db::Connection& connection, std::int64_t run) {
  return read_outcomes(connection,
                       "select person, place, standing, budget, month_from, month_until, "
                       "exhausted_at_rank, barriers from allocation_outcome where run = $1 "
                       "order by place",
                       {run});
}

Result<std::vector<StoredUse>> uses_of(db::Connection& connection, std::int64_t run) {
  std::vector<StoredUse> uses;
  const auto status = connection.query(
      "select budget, heads, cost, exhausted_at_rank from allocation_budget "
      "where run = $1 order by budget",
      {run}, [&](const db::Row& row) {
        uses.push_back({row.integer(0), row.integer(1), Rupiah(row.integer(2)), row.integer(3)});
        return Status{};
      });
  if (!status) return status.error();
  return uses;
}

std::int64_t count(const AllocationRun& run, std::string_view standing) {
  std::int64_t sum = 0;
  for (const auto& one : run.outcomes) sum += one.standing == standing ? 1 : 0;
  return sum;
}

Status write_outcomes(db::Connection& connection, const AllocationRun& run) {
  auto writer = connection.bulk("allocation_outcome",
                                {"run", "person", "place", "standing", "budget", "month_from",
                                 "month_until", "exhausted_at_rank", "barriers"});
  if (!writer) return writer.error();
  for (const auto& one : run.outcomes) {
    const db::Param from =
        one.months ? db::Param(std::int64_t{one.months->from.index()}) : db::Param(db::null);
    const db::Param until =
        one.months ? db::Param(std::int64_t{one.months->until.index()}) : db::Param(db::null);
    const auto status = (*writer)->add(
        {run.id, one.person, one.rank, std::string_view(one.standing), db::maybe(one.budget), from,
         until, one.exhausted_at_rank, std::string_view(one.barriers)});
    if (!status) return status;
  }
  const auto written = (*writer)->finish();
  return written ? Status{} : Status{written.error()};
}

}  // namespace

Result<std::optional<AllocationRun>> newest_allocation(db::Connection& connection,
                                                       std::int64_t scheme) {
  std::optional<AllocationRun> run;
  const auto status = connection.query(
      "select id, scheme, scheme_version, allocated_on, month_from, guarantee "
      "from allocation_run where scheme = $1 order by id desc limit 1",
      {scheme}, [&](const db::Row& row) -> Status {
        const auto on = Date::parse(row.text(3));
        if (!on) return Error{Errc::integrity, "allocation_run", on.error().where};
        const auto from = month_at(row, 4);
        if (!from) return from.error();
        run = AllocationRun{row.integer(0),
                            row.integer(1),
                            row.integer(2),
                            *on,
                            *from,
                            std::string(row.text(5)),
                            {},
                            {}};
        return {};
      });
  if (!status) return status.error();
  if (!run) return run;
  auto outcomes = outcomes_of(connection, run->id);
  if (!outcomes) return outcomes.error();
  run->outcomes = *std::move(outcomes);
  auto uses = uses_of(connection, run->id);
  if (!uses) return uses.error();
  run->uses = *std::move(uses);
  return run;
}

Result<std::optional<StoredOutcome>> newest_outcome(db::Connection& connection, std::int64_t scheme,
                                                    std::int64_t person) {
  auto found = read_outcomes(connection,
                             "select person, place, standing, budget, month_from, month_until, "
                             "exhausted_at_rank, barriers from allocation_outcome "
                             "where run = (select max(id) from allocation_run where scheme = $1) "
                             "and person = $2",
                             {scheme, person});
  if (!found) return found.error();
  if (found->empty()) return std::optional<StoredOutcome>{};
  return std::optional(std::move(found->front()));
}

Status add_allocation(db::Connection& connection, AllocationRun& run, std::string_view now,
                      std::string_view actor) {
  const auto last = connection.number("select max(id) from allocation_run");
  if (!last) return last.error();
  run.id = last->value_or(0) + 1;
  const std::string on = run.allocated_on.text();
  const auto added = connection.run(
      "insert into allocation_run (id, scheme, scheme_version, allocated_on, month_from, "
      "guarantee, paid, waiting, unfundable, recorded_at, actor) "
      "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {run.id, run.scheme, run.scheme_version, on, std::int64_t{run.from.index()}, run.guarantee,
       count(run, "paid"), count(run, "waiting"), count(run, "unfundable"), now, actor});
  if (!added) return added.error();
  if (const auto status = write_outcomes(connection, run); !status) return status;
  for (const auto& use : run.uses) {
    const auto written = connection.run(
        "insert into allocation_budget (run, budget, heads, cost, exhausted_at_rank) "
        "values ($1, $2, $3, $4, $5)",
        {run.id, use.budget, use.heads, use.cost.amount(), use.exhausted_at_rank});
    if (!written) return written.error();
  }
  return {};
}

}  // namespace payung::store
