#include "views/outcome.hpp"

#include <algorithm>

#include "views/rules.hpp"

namespace payung::views {
namespace {

using reckoning::Op;
using reckoning::Operand;
using reckoning::Outcome;
using reckoning::Step;

/// "1,74", "1.74" in English: basis points as a percentage.
std::string percent(std::int64_t basis_points, const Words& words) {
  std::string text = std::to_string(basis_points / 100);
  const std::int64_t rest = basis_points % 100;
  if (rest == 0) return text;
  text += words("benefits.decimal", {}) + std::to_string(rest / 10);
  if (rest % 10 != 0) text += std::to_string(rest % 10);
  return text;
}

std::string operand_text(const Operand& operand, const Words& words) {
  std::string value = std::to_string(operand.number);
  if (operand.unit == rules::Unit::rupiah) value = amount_text(Rupiah(operand.number), words);
  if (operand.unit == rules::Unit::basis_points) value = percent(operand.number, words);
  if (operand.unit == rules::Unit::word && operand.parameter) value = operand.parameter->word;
  value = words("benefits.unit." + std::string(to_text(operand.unit)), {{"value", value}});
  return words("benefits.op." + std::string(to_text(operand.op)), {{"value", value}});
}

std::string step_name(const Step& step, const Words& words) {
  return words("benefits.step." + step.code, {});
}

Json step_json(const Step& step, Date on) {
  Json json{{"code", step.code}, {"amount", step.amount.amount()}};
  Json operands = Json::array();
  for (const Operand& operand : step.operands) {
    Json one{{"op", to_text(operand.op)},
             {"name", operand.name},
             {"number", operand.number},
             {"unit", to_text(operand.unit)}};
    if (operand.parameter) one["parameter"] = value_json(*operand.parameter, on);
    operands.push_back(std::move(one));
  }
  Json parts = Json::array();
  for (const Step& part : step.parts) parts.push_back(step_json(part, on));
  json["operands"] = std::move(operands);
  json["parts"] = std::move(parts);
  return json;
}

void add_step(const Step& step, std::size_t depth, const Words& words,
              std::vector<std::string>* lines) {
  const std::string indent(depth * 2, ' ');
  lines->push_back(words("benefits.line", {{"indent", indent},
                                           {"amount", amount_text(step.amount, words)},
                                           {"name", step_name(step, words)}}));
  if (!step.operands.empty()) {
    lines->push_back(
        words("benefits.formula", {{"indent", indent}, {"formula", formula_text(step, words)}}));
  }
  for (const Operand& operand : step.operands) {
    if (!operand.parameter) continue;
    const std::string checked =
        words("rules.checked." + std::string(to_text(operand.parameter->source.checked)), {});
    lines->push_back(words("benefits.source", {{"indent", indent},
                                               {"key", operand.name},
                                               {"citation", operand.parameter->source.citation()},
                                               {"checked", checked}}));
  }
  for (const Step& part : step.parts) add_step(part, depth + 1, words, lines);
}

void add_items(const Step& step, const Words& words, std::vector<std::string>* lines) {
  for (const Step& part : step.parts) add_items(part, words, lines);
  if (step.operands.empty()) return;
  lines->push_back(words("benefits.letter.item", {{"name", step_name(step, words)},
                                                  {"amount", amount_text(step.amount, words)}}));
  if (step.operands.size() > 1) {
    lines->push_back(words("benefits.letter.how", {{"formula", formula_text(step, words)}}));
  }
  std::string laws;
  for (const Operand& operand : step.operands) {
    if (!operand.parameter || operand.op == Op::round) continue;
    const std::string& law = operand.parameter->source.regulation;
    if (laws.find(law) == std::string::npos) laws.append(laws.empty() ? "" : "; ").append(law);
  }
  if (!laws.empty()) lines->push_back(words("benefits.letter.law", {{"citation", laws}}));
}

void add_conditions(const Outcome& outcome, const Words& words, std::vector<std::string>* lines) {
  if (!outcome.conditions.empty()) lines->push_back(words("benefits.conditions", {}));
  for (const reckoning::Condition& one : outcome.conditions) {
    const bool yes = one.holds == reckoning::Holds::yes;
    std::string detail = one.detail;
    if (one.parameter) detail += " (" + one.parameter->source.citation() + ")";
    lines->push_back(words("benefits.condition_line",
                           {{"holds", words(yes ? "benefits.holds.yes" : "benefits.holds.no", {})},
                            {"name", words("benefits.condition." + one.code, {})},
                            {"detail", detail}}));
  }
}

/// The regulations of what is doubtful, each once; how amounts are rounded is left out.
std::string doubtful_laws(const Outcome& outcome) {
  std::string laws;
  for (const rules::Value& value : outcome.doubtful()) {
    if (value.key.starts_with("rounding.")) continue;
    const std::string& law = value.source.regulation;
    if (laws.find(law) == std::string::npos) laws.append(laws.empty() ? "" : "; ").append(law);
  }
  return laws;
}

/// Dues are to be paid, everything else is a right or a figure.
bool is_dues(std::string_view code) {
  return code.ends_with("_dues") || code == "bpu_arrears" || code == "bpu_ahead" ||
         code == "pu_fine";
}

/// The conditions that do not hold, each with what was compared and its regulation.
void add_unmet(const Outcome& outcome, const Words& words, std::vector<std::string>* lines) {
  for (const reckoning::Condition& one : outcome.conditions) {
    if (one.holds == reckoning::Holds::yes) continue;
    const auto day = Date::parse(one.detail);
    std::string detail = day ? day_text(*day, words) : one.detail;
    if (one.parameter) {
      detail.append(detail.empty() ? "" : "; ").append(one.parameter->source.regulation);
    }
    const std::string name = words("benefits.condition." + one.code, {});
    lines->push_back(detail.empty()
                         ? words("benefits.letter.unmet_alone", {{"name", name}})
                         : words("benefits.letter.unmet", {{"name", name}, {"detail", detail}}));
  }
}

}  // namespace

std::string amount_text(Rupiah amount, const Words& words) {
  const std::string thousands = words("benefits.thousands", {});
  std::string text = amount.text();
  std::replace(text.begin(), text.end(), '.', thousands.empty() ? '.' : thousands.front());
  return text;
}

std::string day_text(Date day, const Words& words) {
  return words("benefits.day",
               {{"day", std::to_string(day.day())},
                {"month", words("benefits.month." + std::to_string(day.month()), {})},
                {"year", std::to_string(day.year())}});
}

std::string formula_text(const Step& step, const Words& words) {
  std::string text;
  bool bounded = false;
  for (const Operand& operand : step.operands) {
    const bool bound =
        operand.op == Op::at_most || operand.op == Op::at_least || operand.op == Op::floor_to;
    // What follows takes the bounded amount whole.
    if (bounded && !bound && operand.op != Op::round) {
      text.insert(0, "(").append(")");
      bounded = false;
    }
    bounded |= bound;
    text += operand_text(operand, words);
  }
  return text;
}

Json outcome_json(const Outcome& outcome, Date on) {
  Json conditions = Json::array();
  for (const reckoning::Condition& one : outcome.conditions) {
    Json json{
        {"code", one.code}, {"holds", one.holds == reckoning::Holds::yes}, {"detail", one.detail}};
    if (one.parameter) json["parameter"] = value_json(*one.parameter, on);
    conditions.push_back(std::move(json));
  }
  Json facts = Json::object();
  for (const reckoning::Fact& fact : outcome.facts) facts[fact.name] = fact.value;
  Json doubtful = Json::array();
  for (const rules::Value& value : outcome.doubtful()) doubtful.push_back(value_json(value, on));
  return Json{{"total", outcome.total.amount()},
              {"reason", outcome.reason},
              {"trace", step_json(outcome.trace, on)},
              {"conditions", std::move(conditions)},
              {"facts", std::move(facts)},
              {"doubtful", std::move(doubtful)}};
}

std::vector<std::string> outcome_lines(const Outcome& outcome, const Words& words) {
  std::vector<std::string> lines;
  add_step(outcome.trace, 0, words, &lines);
  if (!outcome.reason.empty()) {
    lines.push_back(
        words("benefits.refused", {{"reason", words("benefits.reason." + outcome.reason, {})}}));
  }
  add_conditions(outcome, words, &lines);
  if (!outcome.facts.empty()) lines.push_back(words("benefits.facts", {}));
  for (const reckoning::Fact& fact : outcome.facts) {
    lines.push_back(words("benefits.fact_line", {{"name", fact.name}, {"value", fact.value}}));
  }
  const auto doubtful = outcome.doubtful();
  if (!doubtful.empty()) lines.push_back(words("benefits.doubts", {}));
  for (const rules::Value& value : doubtful) {
    lines.push_back(words(
        "benefits.doubtful",
        {{"key", value.key}, {"citation", value.source.citation()}, {"note", value.source.note}}));
  }
  return lines;
}

std::vector<std::string> outcome_letter(const Outcome& outcome, Date event, const Words& words) {
  std::vector<std::string> lines;
  const bool dues = is_dues(outcome.trace.code);
  lines.push_back(
      words(dues ? "benefits.letter.of_dues" : "benefits.letter.of",
            {{"name", step_name(outcome.trace, words)}, {"day", day_text(event, words)}}));
  if (!outcome.reason.empty()) {
    lines.push_back(words("benefits.letter.nothing",
                          {{"reason", words("benefits.reason." + outcome.reason, {})}}));
    add_unmet(outcome, words, &lines);
    lines.push_back(words("benefits.letter.question", {}));
    return lines;
  }
  lines.push_back(words(dues ? "benefits.letter.to_pay" : "benefits.letter.owed",
                        {{"amount", amount_text(outcome.total, words)}}));
  std::vector<std::string> items;
  add_items(outcome.trace, words, &items);
  if (!items.empty()) lines.push_back(words("benefits.letter.parts", {}));
  lines.insert(lines.end(), items.begin(), items.end());
  if (const auto last = outcome.fact("last_day_to_claim")) {
    const auto day = Date::parse(*last);
    lines.push_back(
        words("benefits.letter.last_day", {{"day", day ? day_text(*day, words) : *last}}));
  }
  const std::string laws = doubtful_laws(outcome);
  if (!laws.empty()) lines.push_back(words("benefits.letter.doubt", {{"laws", laws}}));
  lines.push_back(words("benefits.letter.question", {}));
  return lines;
}

}  // namespace payung::views
