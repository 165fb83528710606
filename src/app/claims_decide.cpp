#include <algorithm>

#include "app/claims_shared.hpp"

/// Yes, no, and what may follow a no.
namespace payung::app {
namespace {

using claims::Step;

/// What is granted and not given back.
bool still_granted(const claims::Standing& is) {
  const bool refused = is.state == claims::State::refused || is.state == claims::State::open;
  const Rupiah granted = refused ? is.ordered : std::max(is.approved, is.ordered);
  return granted > is.recovered;
}

/// Somebody dies once: JKM or JKK pays, not both. Errors: conflict naming the other claim.
Status paid_once(Environment& env, const store::Claim& claim) {
  if (!claims::is_death(claim.kind)) return {};
  const auto others = store::claims_of_person(env.database, claim.person);
  if (!others) return others.error();
  for (const store::Claim& other : *others) {
    if (other.id == claim.id || !claims::is_death(other.kind)) continue;
    const auto view = claim_view_of(env, other);
    if (!view) return view.error();
    if (still_granted(view->standing)) {
      return Error{Errc::conflict, "death", "claim " + std::to_string(other.id) + " was granted"};
    }
  }
  return {};
}

Result<ClaimView> said_step(Environment& env, std::int64_t claim, Step step,
                            const std::string& reason) {
  if (const Status good = check_said("reason", reason, 1'000); !good) return good.error();
  return one_step(env, claim, step, Rupiah(0), {{"reason", reason}});
}

}  // namespace

Status may_approve(const ClaimView& view) {
  const auto stored = assessment_of(view);
  if (!stored) return stored.error();
  if (!*stored || view.standing.state != claims::State::assessed) {
    return Error{Errc::conflict, "assessed", "assess it first"};
  }
  if (!(*stored)->reason.empty()) return Error{Errc::conflict, "benefit", (*stored)->reason};
  if (!view.missing.empty()) return Error{Errc::conflict, "papers", view.missing.front()};
  if (!view.standing.receiver) return Error{Errc::conflict, "receiver", "name who is to be paid"};
  const auto covered = (*stored)->inputs.find("covered");
  if (covered != (*stored)->inputs.end() && covered->second == "conditional") {
    return Error{Errc::conflict, "arrears", "settle them, then verify and assess again"};
  }
  return {};
}

Approved approvable(const ClaimView& view) {
  const auto* assessed = newest(view, Step::assessed);
  const auto* receiver = newest(view, Step::receiver_named);
  return {assessed == nullptr ? 0 : assessed->number, receiver == nullptr ? 0 : receiver->number};
}

Result<ClaimView> approve_claim(Environment& env, std::int64_t claim, const Approved& approved,
                                const std::string& reason) {
  if (const Status good = check_words("reason", reason, 1'000); !good) return good.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto view = claim_view(env, claim);
  if (!view) return view;
  if (const Status may = may_approve(*view); !may) return may.error();
  if (const Status once = paid_once(env, view->claim); !once) return once.error();
  const auto stored = assessment_of(*view);
  if (!stored) return stored.error();
  const Approved newest = approvable(*view);
  if (newest.assessment != approved.assessment) {
    return Error{Errc::conflict, "assessment", "it was assessed anew since"};
  }
  if (newest.receiver != approved.receiver) {
    return Error{Errc::conflict, "receiver", "somebody else is to be paid since"};
  }
  const Status stepped = add_step(
      env, *view, Step::approved, (*stored)->total, "",
      {{"reason", reason}, {"assessment", approved.assessment}, {"receiver", approved.receiver}});
  if (!stepped) return stepped.error();
  if (const Status done = transaction->commit(); !done) return done.error();
  return claim_view(env, claim);
}

Result<ClaimView> refuse_claim(Environment& env, std::int64_t claim, const std::string& reason) {
  return said_step(env, claim, Step::refused, reason);
}

Result<ClaimView> appeal_claim(Environment& env, std::int64_t claim, const std::string& reason) {
  return said_step(env, claim, Step::appealed, reason);
}

Result<ClaimView> reopen_claim(Environment& env, std::int64_t claim, const std::string& reason) {
  return said_step(env, claim, Step::reopened, reason);
}

}  // namespace payung::app
