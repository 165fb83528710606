#include "benefits/claim.hpp"

namespace payung::benefits {

Status check_days(const Event& event) {
  if (event.birth && event.on < *event.birth) {
    return Error{Errc::bad_date, "birth", "the event of " + event.on.text() + " is before birth"};
  }
  if (event.claimed && *event.claimed < event.on) {
    return Error{Errc::bad_date, "claimed", "before the event of " + event.on.text()};
  }
  return {};
}

Status check_amount(std::string_view name, Rupiah amount) {
  if (amount >= Rupiah(0)) return {};
  return Error{Errc::bad_amount, std::string(name), "zero or more"};
}

Status check_count(std::string_view name, std::int64_t count, std::int64_t min, std::int64_t max) {
  if (count >= min && count <= max) return {};
  return Error{Errc::bad_value, std::string(name),
               std::to_string(min) + " to " + std::to_string(max)};
}

void look_at_cover(reckoning::Reckoner& r, const Event& event) {
  switch (event.covered) {
    case coverage::Covered::yes: r.condition("covered_on_the_day", true, event.on.text()); return;
    case coverage::Covered::conditional:
      r.condition("covered_on_the_day", true, event.on.text());
      r.fact("after_arrears", "yes");
      return;
    case coverage::Covered::no:
      r.condition("covered_on_the_day", false, event.on.text());
      r.refuse("not_covered");
      return;
  }
}

void look_at_lapse(reckoning::Reckoner& r, const Event& event, std::string_view key) {
  const auto& term = r.parameter(key);
  if (r.failed()) return;
  const auto last = term.unit == rules::Unit::years
                        ? reckoning::years_after(event.on, term.number)
                        : reckoning::months_after(event.on, term.number);
  if (!last) return r.fail(last.error());
  r.fact("last_day_to_claim", last->text());
  const bool in_time = !event.claimed || *event.claimed <= *last;
  if (!r.condition("claimed_in_time", in_time, term, last->text())) r.refuse("right_lapsed");
}

}  // namespace payung::benefits
