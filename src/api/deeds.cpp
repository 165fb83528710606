#include "api/deeds.hpp"

#include <nlohmann/json.hpp>

#include "api/claim_common.hpp"
#include "api/ids.hpp"
#include "api/jobs.hpp"
#include "app/claims.hpp"
#include "app/decide_review.hpp"
#include "app/jobs.hpp"
#include "app/record_payment.hpp"
#include "views/money.hpp"

namespace payung::api {
namespace {

/// A batch is long work: the yes puts its job up, and both are one transaction.
Result<Json> enrol_batch(Call& call, const Json& payload, const store::Approval& approval) {
  // The allocation that was proposed, not one that was made while the proposal waited.
  app::JobWish wish{
      "enrol",
      Json{{"scheme", payload.value("scheme", "")}, {"run", payload.value("run", std::int64_t{0})}}
          .dump(),
      approval.region.value_or(RegionCode{})};
  if (const auto plan = payload.value("plan", std::int64_t{0}); plan != 0) {
    wish.kind = "carry_out_plan";
    wish.arguments = Json{{"plan", plan}}.dump();
  } else if (const auto pledge = payload.value("pledge", std::int64_t{0}); pledge != 0) {
    wish.kind = "match_pledge";
    wish.arguments = Json{{"pledge", pledge}}.dump();
  }
  const auto job = app::put_up_job(call.environment, call.caller, wish);
  if (!job) return job.error();
  return Json{{"job", id_of(call, "job", job->id)}};
}

Result<Json> merge_persons(Call& call, const Json& payload) {
  const auto pair = payload.value("pair", std::int64_t{0});
  const auto changed = app::decide_review(call.environment, pair, store::ReviewVerdict::same,
                                          payload.value("reason", ""));
  if (!changed) return changed.error();
  return Json{{"review", id_of(call, "review", pair)}, {"changed", *changed}};
}

Result<Json> book_payment(Call& call, const Json& payload) {
  const auto on = Date::parse(payload.value("received_on", ""));
  if (!on) return on.error();
  const auto receipt = app::record_payment(
      call.environment,
      {payload.value("payer", ""), Rupiah(payload.value("amount", std::int64_t{0})), *on,
       payload.value("key", ""), payload.value("reference", "")});
  if (!receipt) return receipt.error();
  return views::receipt_json(*receipt, ids_of(call));
}

Result<Json> approve_claim(Call& call, const Json& payload) {
  const auto claim = payload.value("claim", std::int64_t{0});
  const app::Approved approved{payload.value("assessment", std::int64_t{0}),
                               payload.value("receiver", std::int64_t{0})};
  const auto view =
      app::approve_claim(call.environment, claim, approved, payload.value("reason", ""));
  if (!view) return view.error();
  return Json{{"claim", id_of(call, "claim", claim)},
              {"approved", view->standing.approved.amount()}};
}

}  // namespace

Json approval_json(const store::Approval& approval) {
  return {{"id", approval.public_id},
          {"kind", identity::to_text(approval.action)},
          {"subject", approval.subject},
          {"size", approval.size},
          {"region", approval.region ? Json(approval.region->text()) : Json(nullptr)},
          {"state", store::to_text(approval.state)},
          {"maker", approval.maker_name},
          {"checker", approval.checker ? Json(approval.checker_name) : Json(nullptr)},
          {"reason", approval.reason},
          {"answer", approval.answer},
          {"created", approval.created.text()},
          {"expires", approval.expires.text()},
          {"decided", approval.decided ? Json(approval.decided->text()) : Json(nullptr)}};
}

Result<Reply> propose_deed(Call& call, const app::Proposal& proposal) {
  const auto approval =
      app::propose(call.environment, call.service.parts().identity, call.caller, proposal);
  if (!approval) return approval.error();
  Reply accepted = reply({{"approval", approval_json(*approval)}}, 202);
  accepted.headers.emplace_back("Location", "/v1/approvals/" + approval->public_id);
  return accepted;
}

Result<Json> carry_out(Call& call, const store::Approval& approval) {
  const Json payload = Json::parse(approval.payload, nullptr, false);
  if (!payload.is_object()) return Error{Errc::integrity, "approval", "payload"};
  switch (approval.action) {
    case identity::Action::enrolment_batch: return enrol_batch(call, payload, approval);
    case identity::Action::person_merge: return merge_persons(call, payload);
    case identity::Action::payment: return book_payment(call, payload);
    case identity::Action::claim: return approve_claim(call, payload);
  }
  return Error{Errc::integrity, "approval", "kind"};
}

}  // namespace payung::api
