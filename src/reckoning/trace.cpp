#include "reckoning/trace.hpp"

#include <algorithm>

namespace payung::reckoning {
namespace {

__extension__ using Wide = __int128;

/// An exact fraction while a step is reckoned; bottom > 0.
struct Fraction {
  Wide top = 0;
  Wide bottom = 1;
};

bool multiply(Wide& value, std::int64_t by) {
  return !__builtin_mul_overflow(value, Wide(by), &value);
}

Wide floor_divide(Wide top, Wide bottom) {
  const Wide quotient = top / bottom;
  return top % bottom < 0 ? quotient - 1 : quotient;
}

/// Halves go up, as for money owed; `down` and `up` mean towards less and more.
bool round(Fraction& value, std::string_view how) {
  const Wide whole = floor_divide(value.top, value.bottom);
  const Wide rest = value.top - whole * value.bottom;
  Wide rounded = whole;
  if (how == "half_up") {
    if (rest >= value.bottom - rest) rounded = whole + 1;
  } else if (how == "up") {
    if (rest > 0) rounded = whole + 1;
  } else if (how != "down") {
    return false;
  }
  value = {rounded, 1};
  return true;
}

bool apply(Fraction& value, const Operand& operand) {
  Wide scaled = value.bottom;
  switch (operand.op) {
    case Op::take: value = {operand.number, 1}; return true;
    case Op::times: return multiply(value.top, operand.number);
    case Op::share: return multiply(value.top, operand.number) && multiply(value.bottom, 10'000);
    case Op::divide: return operand.number > 0 && multiply(value.bottom, operand.number);
    case Op::plus:
      return multiply(scaled, operand.number) &&
             !__builtin_add_overflow(value.top, scaled, &value.top);
    case Op::minus:
      return multiply(scaled, operand.number) &&
             !__builtin_sub_overflow(value.top, scaled, &value.top);
    case Op::at_most:
      if (!multiply(scaled, operand.number)) return false;
      value.top = std::min(value.top, scaled);
      return true;
    case Op::at_least:
      if (!multiply(scaled, operand.number)) return false;
      value.top = std::max(value.top, scaled);
      return true;
    case Op::round: return operand.parameter && round(value, operand.parameter->word);
    case Op::floor_to: {
      if (operand.number <= 0 || !multiply(scaled, operand.number)) return false;
      value = {floor_divide(value.top, scaled) * operand.number, 1};
      return true;
    }
  }
  return false;
}

Error overflow(const Step& step) {
  return {Errc::overflow, step.code, "the amount leaves the range of whole rupiah"};
}

const Step* find_step(const Step& step, std::string_view code) {
  if (step.code == code) return &step;
  for (const Step& part : step.parts) {
    if (const Step* found = find_step(part, code)) return found;
  }
  return nullptr;
}

}  // namespace

std::string_view to_text(Op op) {
  switch (op) {
    case Op::take: return "take";
    case Op::times: return "times";
    case Op::share: return "share";
    case Op::divide: return "divide";
    case Op::plus: return "plus";
    case Op::minus: return "minus";
    case Op::at_most: return "at_most";
    case Op::at_least: return "at_least";
    case Op::round: return "round";
    case Op::floor_to: return "floor_to";
  }
  PAYUNG_CHECK(false && "an Op outside its list");
}

std::optional<std::string> Outcome::fact(std::string_view name) const {
  for (const Fact& one : facts) {
    if (one.name == name) return one.value;
  }
  return std::nullopt;
}

std::optional<Rupiah> Outcome::step(std::string_view code) const {
  const Step* found = find_step(trace, code);
  return found ? std::optional(found->amount) : std::nullopt;
}

std::vector<rules::Value> Outcome::doubtful() const {
  std::vector<rules::Value> values;
  for (const auto& shared : used) {
    const rules::Value& value = *shared;
    const std::string& note = value.source.note;
    const bool told =
        note.find("CONFLICT") != std::string::npos || note.find("UNVERIFIED") != std::string::npos;
    if (told || value.source.checked == rules::Checked::unverified) values.push_back(value);
  }
  return values;
}

Result<Rupiah> reckon(const Step& step) {
  if (step.operands.empty()) {
    Rupiah sum;
    for (const Step& part : step.parts) {
      const auto next = sum.plus(part.amount);
      if (!next) return overflow(step);
      sum = *next;
    }
    return sum;
  }
  if (!step.parts.empty() || step.operands.front().op != Op::take) {
    return Error{Errc::bad_value, step.code, "a step takes an amount first, or has parts"};
  }
  Fraction value;
  for (const Operand& operand : step.operands) {
    if (!apply(value, operand)) return overflow(step);
  }
  if (value.top % value.bottom != 0) {
    return Error{Errc::bad_value, step.code, "the step leaves a part of a rupiah"};
  }
  const Wide whole = value.top / value.bottom;
  if (whole > INT64_MAX || whole < -INT64_MAX) return overflow(step);
  return Rupiah(static_cast<std::int64_t>(whole));
}

bool adds_up(const Step& step) {
  const auto again = reckon(step);
  return again.ok() && *again == step.amount &&
         std::all_of(step.parts.begin(), step.parts.end(), adds_up);
}

Result<Date> months_after(Date day, std::int64_t count) {
  const auto month = Month::from_index(day.month_of().index() + count);
  if (!month) return Error{Errc::bad_date, day.text(), std::to_string(count) + " months later"};
  return Date::of(month->year(), month->month(), std::min(day.day(), month->last_day().day()));
}

Result<Date> years_after(Date day, std::int64_t count) { return months_after(day, count * 12); }

Result<Date> working_days_after(Date day, std::int64_t count) {
  std::int64_t days = day.days_since_1970();
  while (count > 0) {
    ++days;
    const std::int64_t weekday = ((days + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
    if (weekday < 5) --count;
  }
  return Date::from_days(days);
}

}  // namespace payung::reckoning
