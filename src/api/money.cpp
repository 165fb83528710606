// Bills, payments, the book of accounts, and the check of all of it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/deeds.hpp"
#include "api/ids.hpp"
#include "api/jobs.hpp"
#include "api/reach.hpp"
#include "app/bill_month.hpp"
#include "app/collect_bill.hpp"
#include "app/record_payment.hpp"
#include "app/show_ledger.hpp"
#include "store/money_pages.hpp"
#include "store/payers.hpp"
#include "store/payments.hpp"
#include "views/money.hpp"

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

std::int64_t limit_of(const Call& call) { return call.arguments.at("limit").get<std::int64_t>(); }

store::BilledPayer named(const allocation::Payer& payer) {
  return {payer.id, payer.code, payer.name, payer.kind};
}

// ---- bills -----------------------------------------------------------------------------------

Result<Reply> bill(Call& call) {
  const std::string payer = text_of(call.body, "payer");
  const auto& scope = call.caller.scope;
  Json arguments{{"month", text_of(call.body, "month")},
                 {"payer", payer},
                 {"what", text_of(call.body, "what")}};
  if (!payer.empty()) {
    const auto one = payer_in_reach(call, payer);
    if (!one) return one.error();
    return put_up(call, "bill_month", arguments, one->area);
  }
  if (scope.regions.empty() || !commands(scope, scope.regions.front())) {
    return Error{Errc::not_found, "payer"};
  }
  // Everybody means everybody whom the caller answers for.
  const auto all = store::payers(call.environment.database);
  if (!all) return all.error();
  const auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  if (mine->size() < all->size()) {
    if (text_of(call.body, "what") == "corrections") {
      return Error{Errc::conflict, "corrections",
                   "they are made for all payers at once, and not all are in your scope"};
    }
    arguments["only"] = Json::array();
    for (const auto& [number, one] : *mine) arguments["only"].push_back(number);
  }
  return put_up(call, "bill_month", arguments, scope.regions.front());
}

Json shown_bill(const Call& call, const allocation::Payer& payer, const store::BillHead& head) {
  Json json = views::bill_json(named(payer), head, ids_of(call));
  json["settled"] = head.settled.amount();
  json["virtual_account"] = app::virtual_account(payer.id);
  return json;
}

Result<Reply> bills(Call& call) {
  const auto after = cursor_of(call, "bill", "after");
  if (!after) return after.error();
  const auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  std::optional<Month> month;
  if (const auto text = text_of(call.arguments, "month"); !text.empty()) {
    const auto parsed = Month::parse(text);
    if (!parsed) return parsed.error();
    month = *parsed;
  }
  std::optional<std::int64_t> payer;
  if (const auto code = text_of(call.arguments, "payer"); !code.empty()) {
    const auto one = payer_in_reach(call, code);
    if (!one) return one.error();
    payer = one->id;
  }
  const auto heads = store::bill_page(call.environment.database, text_of(call.arguments, "sort"),
                                      month, payer, *after, limit_of(call));
  if (!heads) return heads.error();
  Json items = Json::array();
  for (const auto& head : *heads) {
    const auto one = mine->find(head.payer);
    if (one != mine->end()) items.push_back(shown_bill(call, one->second, head));
  }
  const bool more = static_cast<std::int64_t>(heads->size()) == limit_of(call);
  return reply({{"items", std::move(items)},
                {"next", more ? Json(id_of(call, "bill", heads->back().id)) : Json(nullptr)}});
}

struct FoundBill {
  allocation::Payer payer;
  store::BillHead head;
};
Result<FoundBill> bill_in_scope(Call& call) {
  const auto number = number_of(call, "bill", "bill");
  if (!number) return number.error();
  const auto heads = store::bill_heads_after(call.environment.database, std::nullopt, std::nullopt,
                                             *number - 1, 1);
  if (!heads) return heads.error();
  const auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  if (heads->empty() || heads->front().id != *number) return Error{Errc::not_found, "bill"};
  const auto payer = mine->find(heads->front().payer);
  if (payer == mine->end()) return Error{Errc::not_found, "bill"};
  return FoundBill{payer->second, heads->front()};
}

Result<Reply> show_bill(Call& call) {
  const auto found = bill_in_scope(call);
  if (!found) return found.error();
  return reply(shown_bill(call, found->payer, found->head));
}

/// A bill is all its payer's; a sector, sender or person that the caller is limited to besides
/// narrows whom of it he sees.
Result<bool> reaches_line(Call& call, const PeopleParts& parts, std::int64_t person) {
  const auto& scope = call.caller.scope;
  if (scope.sectors.empty() && !scope.sender && !scope.person) return true;
  return app::reaches_person(call.environment, parts.index, scope, person);
}

Result<Reply> lines(Call& call) {
  const auto found = bill_in_scope(call);
  if (!found) return found.error();
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const auto after = cursor_of(call, "person", "after");
  if (!after) return after.error();
  const auto all =
      store::lines_of_bill_after(call.environment.database, found->head.id, *after, limit_of(call));
  if (!all) return all.error();
  Json items = Json::array();
  std::int64_t last = 0;
  bool shown = false;
  Json name;
  for (const auto& line : *all) {
    if (line.person != last) {
      last = line.person;
      const auto reached = reaches_line(call, **parts, line.person);
      if (!reached) return reached.error();
      shown = *reached;
      if (!shown) continue;
      const auto told =
          tell(call, **parts, look(call, line.person, store::Seen::card, "bills_read"));
      if (!told) return told.error();
      auto known = shown_name(call, **parts, line.person);
      if (!known) return known.error();
      name = *std::move(known);
    }
    if (!shown) continue;
    items.push_back(views::line_json(line, ids_of(call)));
    items.back()["name"] = name;
  }
  const bool more = !all->empty() && store::persons_in(*all) == limit_of(call);
  return reply({{"items", std::move(items)},
                {"next", more ? Json(id_of(call, "person", last)) : Json(nullptr)}});
}

// ---- payments --------------------------------------------------------------------------------

Result<Reply> pay(Call& call) {
  const auto payer = payer_in_reach(call, text_of(call.body, "payer"));
  if (!payer) return payer.error();
  const auto on = Date::parse(text_of(call.body, "received_on"));
  if (!on) return on.error();
  const Rupiah amount(call.body.at("amount").get<std::int64_t>());
  const std::string key = text_of(call.body, "key");
  const std::string reference = text_of(call.body, "reference");
  const identity::Stake stake{identity::Action::payment, amount.amount()};
  const auto& limits = call.service.parts().identity.settings().four_eyes;
  const auto before = store::payment_of_key(call.environment.database, key);
  if (!before) return before.error();
  // What was booked before is answered as before, whatever its amount.
  if (!*before && identity::needs_two(stake, limits)) {
    const Json payload{{"payer", payer->code},
                       {"amount", amount.amount()},
                       {"received_on", on->text()},
                       {"key", key},
                       {"reference", reference}};
    return propose_deed(
        call, {stake, payer->area, "payment " + key, payload.dump(), text_of(call.body, "reason")});
  }
  const auto receipt =
      app::record_payment(call.environment, {payer->code, amount, *on, key, reference});
  if (!receipt) return receipt.error();
  return reply(views::receipt_json(*receipt, ids_of(call)),
               receipt->heard == app::Heard::first ? 201 : 200);
}

Json payment_json(const Call& call, const allocation::Payer& payer, const store::Payment& payment) {
  return {{"id", id_of(call, "payment", payment.id)},
          {"payer", views::payer_json(named(payer), ids_of(call))},
          {"amount", payment.amount.amount()},
          {"received_on", payment.received_on.text()},
          {"key", payment.key},
          {"reference", payment.reference},
          {"recorded_at", payment.recorded_at}};
}

Result<Reply> payments(Call& call) {
  const auto before = cursor_of(call, "payment", "before");
  if (!before) return before.error();
  const auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  std::optional<std::int64_t> wanted;
  if (const auto code = text_of(call.arguments, "payer"); !code.empty()) {
    const auto one = payer_in_reach(call, code);
    if (!one) return one.error();
    wanted = one->id;
  }
  const auto page = store::payment_page(call.environment.database, text_of(call.arguments, "sort"),
                                        wanted, *before, limit_of(call));
  if (!page) return page.error();
  Json items = Json::array();
  for (const auto& payment : *page) {
    const auto payer = mine->find(payment.payer);
    if (payer != mine->end()) items.push_back(payment_json(call, payer->second, payment));
  }
  const bool more = static_cast<std::int64_t>(page->size()) == limit_of(call);
  return reply({{"items", std::move(items)},
                {"next", more ? Json(id_of(call, "payment", page->back().id)) : Json(nullptr)}});
}

Result<Reply> show_payment(Call& call) {
  const auto number = number_of(call, "payment", "payment");
  if (!number) return number.error();
  const auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  const auto page = store::payments_before(call.environment.database, std::nullopt, *number + 1, 1);
  if (!page) return page.error();
  if (page->empty() || page->front().id != *number) return Error{Errc::not_found, "payment"};
  const auto payer = mine->find(page->front().payer);
  if (payer == mine->end()) return Error{Errc::not_found, "payment"};
  const auto matching = store::matching_of_payment(call.environment.database, *number);
  if (!matching) return matching.error();
  Json json = payment_json(call, payer->second, page->front());
  json["settled"] = *matching ? (*matching)->paid.amount() : 0;
  json["person_months"] = *matching ? (*matching)->person_months : 0;
  json["suspense_after"] = *matching ? (*matching)->suspense_after.amount() : 0;
  return reply(json);
}

// ---- the book --------------------------------------------------------------------------------

/// The accounts of payers outside the caller's scope are left out; the sums are those of the whole
/// book for who commands the country, and of what is shown for all others.
/// The balance with the name of the payer whose account it is: "suspense.12" tells nobody anything.
Result<Reply> named_balance(Call& call, const app::TrialBalance& balance) {
  const auto payers = store::billed_payers(call.environment.database);
  if (!payers) return payers.error();
  std::map<std::int64_t, std::string> names;
  for (const auto& payer : *payers) names.emplace(payer.id, payer.name);
  Json json = views::balance_json(balance);
  for (std::size_t i = 0; i < balance.accounts.size(); ++i) {
    const auto& whose = balance.accounts[i].payer;
    const auto found = whose ? names.find(*whose) : names.end();
    json["accounts"][i]["payer_name"] = found == names.end() ? Json(nullptr) : Json(found->second);
  }
  return reply(json);
}

Result<Reply> accounts(Call& call) {
  auto balance = app::trial_balance(call.environment);
  if (!balance) return balance.error();
  if (commands(call.caller.scope, RegionCode{})) return named_balance(call, *balance);
  const auto mine = payers_in_reach(call);
  if (!mine) return mine.error();
  std::erase_if(balance->accounts, [&](const store::AccountBalance& one) {
    return !one.payer || !mine->contains(*one.payer);
  });
  balance->debit = Rupiah(0);
  balance->credit = Rupiah(0);
  for (const auto& one : balance->accounts) {
    const auto debit = balance->debit.plus(one.balance.debit);
    const auto credit = balance->credit.plus(one.balance.credit);
    if (!debit) return debit.error();
    if (!credit) return credit.error();
    balance->debit = *debit;
    balance->credit = *credit;
  }
  return named_balance(call, *balance);
}

Result<Reply> entries(Call& call) {
  const std::string code = text_of(call.arguments, "account");
  if (!commands(call.caller.scope, RegionCode{})) {
    const auto mine = payers_in_reach(call);
    if (!mine) return mine.error();
    const auto balances = store::balances(call.environment.database);
    if (!balances) return balances.error();
    const bool reached = std::any_of(balances->begin(), balances->end(), [&](const auto& one) {
      return one.account.code == code && one.payer && mine->contains(*one.payer);
    });
    if (!reached) return Error{Errc::not_found, "account"};
  }
  const auto all = app::account_entries(call.environment, code);
  if (!all) return all.error();
  const auto after = call.arguments.at("after").get<std::int64_t>();
  Json items = Json::array();
  Json next;
  for (const auto& entry : *all) {
    if (static_cast<std::int64_t>(entry.transfer.id) <= after) continue;
    if (static_cast<std::int64_t>(items.size()) == limit_of(call)) {
      next = items.back()["transfer"];
      break;
    }
    items.push_back(views::entry_json(entry));
  }
  return reply({{"items", std::move(items)}, {"next", std::move(next)}});
}

Result<Reply> verify(Call& call) {
  const auto& regions = call.caller.scope.regions;
  return put_up(call, "verify", Json::object(), regions.empty() ? RegionCode{} : regions.front());
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/billing-runs", Permission::bills_make, Effect::job, bill},
    kept({Method::get, "/v1/bills", Permission::bills_read, Effect::read, bills}),
    kept({Method::get, "/v1/bills/{bill}", Permission::bills_read, Effect::read, show_bill}),
    kept({Method::get, "/v1/bills/{bill}/lines", Permission::bills_read, Effect::read, lines}),
    kept({Method::get, "/v1/payments", Permission::bills_read, Effect::read, payments}),
    {Method::post, "/v1/payments", Permission::payments_record, Effect::write, pay},
    kept({Method::get, "/v1/payments/{payment}", Permission::bills_read, Effect::read,
          show_payment}),
    kept({Method::get, "/v1/ledger/accounts", Permission::ledger_read, Effect::read, accounts}),
    kept({Method::get, "/v1/ledger/accounts/{account}/entries", Permission::ledger_read,
          Effect::read, entries}),
    {Method::post, "/v1/verifications", Permission::ledger_read, Effect::job, verify},
};

}  // namespace

std::span<const Route> money_routes() { return kRoutes; }

}  // namespace payung::api
