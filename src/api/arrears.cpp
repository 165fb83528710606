// What was billed, paid and is open, by payer and month; who owes what since when.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "store/payers.hpp"
#include "store/receivables.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

/// The payers whose money the caller may see, by number: as in api/money.cpp.
Result<std::map<std::int64_t, allocation::Payer>> payers_in_scope(Call& call) {
  const auto all = store::payers(call.environment.database);
  if (!all) return all.error();
  std::map<std::int64_t, allocation::Payer> mine;
  const auto& scope = call.caller.scope;
  for (const auto& payer : *all) {
    const bool reached = scope.payer ? *scope.payer == payer.code && scope.reaches(payer.area)
                                     : commands(scope, payer.area);
    if (reached) mine.emplace(payer.id, payer);
  }
  return mine;
}

Result<std::optional<Month>> month_named(const Call& call, const char* name) {
  const auto text = text_of(call.arguments, name);
  if (text.empty()) return std::optional<Month>{};
  const auto month = Month::parse(text);
  if (!month) return month.error();
  return std::optional(*month);
}

Json payer_of(const allocation::Payer& payer) {
  return {{"code", payer.code}, {"name", payer.name}, {"kind", to_text(payer.kind)}};
}

struct Asked {
  std::map<std::int64_t, allocation::Payer> payers;
  std::vector<store::Receivable> rows;  ///< of these payers alone
};
Result<Asked> asked(Call& call, std::optional<Month> from, std::optional<Month> until) {
  auto mine = payers_in_scope(call);
  if (!mine) return mine.error();
  std::optional<std::int64_t> payer;
  if (const auto code = text_of(call.arguments, "payer"); !code.empty()) {
    for (const auto& [id, one] : *mine) {
      if (one.code == code) payer = id;
    }
    if (!payer) return Error{Errc::not_found, "payer"};
  }
  auto rows = store::receivables(call.environment.database, from, until, payer);
  if (!rows) return rows.error();
  std::erase_if(*rows, [&](const auto& row) { return !mine->contains(row.payer); });
  return Asked{*std::move(mine), *std::move(rows)};
}

Result<Reply> by_month(Call& call) {
  const auto from = month_named(call, "from");
  if (!from) return from.error();
  const auto until = month_named(call, "until");
  if (!until) return until.error();
  const auto found = asked(call, *from, *until);
  if (!found) return found.error();
  Json items = Json::array();
  std::int64_t billed = 0;
  std::int64_t paid = 0;
  for (const auto& row : found->rows) {
    billed += row.billed.amount();
    paid += row.paid.amount();
    items.push_back({{"payer", payer_of(found->payers.at(row.payer))},
                     {"month", row.month.text()},
                     {"bills", row.bills},
                     {"people", row.person_months},
                     {"billed", row.billed.amount()},
                     {"paid", row.paid.amount()},
                     {"open", row.billed.amount() - row.paid.amount()},
                     {"due_on", row.due_on.text()}});
  }
  return reply(
      {{"items", std::move(items)}, {"billed", billed}, {"paid", paid}, {"open", billed - paid}});
}

/// One payer's open months past their due day.
struct Arrears {
  std::int64_t open = 0;
  std::int64_t months = 0;
  std::optional<Month> since;
  std::optional<Date> due_on;
};

Result<Reply> arrears(Call& call) {
  Date on = call.environment.today;
  if (const auto text = text_of(call.arguments, "on"); !text.empty()) {
    const auto day = Date::parse(text);
    if (!day) return day.error();
    on = *day;
  }
  const auto found = asked(call, std::nullopt, std::nullopt);
  if (!found) return found.error();
  std::map<std::int64_t, Arrears> owed;
  for (const auto& row : found->rows) {
    const std::int64_t open = row.billed.amount() - row.paid.amount();
    if (open <= 0 || row.due_on >= on) continue;
    Arrears& one = owed[row.payer];
    one.open += open;
    ++one.months;
    if (!one.since) one.since = row.month;
    if (!one.due_on || row.due_on < *one.due_on) one.due_on = row.due_on;
  }
  Json items = Json::array();
  std::int64_t sum = 0;
  for (const auto& [payer, one] : owed) {
    sum += one.open;
    items.push_back({{"payer", payer_of(found->payers.at(payer))},
                     {"open", one.open},
                     {"months", one.months},
                     {"since", one.since->text()},
                     {"due_on", one.due_on->text()},
                     {"days", on.days_since_1970() - one.due_on->days_since_1970()}});
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const Json& a, const Json& b) { return a["open"] > b["open"]; });
  return reply({{"on", on.text()}, {"open", sum}, {"items", std::move(items)}});
}

constexpr Route kRoutes[] = {
    {Method::get, "/v1/receivables", Permission::bills_read, Effect::read, by_month},
    {Method::get, "/v1/arrears", Permission::bills_read, Effect::read, arrears},
};

}  // namespace

std::span<const Route> arrears_routes() { return kRoutes; }

}  // namespace payung::api
