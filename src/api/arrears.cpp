// What was billed, paid and is open, by payer and month; who owes what since when.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/ids.hpp"
#include "api/reach.hpp"
#include "store/receivables.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

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

/// The payers the caller may see, and the number of the one he asks for. Errors: not_found.
struct Asked {
  std::map<std::int64_t, allocation::Payer> payers;
  std::optional<std::int64_t> payer;
};
Result<Asked> asked(Call& call) {
  auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  Asked found{*std::move(mine), std::nullopt};
  if (const auto code = text_of(call.arguments, "payer"); !code.empty()) {
    for (const auto& [id, one] : found.payers) {
      if (one.code == code) found.payer = id;
    }
    if (!found.payer) return Error{Errc::not_found, "payer"};
  }
  return found;
}

/// A window of payers at a time: there may be as many as there are people who pay themselves.
Result<Reply> by_month(Call& call) {
  store::ReceivableQuestion question;
  const auto from = month_named(call, "from");
  if (!from) return from.error();
  const auto until = month_named(call, "until");
  if (!until) return until.error();
  const auto after = cursor_of(call, "payer", "after");
  if (!after) return after.error();
  const auto found = asked(call);
  if (!found) return found.error();
  question.from = *from;
  question.until = *until;
  question.payer = found->payer;
  question.after = found->payer ? *found->payer - 1 : *after;
  question.most = found->payer ? 1 : call.arguments.at("limit").get<std::int64_t>();
  const auto rows = store::receivables(call.environment.database, question);
  if (!rows) return rows.error();
  Json items = Json::array();
  for (const auto& row : *rows) {
    const auto payer = found->payers.find(row.payer);
    if (payer == found->payers.end()) continue;
    items.push_back({{"payer", payer_of(payer->second)},
                     {"month", row.month.text()},
                     {"bills", row.bills},
                     {"people", row.person_months},
                     {"billed", row.billed.amount()},
                     {"paid", row.paid.amount()},
                     {"open", row.billed.amount() - row.paid.amount()},
                     {"due_on", row.due_on.text()}});
  }
  std::optional<std::int64_t> next;
  if (!found->payer) {
    const auto last =
        store::last_payer_of_window(call.environment.database, question.after, question.most);
    if (!last) return last.error();
    next = *last;
  }
  return reply({{"items", std::move(items)},
                {"next", next ? Json(id_of(call, "payer", *next)) : Json(nullptr)}});
}

/// One payer's open months past their due day.
struct Owed {
  std::int64_t open = 0;
  std::int64_t months = 0;
  Month since;
  Date due_on;
};

/// Most first, as many as are asked for; the sum is of all.
Result<Reply> arrears(Call& call) {
  Date on = call.environment.today;
  if (const auto text = text_of(call.arguments, "on"); !text.empty()) {
    const auto day = Date::parse(text);
    if (!day) return day.error();
    on = *day;
  }
  const auto found = asked(call);
  if (!found) return found.error();
  const auto rows = store::overdue(call.environment.database, on, found->payer);
  if (!rows) return rows.error();
  std::map<std::int64_t, Owed> owed;
  std::int64_t sum = 0;
  for (const auto& row : *rows) {
    if (!found->payers.contains(row.payer)) continue;
    const std::int64_t open = row.billed.amount() - row.paid.amount();
    Owed& one = owed.try_emplace(row.payer, Owed{0, 0, row.month, row.due_on}).first->second;
    one.open += open;
    ++one.months;
    one.due_on = std::min(one.due_on, row.due_on);
    sum += open;
  }
  std::vector<std::pair<std::int64_t, Owed>> order(owed.begin(), owed.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second.open > b.second.open; });
  const auto limit = static_cast<std::size_t>(call.arguments.at("limit").get<std::int64_t>());
  Json items = Json::array();
  for (const auto& [payer, one] : order) {
    if (items.size() == limit) break;
    items.push_back({{"payer", payer_of(found->payers.at(payer))},
                     {"open", one.open},
                     {"months", one.months},
                     {"since", one.since.text()},
                     {"due_on", one.due_on.text()},
                     {"days", on.days_since_1970() - one.due_on.days_since_1970()}});
  }
  return reply({{"on", on.text()},
                {"open", sum},
                {"payers", static_cast<std::int64_t>(order.size())},
                {"items", std::move(items)}});
}

constexpr Route kRoutes[] = {
    kept({Method::get, "/v1/receivables", Permission::bills_read, Effect::read, by_month}),
    kept({Method::get, "/v1/arrears", Permission::bills_read, Effect::read, arrears}),
};

}  // namespace

std::span<const Route> arrears_routes() { return kRoutes; }

}  // namespace payung::api
