#include "cases/proposal.hpp"

#include <algorithm>
#include <optional>

#include "cases/spelling.hpp"

namespace payung::cases {
namespace {

constexpr std::size_t kFiguresMax = 15;

bool is_key(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  });
}

/// "7_800"; a line between figures only, as TOML has it.
std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  std::size_t figures = 0;
  bool after_figure = false;
  for (const char c : text) {
    if (c == '_' && after_figure) {
      after_figure = false;
      continue;
    }
    if (c < '0' || c > '9' || ++figures > kFiguresMax) return {};
    number = number * 10 + (c - '0');
    after_figure = true;
  }
  return after_figure ? std::optional(number) : std::nullopt;
}

std::optional<ProposedValue> value_of(std::string_view line) {
  const auto equals = line.find('=');
  if (equals == std::string_view::npos) return {};
  std::string_view key = trimmed(line.substr(0, equals));
  if (key.size() > 2 && key.front() == '"' && key.back() == '"')
    key = key.substr(1, key.size() - 2);
  const auto number = number_of(trimmed(line.substr(equals + 1)));
  if (!is_key(key) || !number) return {};
  return ProposedValue{std::string(key), *number};
}

}  // namespace

Result<std::vector<ProposedValue>> parse_proposal(std::string_view text) {
  std::vector<ProposedValue> all;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    const std::string where = "line " + std::to_string(number);
    auto value = value_of(line);
    if (!value) return Error{Errc::bad_value, where, "a rule and a whole number, key = 7_800"};
    if (std::ranges::find(all, value->key, &ProposedValue::key) != all.end()) {
      return Error{Errc::bad_value, where, value->key + " is named once"};
    }
    all.push_back(*std::move(value));
  }
  return all;
}

Result<rules::RuleBook> with_proposal(const rules::RuleBook& book,
                                      std::span<const ProposedValue> proposal, Date on) {
  rules::RuleBook changed = book;
  for (const ProposedValue& wish : proposal) {
    const auto row = changed.find(wish.key, on);
    if (!row) return row.error();
    if (row->unit == rules::Unit::word) {
      return Error{Errc::bad_value, wish.key, "a number, not a word"};
    }
    rules::Change change{rules::Change::What::number, row->row};
    change.number = wish.value;
    auto next = changed.with(change);
    if (!next) return next.error();
    changed = *std::move(next);
  }
  return changed;
}

}  // namespace payung::cases
