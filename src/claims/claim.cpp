#include "claims/claim.hpp"

#include <algorithm>

/// The table of which event may follow which, and the sums that must agree.
namespace payung::claims {
namespace {

template <class Value, std::size_t count>
Result<Value> parse_one(const Value (&all)[count], std::string_view text, const char* where) {
  std::string known;
  for (const Value value : all) {
    if (to_text(value) == text) return value;
    known += (known.empty() ? "one of " : ", ") + std::string(to_text(value));
  }
  return Error{Errc::bad_value, where, known};
}

constexpr State kStates[] = {State::none,     State::open,    State::verified, State::assessed,
                             State::approved, State::refused, State::ordered,  State::paid,
                             State::appealed, State::overpaid};

bool is_paper_work(Step step) {
  return step == Step::papers_asked || step == Step::paper_received || step == Step::receiver_named;
}

/// By the state alone.
bool fits(State state, Step next) {
  using enum Step;
  switch (state) {
    case State::none: return next == reported;
    case State::open: return is_paper_work(next) || next == verified || next == refused;
    case State::verified:
      return is_paper_work(next) || next == verified || next == assessed || next == refused;
    case State::assessed:
      return is_paper_work(next) || next == verified || next == assessed || next == approved ||
             next == refused;
    case State::approved:
      return next == receiver_named || next == payment_ordered || next == overpaid ||
             next == reopened;
    case State::refused: return next == appealed || next == reopened;
    case State::ordered: return next == paid;
    case State::paid: return next == appealed || next == reopened || next == overpaid;
    case State::appealed: return next == paper_received || next == refused || next == reopened;
    case State::overpaid: return next == recovered || next == appealed || next == reopened;
  }
  return false;
}

Error does_not_follow(const Standing& standing, Step next) {
  return {Errc::conflict, std::string(to_text(next)),
          "the claim is " + std::string(to_text(standing.state))};
}

/// Whole rupiah; the sums of a claim that was let through fit.
Rupiah less(Rupiah all, Rupiah part) { return Rupiah(all.amount() - part.amount()); }

Status exactly(const Event& next, Rupiah amount) {
  if (amount <= Rupiah(0))
    return Error{Errc::conflict, std::string(to_text(next.step)), "nothing is owed"};
  if (next.amount == amount) return {};
  return Error{Errc::bad_amount, std::string(to_text(next.step)), amount.text()};
}

Status check_amount(const Standing& is, const Event& next) {
  switch (next.step) {
    case Step::assessed:
      if (next.amount < Rupiah(0)) return Error{Errc::bad_amount, "assessed", "zero or more"};
      return {};
    case Step::approved: return exactly(next, is.assessed);
    case Step::payment_ordered:
      if (!is.receiver) return Error{Errc::conflict, "receiver", "nobody to pay is named"};
      return exactly(next, less(is.approved, is.ordered));
    case Step::paid: return exactly(next, less(is.ordered, is.paid));
    case Step::overpaid: {
      const Rupiah net = less(is.paid, is.overpaid);
      if (next.amount <= Rupiah(0) || next.amount > net) {
        return Error{Errc::bad_amount, "overpaid", "above zero, at most " + net.text()};
      }
      return {};
    }
    case Step::recovered: {
      const Rupiah open = less(is.overpaid, is.recovered);
      if (next.amount <= Rupiah(0) || next.amount > open) {
        return Error{Errc::bad_amount, "recovered", "above zero, at most " + open.text()};
      }
      return {};
    }
    case Step::reported:
    case Step::papers_asked:
    case Step::paper_received:
    case Step::receiver_named:
    case Step::verified:
    case Step::refused:
    case Step::appealed:
    case Step::reopened:
      if (next.amount == Rupiah(0)) return {};
      return Error{Errc::bad_amount, std::string(to_text(next.step)), "it has none"};
  }
  return {};
}

/// After it was checked.
void apply(Standing& is, const Event& next) {
  is.last_on = next.on;
  switch (next.step) {
    case Step::reported:
      is.state = State::open;
      is.reported_on = next.on;
      return;
    case Step::papers_asked: return;
    case Step::paper_received:
      if (std::ranges::find(is.papers, next.what) == is.papers.end()) {
        is.papers.push_back(next.what);
      }
      return;
    case Step::receiver_named: is.receiver = true; return;
    case Step::verified: is.state = State::verified; return;
    case Step::assessed:
      is.state = State::assessed;
      is.assessed = next.amount;
      return;
    case Step::approved:
      is.state = State::approved;
      is.approved = next.amount;
      return;
    case Step::refused:
      is.state = State::refused;
      is.refused_by = next.actor;
      return;
    case Step::payment_ordered:
      is.state = State::ordered;
      is.ordered = Rupiah(is.ordered.amount() + next.amount.amount());
      return;
    case Step::paid:
      is.state = State::paid;
      is.paid = Rupiah(is.paid.amount() + next.amount.amount());
      return;
    case Step::appealed: is.state = State::appealed; return;
    case Step::reopened: is.state = State::open; return;
    case Step::overpaid:
      is.state = State::overpaid;
      is.overpaid = Rupiah(is.overpaid.amount() + next.amount.amount());
      return;
    case Step::recovered:
      is.recovered = Rupiah(is.recovered.amount() + next.amount.amount());
      if (is.recovered == is.overpaid) is.state = State::paid;
      return;
  }
}

}  // namespace

std::string_view to_text(Kind kind) {
  switch (kind) {
    case Kind::jkk: return "jkk";
    case Kind::jkk_death: return "jkk_death";
    case Kind::jkm: return "jkm";
    case Kind::jht: return "jht";
    case Kind::scholarship: return "scholarship";
  }
  PAYUNG_CHECK(false);
}

Result<Kind> parse_kind(std::string_view text) { return parse_one(kKinds, text, "kind"); }

bool is_death(Kind kind) { return kind == Kind::jkk_death || kind == Kind::jkm; }

Programme programme_of(Kind kind) {
  switch (kind) {
    case Kind::jkk:
    case Kind::jkk_death:
    case Kind::scholarship: return Programme::jkk;
    case Kind::jkm: return Programme::jkm;
    case Kind::jht: return Programme::jht;
  }
  PAYUNG_CHECK(false);
}

std::string_view question_of(Kind kind) {
  switch (kind) {
    case Kind::jkk:
    case Kind::jkk_death: return "jkk";
    case Kind::jkm: return "jkm";
    case Kind::jht: return "jht";
    case Kind::scholarship: return "scholarship";
  }
  PAYUNG_CHECK(false);
}

std::string_view to_text(Step step) {
  switch (step) {
    case Step::reported: return "reported";
    case Step::papers_asked: return "papers_asked";
    case Step::paper_received: return "paper_received";
    case Step::receiver_named: return "receiver_named";
    case Step::verified: return "verified";
    case Step::assessed: return "assessed";
    case Step::approved: return "approved";
    case Step::refused: return "refused";
    case Step::payment_ordered: return "payment_ordered";
    case Step::paid: return "paid";
    case Step::appealed: return "appealed";
    case Step::reopened: return "reopened";
    case Step::overpaid: return "overpaid";
    case Step::recovered: return "recovered";
  }
  PAYUNG_CHECK(false);
}

Result<Step> parse_step(std::string_view text) { return parse_one(kSteps, text, "step"); }

std::string_view to_text(State state) {
  switch (state) {
    case State::none: return "none";
    case State::open: return "open";
    case State::verified: return "verified";
    case State::assessed: return "assessed";
    case State::approved: return "approved";
    case State::refused: return "refused";
    case State::ordered: return "ordered";
    case State::paid: return "paid";
    case State::appealed: return "appealed";
    case State::overpaid: return "overpaid";
  }
  PAYUNG_CHECK(false);
}

Result<State> parse_state(std::string_view text) { return parse_one(kStates, text, "state"); }

bool is_open(State state) {
  return state != State::none && state != State::refused && state != State::paid;
}

Status may_follow(const Standing& standing, const Event& next) {
  if (!fits(standing.state, next.step)) return does_not_follow(standing, next.step);
  if (standing.last_on && next.on < *standing.last_on) {
    return Error{Errc::bad_date, std::string(to_text(next.step)),
                 "before " + standing.last_on->text()};
  }
  // Once something was paid too much, no further order may hide it.
  if (next.step == Step::payment_ordered && standing.recovered < standing.overpaid) {
    return does_not_follow(standing, next.step);
  }
  if (next.step == Step::paper_received && next.what.empty()) {
    return Error{Errc::bad_value, "paper", "a paper of the checklist"};
  }
  // An appeal is looked at by somebody else.
  if (standing.state == State::appealed && next.step == Step::refused &&
      standing.refused_by == next.actor) {
    return Error{Errc::conflict, "appeal", "somebody else than who refused must look at it"};
  }
  return check_amount(standing, next);
}

Result<Standing> standing_of(std::span<const Event> events) {
  Standing standing;
  for (const Event& event : events) {
    if (const Status good = may_follow(standing, event); !good) return good.error();
    apply(standing, event);
  }
  return standing;
}

std::vector<Step> next_steps(const Standing& standing) {
  std::vector<Step> steps;
  for (const Step step : kSteps) {
    if (fits(standing.state, step)) steps.push_back(step);
  }
  return steps;
}

}  // namespace payung::claims
