#include "app/claims_shared.hpp"

/// Yes, no, and what may follow a no.
namespace payung::app {
namespace {

using claims::Step;

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
  const auto covered = (*stored)->inputs.find("covered");
  if (covered != (*stored)->inputs.end() && covered->second == "conditional") {
    return Error{Errc::conflict, "arrears", "settle them, then verify and assess again"};
  }
  return {};
}

Result<ClaimView> approve_claim(Environment& env, std::int64_t claim, std::int64_t assessment,
                                const std::string& reason) {
  if (const Status good = check_words("reason", reason, 1'000); !good) return good.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto view = claim_view(env, claim);
  if (!view) return view;
  if (const Status may = may_approve(*view); !may) return may.error();
  const auto stored = assessment_of(*view);
  if (!stored) return stored.error();
  if ((*stored)->event != assessment) {
    return Error{Errc::conflict, "assessment", "it was assessed anew since"};
  }
  const Status stepped = add_step(env, *view, Step::approved, (*stored)->total, "",
                                  {{"reason", reason}, {"assessment", assessment}});
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
