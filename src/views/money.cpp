#include "views/money.hpp"

namespace payung::views {
namespace {

Json day_json(const std::optional<Date>& day) { return day ? Json(day->text()) : Json(nullptr); }

Json programme_json(const app::ProgrammeStatus& one, const Ids& ids) {
  Json json;
  json["programme"] = to_text(one.programme);
  json["state"] = to_text(one.answer.state);
  json["covered"] = to_text(one.answer.covered);
  json["reason"] = to_text(one.answer.reason);
  json["paid_month"] = one.answer.paid_month ? Json(one.answer.paid_month->text()) : Json(nullptr);
  json["covered_until"] = day_json(one.answer.covered_until);
  json["membership_start"] = day_json(one.answer.membership_start);
  json["months_unpaid"] = one.answer.months_unpaid;
  json["paid_by"] = one.paid_by ? payer_json(*one.paid_by, ids) : Json(nullptr);
  json["bill"] = one.paid_line ? ids("bill", one.paid_line->bill) : Json(nullptr);
  json["payment"] = one.paid_line ? ids("payment", *one.paid_line->payment) : Json(nullptr);
  json["dues_rules"] = one.paid_line ? Json(one.paid_line->rule_rows) : Json(nullptr);
  json["citations"] = Json::array();
  for (const rules::Value& value : one.answer.citations) {
    json["citations"].push_back({{"key", value.key},
                                 {"source", value.source.citation()},
                                 {"checked", to_text(value.source.checked)},
                                 {"row", value.row}});
  }
  json["history"] = Json::array();
  for (const coverage::Span& span : one.spans) {
    json["history"].push_back({{"from", span.from.text()},
                               {"until", span.until.text()},
                               {"state", to_text(span.state)},
                               {"reason", to_text(span.reason)}});
  }
  return json;
}

}  // namespace

Json payer_json(const store::BilledPayer& payer, const Ids& ids) {
  return {{"id", ids("payer", payer.id)},
          {"code", payer.code},
          {"name", payer.name},
          {"kind", to_text(payer.kind)}};
}

Json bill_json(const store::BilledPayer& payer, const store::BillHead& head, const Ids& ids) {
  Json json;
  json["bill"] = ids("bill", head.id);
  json["month"] = head.month.text();
  json["number"] = head.number;
  json["kind"] = head.kind;
  json["payer"] = payer_json(payer, ids);
  json["people"] = head.people;
  json["lines"] = head.lines;
  json["total"] = head.total.amount();
  json["due_on"] = head.due_on.text();
  return json;
}

Json billed_json(const app::BillMonthResult& result, const Ids& ids) {
  Json json;
  json["month"] = result.month.text();
  json["people"] = result.people;
  json["total"] = result.total.amount();
  json["bills_before"] = result.bills_before;
  json["bills"] = Json::array();
  for (const app::NewBill& bill : result.added) {
    json["bills"].push_back(bill_json(bill.payer, bill.head, ids));
    json["bills"].back()["carried_forward"] = bill.carried.amount();
  }
  return json;
}

Json line_json(const store::StoredLine& line, const Ids& ids) {
  Json json;
  json["person"] = ids("person", line.person);
  json["programme"] = to_text(line.programme);
  json["revision"] = line.revision;
  json["amount"] = line.amount.amount();
  json["rule_rows"] = line.rule_rows;
  json["relief"] = line.relief;
  json["doubt"] = to_text(line.doubt);
  json["reason"] = to_text(line.reason);
  json["payment"] = line.payment ? ids("payment", *line.payment) : Json(nullptr);
  json["paid_on"] = line.paid_on ? Json(line.paid_on->text()) : Json(nullptr);
  return json;
}

Json receipt_json(const app::Receipt& receipt, const Ids& ids) {
  Json json;
  json["payment"] = ids("payment", receipt.payment.id);
  json["again"] = receipt.heard == app::Heard::again;
  json["payer"] = payer_json(receipt.payer, ids);
  json["amount"] = receipt.payment.amount.amount();
  json["received_on"] = receipt.payment.received_on.text();
  json["key"] = receipt.payment.key;
  json["reference"] = receipt.payment.reference;
  json["settled"] = receipt.settled.amount();
  json["person_months"] = receipt.person_months;
  json["not_charged"] = receipt.not_charged.amount();
  json["suspense_after"] = receipt.suspense_after.amount();
  return json;
}

Json balance_json(const app::TrialBalance& balance) {
  Json json;
  json["debit"] = balance.debit.amount();
  json["credit"] = balance.credit.amount();
  json["accounts"] = Json::array();
  for (const store::AccountBalance& one : balance.accounts) {
    json["accounts"].push_back({{"code", one.account.code},
                                {"grows", ledger::to_text(one.account.grows)},
                                {"debit", one.balance.debit.amount()},
                                {"credit", one.balance.credit.amount()},
                                {"held", one.balance.held().amount()}});
  }
  return json;
}

Json entry_json(const app::Entry& entry) {
  const ledger::Transfer& transfer = entry.transfer;
  return {{"transfer", transfer.id},
          {"booked_on", transfer.booked_on.text()},
          {"recorded_at", transfer.recorded_at},
          {"debit", entry.debit_code},
          {"credit", entry.credit_code},
          {"amount", transfer.amount.amount()},
          {"kind", transfer.kind},
          {"reference", transfer.reference}};
}

bool rests_on_doubt(const app::PersonStatus& person) {
  for (const auto& one : person.programmes) {
    for (const rules::Value& value : one.answer.citations) {
      if (value.source.checked == rules::Checked::unverified) return true;
    }
  }
  return false;
}

Json status_json(const app::PersonStatus& person, const Ids& ids) {
  Json json;
  json["person"] = ids("person", person.person);
  json["covered"] = to_text(person.covered);
  json["unverified"] = rests_on_doubt(person);
  json["payer"] = person.payer ? payer_json(*person.payer, ids) : Json(nullptr);
  json["programmes"] = Json::array();
  for (const auto& one : person.programmes) json["programmes"].push_back(programme_json(one, ids));
  json["due"] = Json::array();
  for (const app::OpenDue& due : person.due) {
    json["due"].push_back({{"month", due.month.text()},
                           {"bill", ids("bill", due.bill)},
                           {"payer", payer_json(due.payer, ids)},
                           {"amount", due.amount.amount()},
                           {"due_on", due.due_on.text()}});
  }
  return json;
}

Json verify_json(const app::VerifyResult& result) {
  Json json;
  json["sound"] = result.sound();
  json["checks"] = Json::array();
  for (const app::CheckResult& check : result.checks) {
    json["checks"].push_back({{"check", check.name}, {"violations", check.violations}});
  }
  return json;
}

}  // namespace payung::views
