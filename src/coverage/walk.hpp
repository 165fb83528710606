#pragma once

#include <algorithm>
#include <optional>
#include <span>

#include "coverage/coverage.hpp"

/// The one place where paid and unpaid months become states. Used by coverage.cpp alone.
namespace payung::coverage {

/// What of the rules decides a gap.
struct Limits {
  std::int64_t grace_months;
  bool reentry_fresh;
};

/// Days in a row that share a state, with what an answer tells of them.
struct Piece {
  Date from;
  Date until;
  State state;
  Reason reason;
  Date membership_start;
  std::optional<Month> last_paid;  ///< the paid month itself, or the last one before
};

/// Cuts one term into pieces, in order and without gaps, up to and without `until`.
/// `limits(Date)` gives the rules of the first unpaid day; `emit(Piece)` takes each piece.
template <class LimitsAt, class Emit>
class Walk {
 public:
  Walk(const Term& term, Date until, LimitsAt& limits, Emit& emit)
      : end_(term.end ? std::min(*term.end, until) : until),
        cursor_(term.start),
        start_(term.start),
        limits_(limits),
        emit_(emit) {}

  void paid(const PaidMonth& one) {
    if (one.month < cursor_.month_of()) return;
    const Date begin = std::max(one.month.first_day(), cursor_);
    if (cursor_ < begin) {
      const bool anew = last_ ? unpaid_until(begin) : not_begun_until(begin);
      if (anew) enter_anew(one);
    }
    last_ = one.month;
    piece(month_begin(one.month.index() + 1), State::active, reason_);
  }

  void finish() {
    if (last_) {
      unpaid_until(end_);
    } else {
      not_begun_until(end_);
    }
  }

  Date end() const { return end_; }

 private:
  void piece(Date until, State state, Reason reason) {
    const Date stop = std::min(until, end_);
    if (stop <= cursor_) return;
    emit_(Piece{cursor_, stop, state, reason, start_, last_});
    cursor_ = stop;
  }

  /// Past the calendar nothing begins.
  Date month_begin(std::int64_t index) const {
    const auto month = Month::from_index(index);
    return month ? month->first_day() : end_;
  }

  bool not_begun_until(Date day) {
    piece(day, State::not_started, Reason::first_dues_unpaid);
    return true;
  }

  /// Grace, then lapsed; true when membership begins anew after it.
  bool unpaid_until(Date day) {
    if (day <= cursor_) return false;
    const Limits limits = limits_(cursor_);
    const Date lapse = month_begin(last_->index() + limits.grace_months + 1);
    piece(std::min(lapse, day), State::grace, Reason::months_unpaid_in_grace);
    const bool lapsed = lapse < day;
    piece(day, State::lapsed, Reason::months_unpaid_lapsed);
    return lapsed && limits.reentry_fresh;
  }

  /// Nobody is insured backwards: who comes back is covered from the day of payment on. A month
  /// that was paid after its end was accepted late, as a whole (Perdir 22/2022 p. 59, donors).
  void enter_anew(const PaidMonth& one) {
    const bool first = !last_;
    if (one.paid_on <= one.month.last_day() && one.paid_on > cursor_) {
      if (first) {
        piece(one.paid_on, State::not_started, Reason::first_dues_unpaid);
      } else {
        piece(one.paid_on, State::lapsed, Reason::before_reentry);
      }
    }
    start_ = cursor_;
    if (!first) reason_ = Reason::paid_after_reentry;
  }

  Date end_;
  Date cursor_;
  Date start_;
  std::optional<Month> last_;
  Reason reason_ = Reason::month_paid;
  LimitsAt& limits_;
  Emit& emit_;
};

template <class LimitsAt, class Emit>
void walk(const Term& term, std::span<const PaidMonth> paid, Date until, LimitsAt&& limits,
          Emit&& emit) {
  Walk walker(term, until, limits, emit);
  for (const PaidMonth& one : paid) {
    if (one.month.first_day() >= walker.end()) break;
    walker.paid(one);
  }
  walker.finish();
}

}  // namespace payung::coverage
