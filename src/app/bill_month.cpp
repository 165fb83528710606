#include "app/bill_month.hpp"

#include <algorithm>
#include <map>

#include "app/settle_payer.hpp"
#include "store/audit.hpp"
#include "store/membership.hpp"

namespace payung::app {
namespace {

using Payers = std::map<std::int64_t, store::BilledPayer>;

Result<Payers> payers_by_id(Environment& env) {
  auto all = store::billed_payers(env.database);
  if (!all) return all.error();
  Payers payers;
  for (store::BilledPayer& payer : *all) payers.emplace(payer.id, std::move(payer));
  return payers;
}

/// The members of the month as billing wants them; all payers, for nobody is billed twice.
Result<std::vector<billing::BillableMember>> billable(Environment& env, Month month,
                                                      const Payers& payers) {
  const auto events = store::membership_events(env.database);
  if (!events) return events.error();
  std::vector<billing::BillableMember> members;
  for (const enrolment::Member& member : enrolment::members_in(*events, month)) {
    const auto payer = payers.find(member.payer);
    if (payer == payers.end()) {
      return Error{Errc::integrity, "membership_event " + std::to_string(member.event),
                   "payer " + std::to_string(member.payer)};
    }
    members.push_back({member.payer, payer->second.kind, member.event, member.person, member.sector,
                       member.programmes, member.income.value_or(Rupiah(0))});
  }
  return members;
}

Result<billing::BillRun> run_for(Environment& env, const BillMonthQuery& query,
                                 std::vector<billing::BillableMember> members,
                                 const std::optional<std::set<std::int64_t>>& only) {
  if (query.what == BillWhat::corrections) {
    const auto posted = store::posted_in(env.database, query.month);
    if (!posted) return posted.error();
    return billing::make_corrections(query.month, members, *posted, env.rules);
  }
  if (only) std::erase_if(members, [&](const auto& one) { return !only->contains(one.payer); });
  const auto before = store::billed_before(env.database, query.month);
  if (!before) return before.error();
  return billing::make_bills(query.month, members, *before, env.rules);
}

/// Sets waiting money against the new bills. A correction may give money back, so there every
/// payer of the run is looked at; else only those with money in suspense.
Result<std::map<std::int64_t, Rupiah>> carry_forward(Environment& env, BillWhat what,
                                                     const std::vector<store::BillHead>& heads,
                                                     const Payers& payers) {
  const auto in_credit = store::payers_in_credit(env.database);
  if (!in_credit) return in_credit.error();
  const auto cause = what == BillWhat::missing ? store::Cause::bill : store::Cause::correction;
  std::map<std::int64_t, Rupiah> carried;
  for (const store::BillHead& head : heads) {
    const bool waits = std::ranges::binary_search(*in_credit, head.payer);
    if ((!waits && what == BillWhat::missing) || carried.contains(head.payer)) continue;
    const auto settled = settle_payer(env, payers.at(head.payer), cause);
    if (!settled) return settled.error();
    carried[head.payer] = settled->paid;
  }
  return carried;
}

std::string audit_detail(const BillMonthResult& result) {
  return "bills=" + std::to_string(result.added.size()) +
         " people=" + std::to_string(result.people) +
         " total=" + std::to_string(result.total.amount());
}

Status fill(BillMonthResult& result, std::vector<store::BillHead> heads,
            const std::map<std::int64_t, Rupiah>& carried, const Payers& payers) {
  for (store::BillHead& head : heads) {
    const auto total = result.total.plus(head.total);
    if (!total) return total.error();
    result.total = *total;
    result.people += head.people;
    const auto money = carried.find(head.payer);
    const Rupiah sum = money == carried.end() ? Rupiah(0) : money->second;
    result.added.push_back({payers.at(head.payer), std::move(head), sum});
  }
  return {};
}

Result<BillMonthResult> billed(Environment& env, const BillMonthQuery& query) {
  const auto payers = payers_by_id(env);
  if (!payers) return payers.error();
  std::optional<std::set<std::int64_t>> only = query.only;
  if (query.payer) {
    const auto found = store::billed_payer(env.database, *query.payer);
    if (!found) return found.error();
    if (only && !only->contains(found->id)) return Error{Errc::not_found, "payer"};
    only = std::set{found->id};
  }
  BillMonthResult result{query.month, {}, 0, Rupiah(0), 0};
  const auto before = store::bill_heads(env.database, query.month, std::nullopt);
  if (!before) return before.error();
  result.bills_before = std::ranges::count_if(
      *before, [&](const auto& head) { return !only || only->contains(head.payer); });

  auto members = billable(env, query.month, *payers);
  if (!members) return members.error();
  const auto run = run_for(env, query, *std::move(members), only);
  if (!run) return run.error();
  if (run->bills.empty()) return result;
  if (env.progress.stop_requested()) return Error{Errc::interrupted, "bill_month"};

  std::vector<std::int64_t> billed_payers;
  for (const billing::Bill& bill : run->bills) billed_payers.push_back(bill.payer);
  if (auto opened = open_accounts(env, billed_payers); !opened) return opened.error();
  const auto kind =
      query.what == BillWhat::missing ? store::RunKind::bills : store::RunKind::corrections;
  auto heads = post_bills(env, *run, kind);
  if (!heads) return heads.error();
  if (env.progress.stop_requested()) return Error{Errc::interrupted, "bill_month"};
  const auto carried = carry_forward(env, query.what, *heads, *payers);
  if (!carried) return carried.error();
  if (auto filled = fill(result, *std::move(heads), *carried, *payers); !filled) {
    return filled.error();
  }
  return result;
}

}  // namespace

Result<BillMonthResult> bill_month(Environment& env, const BillMonthQuery& query) {
  if (query.what == BillWhat::corrections && (query.payer || query.only)) {
    return Error{Errc::bad_option, "--payer", "corrections are made for all payers of a month"};
  }
  env.progress.begin("stage.bill", 0);
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto result = billed(env, query);
  if (!result) return result;
  if (!result->added.empty()) {
    const std::string subject = "month " + query.month.text();
    const std::string detail = audit_detail(*result);
    const std::string_view action =
        query.what == BillWhat::missing ? "bill_month" : "correct_month";
    const auto told = store::audit(env.database, {env.now, env.actor, action, subject, detail});
    if (!told) return told.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  env.progress.end();
  return result;
}

Result<std::vector<ShownBill>> bills_shown(Environment& env, std::optional<Month> month,
                                           const std::optional<std::string>& payer) {
  const auto payers = payers_by_id(env);
  if (!payers) return payers.error();
  std::optional<std::int64_t> id;
  if (payer) {
    const auto found = store::billed_payer(env.database, *payer);
    if (!found) return found.error();
    id = found->id;
  }
  auto heads = store::bill_heads(env.database, month, id);
  if (!heads) return heads.error();
  std::vector<ShownBill> shown;
  for (store::BillHead& head : *heads) {
    const auto who = payers->find(head.payer);
    if (who == payers->end()) {
      return Error{Errc::integrity, "bill " + std::to_string(head.id), "payer"};
    }
    shown.push_back({who->second, std::move(head)});
  }
  return shown;
}

Result<BillInFull> bill_in_full(Environment& env, std::int64_t bill, std::int64_t lines_max) {
  auto all = bills_shown(env, {}, {});
  if (!all) return all.error();
  for (ShownBill& one : *all) {
    if (one.head.id != bill) continue;
    auto lines = store::lines_of_bill(env.database, bill, lines_max);
    if (!lines) return lines.error();
    return BillInFull{std::move(one), *std::move(lines)};
  }
  return Error{Errc::not_found, "bill", std::to_string(bill)};
}

}  // namespace payung::app
