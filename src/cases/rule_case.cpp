#include "cases/rule_case.hpp"

#include <algorithm>
#include <array>

#include "rules/toml_file.hpp"

namespace payung::cases {
namespace {

using reckoning::Outcome;

Error bad(const rules::RuleFile& file, std::int64_t line, std::string detail) {
  return {Errc::bad_rule, rules::place(file, line), std::move(detail)};
}

bool text_into(const rules::Field& field, std::string* text) {
  const auto* value = std::get_if<std::string>(&field.value);
  if (value != nullptr) *text = *value;
  return value != nullptr;
}

bool list_into(const rules::Field& field, std::vector<std::string>* list) {
  const auto* value = std::get_if<std::vector<std::string>>(&field.value);
  if (value != nullptr) *list = *value;
  return value != nullptr;
}

std::optional<Given> given(const rules::Field& field) {
  if (const auto* number = std::get_if<std::int64_t>(&field.value)) return Given(*number);
  if (const auto* text = std::get_if<std::string>(&field.value)) return Given(*text);
  if (const auto* date = std::get_if<Date>(&field.value)) return Given(*date);
  if (const auto* list = std::get_if<std::vector<std::string>>(&field.value)) return Given(*list);
  return std::nullopt;
}

/// What a field of the case itself must be; empty for the name of an input.
std::string_view wanted_of(std::string_view name) {
  if (name == "name" || name == "source") return "a text in quotes";
  if (name == "error") return "a text in quotes, such as \"no_parameter JKM.lump_sum\"";
  if (name == "reason") return "a word in quotes, such as \"right_lapsed\"";
  if (name == "facts") return "a list of texts, such as [\"last_day_to_claim 2030-01-15\"]";
  if (name == "steps") return "a list of texts, such as [\"jkk.funeral 10000000\"]";
  if (name == "on") return "a day without quotes, such as 2025-01-15";
  if (name == "expected") return "whole rupiah, such as 42_000_000";
  return "";
}

/// Reads a field of the case itself; false when it is of another type.
bool read_own(std::string_view name, const rules::Field& field, RuleCase* one) {
  if (name == "name") return text_into(field, &one->name);
  if (name == "error") return text_into(field, &one->error);
  if (name == "reason") return text_into(field, &one->reason);
  if (name == "source") return text_into(field, &one->source);
  if (name == "facts") return list_into(field, &one->facts);
  if (name == "steps") return list_into(field, &one->steps);
  if (name == "on") {
    const auto* date = std::get_if<Date>(&field.value);
    if (date != nullptr) one->question.on = *date;
    return date != nullptr;
  }
  const auto* number = std::get_if<std::int64_t>(&field.value);
  if (number != nullptr) one->expected = Rupiah(*number);
  return number != nullptr;
}

std::string list_of(const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view name : names) list.append(list.empty() ? "" : ", ").append(name);
  return list;
}

Status read_fields(const rules::RuleFile& file, const rules::Row& row, RuleCase* one) {
  for (const auto& [name, field] : row.fields) {
    const std::string_view wanted = wanted_of(name);
    if (!wanted.empty()) {
      if (read_own(name, field, one)) continue;
      return bad(file, field.line, "\"" + name + "\" is " + std::string(wanted));
    }
    auto value = given(field);
    if (!value) {
      return bad(
          file, field.line,
          "\"" + name +
              "\" is a whole number, a text in quotes (\"yes\" and \"no\" too), a day or a list "
              "of texts");
    }
    one->question.given.emplace(name, *std::move(value));
  }
  return {};
}

/// Misspelt kinds and inputs are told with what there is; a case that expects an error may ask for
/// what is not there.
Status check_names(const rules::RuleFile& file, const rules::Row& row, const RuleCase& one) {
  if (!one.error.empty()) return {};
  const auto inputs = inputs_of(one.question.kind);
  if (!inputs) {
    return bad(file, row.line,
               "\"" + row.key + "\" is no kind of question; there are " + list_of(kinds()));
  }
  for (const auto& [name, value] : one.question.given) {
    if (std::find(inputs->begin(), inputs->end(), std::string_view(name)) != inputs->end())
      continue;
    return bad(file, row.fields.find(name)->second.line,
               "\"" + name + "\" is no input of " + row.key + "; it takes " + list_of(*inputs));
  }
  if (one.question.on) return {};
  return bad(file, row.line, "\"on\" is missing: the day of the event, such as on = 2025-01-15");
}

Result<RuleCase> read_case(const rules::RuleFile& file, const rules::Row& row) {
  RuleCase one;
  one.question.kind = row.key;
  one.row = rules::place(file, row.line);
  if (const Status read = read_fields(file, row, &one); !read) return read.error();
  if (one.name.empty()) return bad(file, row.line, "\"name\" is missing: what the case is about");
  if (one.source.empty()) {
    return bad(file, row.line, "\"source\" is missing: where the expectation comes from");
  }
  const bool expects = one.expected || !one.error.empty() || !one.reason.empty() ||
                       !one.facts.empty() || !one.steps.empty();
  if (!expects) {
    return bad(file, row.line, "nothing is expected: give expected, error, reason, facts or steps");
  }
  if (const Status known = check_names(file, row, one); !known) return known.error();
  return one;
}

/// Told when a name is not there, so that nobody need look up what there is.
std::string missing(std::string_view what, const std::string& name,
                    const std::vector<std::string_view>& there) {
  return std::string(what) + " " + name + " is missing" +
         (there.empty() ? "; there is none" : "; there are " + list_of(there));
}

/// "name value": the value of a fact or a step, or what is missing.
template <class Find>
std::string compare(const std::vector<std::string>& wanted, std::string_view what,
                    const std::vector<std::string_view>& there, Find find) {
  for (const std::string& line : wanted) {
    const auto space = line.find(' ');
    const std::string name = line.substr(0, space);
    const std::string value = space == std::string::npos ? "" : line.substr(space + 1);
    const std::optional<std::string> came = find(name);
    if (!came) return missing(what, name, there);
    if (*came != value) return std::string(what) + " " + name + " is " + *came;
  }
  return "";
}

void collect_codes(const reckoning::Step& step, std::vector<std::string_view>* codes) {
  codes->push_back(step.code);
  for (const reckoning::Step& part : step.parts) collect_codes(part, codes);
}

std::vector<std::string_view> fact_names(const Outcome& outcome) {
  std::vector<std::string_view> names;
  for (const reckoning::Fact& fact : outcome.facts) names.push_back(fact.name);
  return names;
}

std::vector<std::string_view> step_codes(const Outcome& outcome) {
  std::vector<std::string_view> codes;
  collect_codes(outcome.trace, &codes);
  return codes;
}

std::string judge(const RuleCase& one, const Result<Outcome>& outcome) {
  if (!outcome) {
    const std::string came =
        std::string(to_text(outcome.error().code)) + " " + outcome.error().where;
    return came == one.error ? "" : "error " + came + ": " + outcome.error().detail;
  }
  if (!one.error.empty()) return "no error, but " + outcome->total.text();
  if (outcome->reason != one.reason) {
    return outcome->reason.empty() ? "no reason, but " + outcome->total.text()
                                   : "reason is \"" + outcome->reason + "\"";
  }
  if (one.expected && outcome->total != *one.expected) {
    return "amount is " + std::to_string(outcome->total.amount());
  }
  if (!one.reason.empty() && outcome->total != Rupiah(0)) return "an amount in spite of a reason";
  if (!reckoning::adds_up(outcome->trace)) return "the steps do not add up";
  auto text = compare(one.facts, "fact", fact_names(*outcome),
                      [&](const std::string& name) { return outcome->fact(name); });
  if (!text.empty()) return text;
  return compare(one.steps, "step", step_codes(*outcome),
                 [&](const std::string& name) -> std::optional<std::string> {
                   const auto amount = outcome->step(name);
                   if (!amount) return std::nullopt;
                   return std::to_string(amount->amount());
                 });
}

}  // namespace

Result<std::vector<RuleCase>> read_cases(const rules::RuleFile& file) {
  const auto rows = rules::read_rows(file);
  if (!rows) return rows.error();
  std::vector<RuleCase> cases;
  for (const rules::Row& row : *rows) {
    auto one = read_case(file, row);
    if (!one) return one.error();
    cases.push_back(*std::move(one));
  }
  return cases;
}

std::string run_case(const RuleCase& one, const rules::RuleBook& rules,
                     std::set<std::string>* rows_used) {
  const auto outcome = answer(one.question, rules);
  if (outcome && rows_used != nullptr) {
    for (const auto& value : outcome->used) rows_used->insert(value->row);
  }
  return judge(one, outcome);
}

std::vector<std::string> untouched_rows(std::span<const RuleCase> cases,
                                        const rules::RuleBook& rules) {
  std::set<std::string> used;
  for (const RuleCase& one : cases) run_case(one, rules, &used);
  std::vector<std::string> rows;
  for (const std::string& row : rules.rows()) {
    if (!used.contains(row)) rows.push_back(row);
  }
  return rows;
}

Result<std::vector<Mutant>> mutate(std::span<const RuleCase> cases, const rules::RuleBook& rules) {
  for (const RuleCase& one : cases) {
    const std::string fault = run_case(one, rules);
    if (!fault.empty()) return Error{Errc::bad_rule, one.row, fault};
  }
  std::vector<Mutant> mutants;
  // What killed the last mutant often kills the next: it is tried first.
  std::size_t first = 0;
  for (const rules::Change& change : rules.changes_by_one()) {
    const auto changed = rules.with(change);
    if (!changed) continue;
    Mutant mutant{change.row, change.text, false};
    for (std::size_t i = 0; i < cases.size() && !mutant.killed; ++i) {
      const std::size_t at = (first + i) % cases.size();
      mutant.killed = !run_case(cases[at], *changed).empty();
      if (mutant.killed) first = at;
    }
    mutants.push_back(std::move(mutant));
  }
  return mutants;
}

}  // namespace payung::cases
