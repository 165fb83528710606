#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/result.hpp"
#include "base/rupiah.hpp"

/// A claim as events: who reported what, which papers came, what was found, decided and paid.
/// In: the events of one claim in their order. Out: where it stands, and whether one more event may
/// follow. Events are added and never changed. Nothing here knows the law's amounts.
namespace payung::claims {

enum class Kind : std::uint8_t {
  jkk,          ///< a work accident or occupational disease that was survived
  jkk_death,    ///< death by a work accident
  jkm,          ///< death that was no work accident
  jht,          ///< old-age savings
  scholarship,  ///< of the children, after a death or total disability
};
inline constexpr Kind kKinds[] = {Kind::jkk, Kind::jkk_death, Kind::jkm, Kind::jht,
                                  Kind::scholarship};
std::string_view to_text(Kind kind);
/// Errors: bad_value.
Result<Kind> parse_kind(std::string_view text);
/// Death, so that it can happen once only.
bool is_death(Kind kind);
/// Which programme's cover and service standard it goes by. Scholarships: those of JKK, unless the
/// assessment says JKM.
Programme programme_of(Kind kind);
/// The question that the law's engine is asked (cases::Question::kind).
std::string_view question_of(Kind kind);

enum class Step : std::uint8_t {
  reported,
  papers_asked,    ///< the list of what is missing was handed out
  paper_received,  ///< `what` is the paper's code
  receiver_named,  ///< who is to be paid, on which account
  verified,        ///< cover on the day of the event was looked at
  assessed,        ///< amount: what the law gives
  approved,        ///< amount: that of the assessment
  refused,
  payment_ordered,  ///< amount: what is not ordered yet
  paid,             ///< amount: what was ordered
  appealed,
  reopened,
  overpaid,   ///< amount: what was paid too much
  recovered,  ///< amount: what came back
};
inline constexpr Step kSteps[] = {
    Step::reported, Step::papers_asked, Step::paper_received, Step::receiver_named,  Step::verified,
    Step::assessed, Step::approved,     Step::refused,        Step::payment_ordered, Step::paid,
    Step::appealed, Step::reopened,     Step::overpaid,       Step::recovered};
std::string_view to_text(Step step);
/// Errors: bad_value.
Result<Step> parse_step(std::string_view text);

struct Event {
  Step step;
  Date on;             ///< the day it was recorded
  Rupiah amount = {};  ///< of assessed, approved, payment_ordered, paid, overpaid, recovered
  std::string what = {};
  std::string actor = {};
};

enum class State : std::uint8_t {
  none,  ///< nothing was reported yet
  open,  ///< reported; papers come in
  verified,
  assessed,
  approved,
  refused,
  ordered,
  paid,
  appealed,
  overpaid,  ///< money is to come back
};
std::string_view to_text(State state);
/// Errors: bad_value.
Result<State> parse_state(std::string_view text);
/// Whether the office has something to do still.
bool is_open(State state);

/// Where a claim stands.
struct Standing {
  State state = State::none;
  bool receiver = false;  ///< somebody to pay is named
  Rupiah assessed = {};
  Rupiah approved = {};  ///< the newest approval, the whole of it
  Rupiah ordered = {};   ///< all orders together
  Rupiah paid = {};
  Rupiah overpaid = {};
  Rupiah recovered = {};
  std::string refused_by = {};
  std::vector<std::string> papers = {};  ///< codes received, each once, in order
  std::optional<Date> reported_on = {};
  std::optional<Date> last_on = {};  ///< of the newest event
};

/// Errors: those of may_follow, for events that cannot have happened.
Result<Standing> standing_of(std::span<const Event> events);

/// Whether `next` may follow. Errors: conflict naming the step and the state; bad_amount where an
/// amount must be above zero or does not fit what was assessed, ordered or overpaid; bad_date for a
/// day before the event before it; overflow.
Status may_follow(const Standing& standing, const Event& next);

/// What may be done next, by the state alone.
std::vector<Step> next_steps(const Standing& standing);

}  // namespace payung::claims
