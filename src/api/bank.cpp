// Bills for banks, with the names of GovStack's P2G payments: inquiry, payment, reversal. The
// bank's own paymentReferenceID makes a payment happen once, so no Idempotency-Key is asked for.
#include "api/people_common.hpp"
#include "app/collect_bill.hpp"

namespace payung::api {
namespace {

using app::Collected;
using http::Method;
using identity::Permission;

constexpr const char* kFine = "00";
constexpr const char* kRefused = "01";

app::BillReference reference_of(const PeopleParts& parts, const std::string& text) {
  if (const auto bill = parts.ids.number_of("bill", text)) return {bill, {}};
  return {{}, app::payer_of_virtual_account(text)};
}

Json date_or_null(const std::optional<Date>& day) {
  return day ? Json(day->text()) : Json(nullptr);
}

Json details(const app::CollectedBill& bill) {
  Json months = Json::array();
  for (const Month month : bill.months) months.push_back(month.text());
  return {{"billerName", "BPJS Ketenagakerjaan"},
          {"customerName", bill.payer.name},
          {"billStatus", bill.due == Rupiah(0) ? "paid" : "unpaid"},
          {"amount", bill.due.amount()},
          {"totalAmount", bill.total.amount()},
          {"currency", "IDR"},
          {"months", std::move(months)},
          {"dueDate", date_or_null(bill.due_on)},
          {"virtualAccount", app::virtual_account(bill.payer.id)}};
}

Result<Reply> inquire(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  const std::string id = text_of(call.body, "billId");
  const auto bill =
      app::collected_bill(call.environment, call.caller.scope, reference_of(**parts, id));
  if (!bill) return bill.error();
  Json body{{"requestId", text_of(call.body, "requestId")}, {"billId", id}};
  body["code"] = *bill ? kFine : kRefused;
  body["reason"] = *bill ? "found" : to_text(Collected::bill_unknown);
  body["billDetails"] = *bill ? details(**bill) : Json(nullptr);
  return reply(body);
}

/// GET /bills/{billId}?fields=inquiry of GovStack's P2G.yaml: 202 with a list of one, or 400. Its
/// texts are short by that document: ten characters for names, twelve for the request's id.
Result<Reply> show_bill(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  constexpr std::size_t kRequestIdMax = 12;
  const std::string_view asked = call.request.headers.find("X-CorrelationID").value_or("");
  const std::string id = text_of(call.arguments, "billId");
  const auto bill =
      app::collected_bill(call.environment, call.caller.scope, reference_of(**parts, id));
  if (!bill) return bill.error();
  Json body{{"code", *bill ? kFine : kRefused},
            {"reason", *bill ? "found" : to_text(Collected::bill_unknown)},
            {"requestId", asked.substr(0, kRequestIdMax)}};
  if (!*bill) return reply(body, 400);
  body["billId"] = id;
  body["billDetails"] =
      Json::array({{{"billerId", "BPJSTK"},
                    {"billerName", "BPJS TK"},
                    {"billStatus", (*bill)->due == Rupiah(0) ? "paid" : "unpaid"},
                    {"dueDate", (*bill)->due_on ? (*bill)->due_on->text() : std::string()},
                    {"amountonDueDate", (*bill)->due.amount()},
                    {"currency", "IDR"}}});
  return reply(body, 202);
}

/// What the bank's clerk or switch should do, in words.
std::string advice(const app::CollectResult& result) {
  switch (result.verdict) {
    case Collected::accepted: return "booked";
    case Collected::again: return "booked before under this reference; nothing was booked now";
    case Collected::bill_unknown: return "no such bill or virtual account: inquire again";
    case Collected::bill_paid: return "nothing is due: give the money back to the payer";
    case Collected::amount_differs:
      return "the amount due is " + std::to_string(result.due.amount()) + " rupiah";
    case Collected::reference_reused:
      return "this paymentReferenceID stands for another payment: give each its own";
    case Collected::future_date: return "the day of payment lies in the future";
  }
  PAYUNG_CHECK(false);
}

Json receipt_json(const app::Receipt& receipt) {
  return {{"amount", receipt.payment.amount.amount()},
          {"paidOn", receipt.payment.received_on.text()},
          {"settled", receipt.settled.amount()},
          {"personMonths", receipt.person_months},
          {"carriedForward", receipt.suspense_after.amount()}};
}

Result<Reply> pay(Call& call) {
  const auto parts = people_parts(call);
  if (!parts) return parts.error();
  app::CollectQuery query;
  query.bill = text_of(call.body, "billId");
  query.reference = reference_of(**parts, query.bill);
  query.bank_reference = text_of(call.body, "paymentReferenceID");
  query.amount = Rupiah(call.body["amount"].get<std::int64_t>());
  if (const std::string day = text_of(call.body, "paidOn"); !day.empty()) {
    const auto read = Date::parse(day);
    if (!read) return read.error();
    query.paid_on = *read;
  }
  const auto result = app::collect_bill(call.environment, call.caller, query);
  if (!result) return result.error();
  const bool fine = result->receipt.has_value();
  Json body{{"requestId", text_of(call.body, "requestId")},
            {"billId", query.bill},
            {"paymentReferenceID", query.bank_reference}};
  body["responseCode"] = fine ? kFine : kRefused;
  body["status"] = fine ? "ACCEPTED" : "REJECTED";
  body["reason"] = advice(*result);
  body["rejectReason"] = fine ? Json(nullptr) : Json(to_text(result->verdict));
  body["amountDue"] = fine ? Json(nullptr) : Json(result->due.amount());
  body["receipt"] = fine ? receipt_json(*result->receipt) : Json(nullptr);
  return reply(body);
}

/// Money that was set against months of cover is not taken back by a message: people were covered
/// by it. What was paid by mistake is given back by the branch, who books that.
Result<Reply> reverse(Call& call) {
  const std::string reference = text_of(call.body, "paymentReferenceID");
  const auto known = app::bank_payment_known(call.environment, call.caller, reference);
  if (!known) return known.error();
  return reply(
      {{"requestId", text_of(call.body, "requestId")},
       {"paymentReferenceID", reference},
       {"responseCode", kRefused},
       {"status", "REJECTED"},
       {"rejectReason", *known ? "not_reversible" : "payment_unknown"},
       {"reason", *known ? "the money covers people already: ask the branch to give it back"
                         : "no payment came under this reference"}});
}

constexpr Route kRoutes[] = {
    {Method::post, "/v1/bank/bill-inquiries", Permission::bills_collect, Effect::read, inquire},
    {Method::get, "/v1/bank/bills/{billId}", Permission::bills_collect, Effect::read, show_bill},
    {Method::post, "/v1/bank/bill-payments", Permission::bills_collect, Effect::sign, pay},
    {Method::post, "/v1/bank/bill-payment-reversals", Permission::bills_collect, Effect::read,
     reverse},
};

}  // namespace

std::span<const Route> bank_routes() { return kRoutes; }

}  // namespace payung::api
