#include "rules/rule_book.hpp"

#include <algorithm>
#include <utility>

namespace payung::rules {
namespace {

bool in_force(Date from, const std::optional<Date>& until, Date on) {
  return from <= on && (!until || on < *until);
}

Error nothing_in_force(std::string_view key, Date on) {
  return {Errc::no_parameter, std::string(key), "nothing is in force on " + on.text()};
}

template <class List, class Item>
bool holds(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

void add_findings(const std::string& key, const Source& source, const std::string& row, Date on,
                  std::vector<Finding>* findings) {
  if (source.checked == Checked::unverified) {
    findings->push_back({Concern::unverified, key, source, row});
  }
  if (source.checked == Checked::press) {
    findings->push_back({Concern::press_only, key, source, row});
  }
  if (source.review <= on) findings->push_back({Concern::review_due, key, source, row});
}

/// "rules/coverage.toml:7" sorts before "rules/coverage.toml:12".
std::pair<std::string_view, std::size_t> sort_key(const Finding& finding) {
  const std::string_view row = finding.row;
  const auto colon = row.rfind(':');
  std::size_t line = 0;
  for (const char digit : row.substr(colon + 1)) {
    line = line * 10 + static_cast<std::size_t>(digit - '0');
  }
  return {row.substr(0, colon), line};
}

}  // namespace

std::string_view to_text(Unit unit) {
  switch (unit) {
    case Unit::rupiah: return "rupiah";
    case Unit::basis_points: return "basis_points";
    case Unit::months: return "months";
    case Unit::days: return "days";
    case Unit::working_days: return "working_days";
    case Unit::years: return "years";
    case Unit::day_of_month: return "day_of_month";
    case Unit::persons: return "persons";
    case Unit::programmes: return "programmes";
    case Unit::word: return "word";
  }
  PAYUNG_CHECK(false && "a Unit outside its list");
}

std::string_view to_text(Checked checked) {
  switch (checked) {
    case Checked::law: return "law";
    case Checked::official: return "official";
    case Checked::press: return "press";
    case Checked::unverified: return "unverified";
  }
  PAYUNG_CHECK(false && "a Checked outside its list");
}

std::string_view to_text(Concern concern) {
  switch (concern) {
    case Concern::unverified: return "unverified";
    case Concern::press_only: return "press_only";
    case Concern::review_due: return "review_due";
  }
  PAYUNG_CHECK(false && "a Concern outside its list");
}

std::string Source::citation() const { return regulation + ", " + article; }

Rupiah Value::rupiah() const {
  PAYUNG_CHECK(unit == Unit::rupiah);
  return Rupiah(number);
}

bool Relief::fits(Month month, Sector sector, PayerKind payer) const {
  return months.contains(month) && (sectors.empty() || holds(sectors, sector)) &&
         !holds(sectors_excluded, sector) && !holds(payers_excluded, payer);
}

bool Relief::in_doubt(PayerKind payer) const { return holds(payers_in_doubt, payer); }

Result<Value> RuleBook::find(std::string_view key, Date on) const {
  const auto rows = values_.find(key);
  if (rows == values_.end()) {
    return Error{Errc::no_parameter, std::string(key),
                 "the rules have no such key (asked for " + on.text() + ")"};
  }
  for (const Value& value : *rows->second) {
    if (in_force(value.from, value.until, on)) return value;
  }
  return nothing_in_force(key, on);
}

const Value* RuleBook::look(std::string_view key, Date on) const { return share(key, on).get(); }

SharedValue RuleBook::share(std::string_view key, Date on) const {
  const auto rows = values_.find(key);
  if (rows == values_.end()) return nullptr;
  for (const Value& value : *rows->second) {
    if (in_force(value.from, value.until, on)) return {rows->second, &value};
  }
  return nullptr;
}

Result<std::vector<Value>> RuleBook::history(std::string_view key) const {
  const auto rows = values_.find(key);
  if (rows == values_.end()) {
    return Error{Errc::no_parameter, std::string(key), "the rules have no such key"};
  }
  return *rows->second;
}

std::vector<std::string> RuleBook::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, rows] : values_) keys.push_back(key);
  return keys;
}

Result<Bracket> RuleBook::bracket(Date on, Rupiah declared_income) const {
  if (declared_income < Rupiah(0)) {
    return Error{Errc::bad_amount, "declared income", "zero or more"};
  }
  for (const Bracket& line : brackets_) {
    const bool fits = !line.income_max || declared_income <= *line.income_max;
    if (fits && in_force(line.from, line.until, on)) return line;
  }
  return nothing_in_force("BPU.income_table", on);
}

std::vector<Finding> RuleBook::findings(Date on) const {
  std::vector<Finding> findings;
  for (const auto& [key, rows] : values_) {
    for (const Value& value : *rows) add_findings(key, value.source, value.row, on, &findings);
  }
  for (const Bracket& line : brackets_) {
    add_findings("BPU.income_table", line.source, line.row, on, &findings);
  }
  for (const Relief& relief : reliefs_) {
    add_findings(relief.key, relief.source, relief.row, on, &findings);
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return sort_key(a) < sort_key(b); });
  return findings;
}

}  // namespace payung::rules
