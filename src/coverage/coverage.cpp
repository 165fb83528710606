#include "coverage/coverage.hpp"

#include <algorithm>

#include "coverage/walk.hpp"

namespace payung::coverage {
namespace {

Reason reason_of(EndReason end) {
  switch (end) {
    case EndReason::death: return Reason::died;
    case EndReason::moved: return Reason::moved_away;
    case EndReason::employer: return Reason::got_employer;
    case EndReason::dropped: return Reason::programme_dropped;
    case EndReason::left:
    case EndReason::none: return Reason::left;
  }
  return Reason::left;
}

/// The term of the day, or the one that ended last before it; none before the first start.
const Term* term_at(Date day, std::span<const Term> terms) {
  const Term* found = nullptr;
  for (const Term& term : terms) {
    if (term.start <= day) found = &term;
  }
  return found;
}

/// Rules looked up for the time of each gap; the first failure is kept.
class DatedLimits {
 public:
  explicit DatedLimits(const rules::RuleBook& rules) : rules_(rules) {}
  Limits operator()(Date day) {
    const auto found = CoverRules::on(day, rules_);
    if (found) return {found->grace_months, found->reentry_fresh};
    if (!error_) error_ = found.error();
    return {0, true};
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  const rules::RuleBook& rules_;
  std::optional<Error> error_;
};

Covered covered_of(State state, GracePolicy policy) {
  if (state == State::active) return Covered::yes;
  if (state != State::grace || policy == GracePolicy::reject) return Covered::no;
  return policy == GracePolicy::pay ? Covered::yes : Covered::conditional;
}

/// The last day of the run of paid months without a hole that begins with `month`.
Date run_end(Month month, std::span<const PaidMonth> paid, const Term& term) {
  Month last = month;
  for (const PaidMonth& one : paid) {
    if (one.month.since(last) == 1) last = one.month;
  }
  const Date end = last.last_day();
  if (!term.end || end < *term.end) return end;
  const auto before = Date::from_days(term.end->days_since_1970() - 1);
  return before ? *before : end;
}

/// The rows that the answer rests on; `start` is the one that says when membership begins.
void cite(Answer& answer, const CoverRules& rules, const Result<rules::Value>& start) {
  if (answer.state == State::not_started && start) answer.citations.push_back(*start);
  if (answer.reason == Reason::paid_after_reentry || answer.reason == Reason::before_reentry) {
    answer.citations.push_back(rules.reentry_row);
  }
  if (answer.state == State::grace || answer.state == State::lapsed) {
    answer.citations.push_back(rules.grace_row);
  }
  if (answer.state == State::grace) answer.citations.push_back(rules.policy_row);
  if (answer.reason == Reason::months_unpaid_lapsed) answer.citations.push_back(rules.reentry_row);
}

Answer outside(Date day, const Term* term, std::span<const PaidMonth> paid) {
  Answer answer{State::not_started, Covered::no, Reason::before_start, {}, {}, {}, 0, {}};
  if (term == nullptr) return answer;
  answer.state = State::ended;
  answer.reason = reason_of(term->reason);
  for (const PaidMonth& one : paid) {
    if (one.month.first_day() < *term->end && one.month <= day.month_of() &&
        one.month >= term->start.month_of()) {
      answer.paid_month = one.month;
    }
  }
  if (answer.paid_month) answer.covered_until = run_end(*answer.paid_month, paid, *term);
  answer.membership_start = term->start;
  return answer;
}

}  // namespace

Result<CoverRules> CoverRules::on(Date day, const rules::RuleBook& rules) {
  auto grace = rules.find("coverage.grace_unpaid_months", day);
  if (!grace) return grace.error();
  auto reentry = rules.find("coverage.reentry", day);
  if (!reentry) return reentry.error();
  auto policy = rules.find("coverage.event_in_grace", day);
  if (!policy) return policy.error();
  GracePolicy in_grace = GracePolicy::reject;
  if (policy->word == to_text(GracePolicy::pay)) {
    in_grace = GracePolicy::pay;
  } else if (policy->word == to_text(GracePolicy::pay_after_arrears)) {
    in_grace = GracePolicy::pay_after_arrears;
  } else if (policy->word != to_text(GracePolicy::reject)) {
    return Error{Errc::bad_rule, policy->row, policy->word};
  }
  if (reentry->word != "fresh" && reentry->word != "resume") {
    return Error{Errc::bad_rule, reentry->row, reentry->word};
  }
  if (grace->number < 0) return Error{Errc::bad_rule, grace->row, "below zero"};
  const bool fresh = reentry->word == "fresh";
  return CoverRules{grace->number,     fresh, in_grace, *std::move(grace), *std::move(reentry),
                    *std::move(policy)};
}

Result<Answer> coverage_on(Date day, std::span<const Term> terms, std::span<const PaidMonth> paid,
                           const rules::RuleBook& rules) {
  const auto today = CoverRules::on(day, rules);
  if (!today) return today.error();
  const auto next_day = Date::from_days(day.days_since_1970() + 1);
  if (!next_day) return next_day.error();
  const Term* term = term_at(day, terms);
  const auto start = rules.find("enrolment.start", day);
  if (term == nullptr || (term->end && *term->end <= day)) {
    Answer answer = outside(day, term, paid);
    cite(answer, *today, start);
    return answer;
  }

  DatedLimits limits(rules);
  std::optional<Piece> piece;
  walk(*term, paid, *next_day, limits, [&](const Piece& one) { piece = one; });
  if (limits.error()) return *limits.error();
  PAYUNG_CHECK(piece.has_value());

  Answer answer{piece->state,
                Covered::no,
                piece->reason,
                piece->last_paid,
                {},
                piece->membership_start,
                0,
                {}};
  answer.covered = covered_of(answer.state, today->in_grace);
  const Month month = day.month_of();
  if (answer.paid_month) answer.covered_until = run_end(*answer.paid_month, paid, *term);
  if (answer.state != State::active) {
    answer.months_unpaid = answer.paid_month ? month.since(*answer.paid_month)
                                             : month.since(term->start.month_of()) + 1;
    if (answer.reason == Reason::before_reentry) --answer.months_unpaid;
  }
  cite(answer, *today, start);
  return answer;
}

State state_on(Date day, std::span<const Term> terms, std::span<const PaidMonth> paid,
               const CoverRules& rules) {
  const Term* term = term_at(day, terms);
  if (term == nullptr) return State::not_started;
  if (term->end && *term->end <= day) return State::ended;
  const auto next_day = Date::from_days(day.days_since_1970() + 1);
  State state = State::not_started;
  const auto limits = [&](Date) { return Limits{rules.grace_months, rules.reentry_fresh}; };
  walk(*term, paid, next_day.value_or(day), limits, [&](const Piece& one) { state = one.state; });
  return state;
}

Result<std::vector<Span>> coverage_spans(Date until, std::span<const Term> terms,
                                         std::span<const PaidMonth> paid,
                                         const rules::RuleBook& rules) {
  DatedLimits limits(rules);
  std::vector<Span> spans;
  const auto add = [&](Date from, Date to, State state, Reason reason) {
    if (to <= from) return;
    if (!spans.empty() && spans.back().state == state && spans.back().reason == reason &&
        spans.back().until == from) {
      spans.back().until = to;
    } else {
      spans.push_back({from, to, state, reason});
    }
  };
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const Term& term = terms[i];
    if (term.start >= until) break;
    walk(term, paid, until, limits,
         [&](const Piece& one) { add(one.from, one.until, one.state, one.reason); });
    if (!term.end) continue;
    const Date next = i + 1 < terms.size() ? std::min(terms[i + 1].start, until) : until;
    add(*term.end, next, State::ended, reason_of(term.reason));
  }
  if (limits.error()) return *limits.error();
  return spans;
}

}  // namespace payung::coverage
