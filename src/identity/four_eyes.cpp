#include "identity/four_eyes.hpp"

namespace payung::identity {
namespace {

std::optional<std::int64_t> limit_of(Action action, const FourEyesLimits& limits) {
  switch (action) {
    case Action::enrolment_batch: return limits.enrolment_people;
    case Action::person_merge: return limits.merge_persons;
    case Action::payment:
      return limits.payment ? std::optional(limits.payment->amount()) : std::nullopt;
    case Action::claim: return limits.claim ? std::optional(limits.claim->amount()) : std::nullopt;
  }
  PAYUNG_CHECK(false);
}

}  // namespace

std::string_view to_text(Action action) {
  switch (action) {
    case Action::enrolment_batch: return "enrolment_batch";
    case Action::person_merge: return "person_merge";
    case Action::payment: return "payment";
    case Action::claim: return "claim";
  }
  PAYUNG_CHECK(false);
}

Result<Action> parse_action(std::string_view text) {
  for (const Action action : kActions) {
    if (to_text(action) == text) return action;
  }
  return Error{Errc::bad_value, "kind", "one of enrolment_batch, person_merge, payment, claim"};
}

bool needs_two(const Stake& stake, const FourEyesLimits& limits) {
  const auto limit = limit_of(stake.action, limits);
  return !limit || stake.size > *limit;
}

Permission to_propose(Action action) {
  switch (action) {
    case Action::enrolment_batch: return Permission::enrol_propose;
    case Action::person_merge: return Permission::review_propose;
    case Action::payment: return Permission::payments_record;
    case Action::claim: return Permission::claims_propose;
  }
  PAYUNG_CHECK(false);
}

Permission to_decide(Action action) {
  switch (action) {
    case Action::enrolment_batch: return Permission::enrol_approve;
    case Action::person_merge: return Permission::review_approve;
    case Action::payment: return Permission::payments_approve;
    case Action::claim: return Permission::claims_approve;
  }
  PAYUNG_CHECK(false);
}

Status may_decide(const Caller& checker, Action action, std::int64_t maker) {
  if (!checker.may(to_decide(action))) {
    return Error{Errc::conflict, "permission", std::string(to_text(to_decide(action)))};
  }
  if (checker.api_key) {
    return Error{Errc::conflict, "api key", "a person decides, signed in"};
  }
  if (checker.account == maker) {
    return Error{Errc::conflict, "maker", "somebody else must decide"};
  }
  return {};
}

}  // namespace payung::identity
