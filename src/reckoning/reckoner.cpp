#include "reckoning/reckoner.hpp"

#include <algorithm>
#include <utility>

namespace payung::reckoning {

Writing::Writing(Reckoner& reckoner, std::string_view code) : reckoner_(reckoner) {
  step_.code = code;
}

Writing& Writing::take(std::string_view name, Rupiah amount) {
  step_.operands.push_back(
      {Op::take, std::string(name), amount.amount(), rules::Unit::rupiah, nullptr});
  return *this;
}

Writing& Writing::times(std::string_view name, std::int64_t number, rules::Unit unit) {
  step_.operands.push_back({Op::times, std::string(name), number, unit, nullptr});
  return *this;
}

Writing& Writing::share(std::string_view name, std::int64_t basis_points) {
  step_.operands.push_back(
      {Op::share, std::string(name), basis_points, rules::Unit::basis_points, nullptr});
  return *this;
}

Writing& Writing::divide(std::string_view name, std::int64_t number, rules::Unit unit) {
  step_.operands.push_back({Op::divide, std::string(name), number, unit, nullptr});
  return *this;
}

Writing& Writing::minus(std::string_view name, Rupiah amount) {
  step_.operands.push_back(
      {Op::minus, std::string(name), amount.amount(), rules::Unit::rupiah, nullptr});
  return *this;
}

Writing& Writing::with(Op op, std::string_view key) { return with(op, reckoner_.parameter(key)); }

Writing& Writing::with(Op op, const rules::Value& parameter) {
  step_.operands.push_back(
      {op, parameter.key, parameter.number, parameter.unit, reckoner_.cite(parameter)});
  return *this;
}

Rupiah Writing::done() {
  if (reckoner_.failed()) return Rupiah(0);
  const auto amount = reckon(step_);
  if (!amount) {
    reckoner_.fail(amount.error());
    return Rupiah(0);
  }
  step_.amount = *amount;
  reckoner_.add(std::move(step_));
  return *amount;
}

Reckoner::Reckoner(const rules::RuleBook& rules, Date on)
    : rules_(rules), on_(on), missing_{"",
                                       0,
                                       "",
                                       rules::Unit::word,
                                       on,
                                       std::nullopt,
                                       {"", "", rules::Checked::unverified, "", on, ""},
                                       ""} {
  used_.reserve(16);
  open_.emplace_back();
}

const rules::Value& Reckoner::parameter(std::string_view key, Date on) {
  auto value = rules_.share(key, on);
  if (value == nullptr) {
    fail(rules_.find(key, on).error());
    return missing_;
  }
  const rules::Value& found = *value;
  note(std::move(value));
  return found;
}

void Reckoner::note(rules::SharedValue value) {
  if (value->row.empty()) return;
  const bool known = std::any_of(used_.begin(), used_.end(), [&](const auto& one) {
    return one == value || one->row == value->row;
  });
  if (!known) used_.push_back(std::move(value));
}

rules::SharedValue Reckoner::cite(const rules::Value& value) {
  for (const auto& one : used_) {
    if (one.get() == &value || (one->row == value.row && one->number == value.number)) return one;
  }
  auto copy = std::make_shared<const rules::Value>(value);
  note(copy);
  return copy;
}

rules::Value Reckoner::income_basis(Rupiah declared_income) {
  const auto line = rules_.bracket(on_, declared_income);
  if (!line) {
    fail(line.error());
    return missing_;
  }
  rules::Value value{"BPU.income_table", line->basis.amount(), "",           rules::Unit::rupiah,
                     line->from,         line->until,          line->source, line->row};
  note(value);
  return value;
}

void Reckoner::open(std::string_view code) {
  open_.emplace_back();
  open_.back().code = code;
}

void Reckoner::close() {
  PAYUNG_CHECK(open_.size() > 1);
  Step group = std::move(open_.back());
  open_.pop_back();
  if (group.parts.empty() || failed()) return;
  const auto amount = reckon(group);
  if (!amount) return fail(amount.error());
  group.amount = *amount;
  add(std::move(group));
}

void Reckoner::add(Step step) { open_.back().parts.push_back(std::move(step)); }

bool Reckoner::condition(std::string_view code, bool holds, std::string detail) {
  conditions_.push_back(
      {std::string(code), holds ? Holds::yes : Holds::no, nullptr, std::move(detail)});
  return holds;
}

bool Reckoner::condition(std::string_view code, bool holds, const rules::Value& parameter,
                         std::string detail) {
  conditions_.push_back(
      {std::string(code), holds ? Holds::yes : Holds::no, cite(parameter), std::move(detail)});
  return holds;
}

void Reckoner::fact(std::string_view name, std::string value) {
  facts_.push_back({std::string(name), std::move(value)});
}

void Reckoner::refuse(std::string_view reason) {
  if (reason_.empty()) reason_ = reason;
}

void Reckoner::fail(Error error) {
  if (!error_) error_ = std::move(error);
}

Result<Outcome> Reckoner::finish(std::string_view root) {
  while (open_.size() > 1) close();
  if (error_) return *error_;
  Step whole = std::move(open_.front());
  whole.code = root;
  if (!reason_.empty()) whole.parts.clear();
  const auto total = reckon(whole);
  if (!total) return total.error();
  whole.amount = *total;
  return Outcome{*total,
                 std::move(reason_),
                 std::move(whole),
                 std::move(conditions_),
                 std::move(facts_),
                 std::move(used_)};
}

}  // namespace payung::reckoning
