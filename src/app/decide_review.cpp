#include "app/decide_review.hpp"

#include "store/audit.hpp"

namespace payung::app {

Result<bool> decide_review(Environment& environment, std::int64_t pair,
                           store::ReviewVerdict verdict, std::string_view reason) {
  auto transaction = db::Transaction::begin(environment.database);
  if (!transaction) return transaction.error();
  const auto known = store::review_pair(environment.database, pair);
  if (!known) return known.error();
  const bool undo = verdict == store::ReviewVerdict::undone;
  if (known->verdict == store::to_text(verdict) || (undo && known->verdict.empty())) {
    transaction->leave();
    return false;
  }
  if (!undo && reason.empty()) {
    return Error{Errc::bad_option, "--reason", "say in a few words why, for who asks later"};
  }
  if (const auto status = store::add_decision(environment.database, pair, verdict, reason,
                                              environment.now, environment.actor);
      !status) {
    return status.error();
  }
  const std::string subject = "review_pair " + std::to_string(pair);
  const std::string detail = (known->verdict.empty() ? "open" : known->verdict) + " -> " +
                             std::string(store::to_text(verdict)) +
                             (reason.empty() ? "" : ": " + std::string(reason));
  if (const auto status = store::audit(environment.database, {environment.now, environment.actor,
                                                              "decide_review", subject, detail});
      !status) {
    return status.error();
  }
  if (const auto status = transaction->commit(); !status) return status.error();
  return true;
}

}  // namespace payung::app
