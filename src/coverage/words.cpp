#include "coverage/coverage.hpp"

namespace payung::coverage {

std::string_view to_text(State state) {
  switch (state) {
    case State::not_started: return "not_started";
    case State::active: return "active";
    case State::grace: return "grace";
    case State::lapsed: return "lapsed";
    case State::ended: return "ended";
  }
  return "";
}

std::string_view to_text(EndReason reason) {
  switch (reason) {
    case EndReason::none: return "none";
    case EndReason::death: return "death";
    case EndReason::left: return "left";
    case EndReason::moved: return "moved";
    case EndReason::employer: return "employer";
    case EndReason::dropped: return "dropped";
  }
  return "";
}

std::string_view to_text(GracePolicy policy) {
  switch (policy) {
    case GracePolicy::pay_after_arrears: return "pay_after_arrears";
    case GracePolicy::pay: return "pay";
    case GracePolicy::reject: return "reject";
  }
  return "";
}

std::string_view to_text(Reason reason) {
  switch (reason) {
    case Reason::month_paid: return "month_paid";
    case Reason::paid_after_reentry: return "paid_after_reentry";
    case Reason::before_start: return "before_start";
    case Reason::before_reentry: return "before_reentry";
    case Reason::first_dues_unpaid: return "first_dues_unpaid";
    case Reason::months_unpaid_in_grace: return "months_unpaid_in_grace";
    case Reason::months_unpaid_lapsed: return "months_unpaid_lapsed";
    case Reason::died: return "died";
    case Reason::left: return "left";
    case Reason::moved_away: return "moved_away";
    case Reason::got_employer: return "got_employer";
    case Reason::programme_dropped: return "programme_dropped";
  }
  return "";
}

std::string_view to_text(Covered covered) {
  switch (covered) {
    case Covered::yes: return "yes";
    case Covered::no: return "no";
    case Covered::conditional: return "conditional";
  }
  return "";
}

}  // namespace payung::coverage
