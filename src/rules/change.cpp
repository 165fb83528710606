#include <algorithm>
#include <utility>

#include "rules/rule_book.hpp"

/// A book with one row changed: to try a proposal, and to find out whether the rule cases would
/// notice a wrong figure.
namespace payung::rules {
namespace {

using What = Change::What;

std::string told(std::string_view key, std::string_view field, std::string_view was,
                 std::string_view is) {
  std::string text(key);
  if (!field.empty()) text.append(" ").append(field);
  return text.append(": ").append(was).append(" -> ").append(is);
}

Change to_number(What what, const std::string& row, std::string_view key, std::string_view field,
                 std::int64_t was, std::int64_t is) {
  return {what, row, is, "", told(key, field, std::to_string(was), std::to_string(is))};
}

/// Dues go by the first day of the month, so a day within a month makes no difference to them.
Date later(std::string_view key, Date day) {
  const bool monthly = key.starts_with("PU.") && day.day() != 1;
  const Date base = monthly ? day.month_of().plus(1).first_day() : day;
  return Date::from_days(base.days_since_1970() + 1).value_or(day);
}

void add_numbers(const Value& value, std::vector<Change>* changes) {
  if (value.unit != Unit::basis_points || value.number < 10'000) {
    changes->push_back(
        to_number(What::number, value.row, value.key, "", value.number, value.number + 1));
  }
  if (value.number > 0) {
    changes->push_back(
        to_number(What::number, value.row, value.key, "", value.number, value.number - 1));
  }
}

void add_words(const Value& value, std::vector<Change>* changes) {
  std::string_view words = words_of(value.key);
  if (words.empty()) words = " changed ";
  while (words.size() > 1) {
    words.remove_prefix(1);
    const std::string word(words.substr(0, words.find(' ')));
    words.remove_prefix(word.size());
    if (word == value.word) continue;
    changes->push_back({What::word, value.row, 0, word, told(value.key, "", value.word, word)});
  }
}

/// A row that says what the row before it said, from another source, may begin on any day.
bool says_the_same(const Value& value, const Value* before) {
  return before != nullptr && before->until == value.from && before->number == value.number &&
         before->word == value.word;
}

void add_days(const Value& value, const Value* before, bool last, std::vector<Change>* changes) {
  const Date from = later(value.key, value.from);
  if (!says_the_same(value, before))
    changes->push_back({What::from, value.row, from.days_since_1970(), "",
                        told(value.key, "from", value.from.text(), from.text())});
  if (!last || !value.until) return;
  const Date until = later(value.key, *value.until);
  changes->push_back({What::until, value.row, until.days_since_1970(), "",
                      told(value.key, "until", value.until->text(), until.text())});
}

void add_bracket(const Bracket& line, std::vector<Change>* changes) {
  constexpr std::string_view kKey = "BPU.income_table";
  for (const std::int64_t by : {1, -1}) {
    const std::int64_t basis = line.basis.amount();
    changes->push_back(to_number(What::basis, line.row, kKey, "basis", basis, basis + by));
    if (!line.income_max) continue;
    const std::int64_t most = line.income_max->amount();
    changes->push_back(to_number(What::income_max, line.row, kKey, "income_max", most, most + by));
  }
}

void add_relief(const Relief& relief, std::vector<Change>* changes) {
  const std::string& key = relief.key;
  for (const std::int64_t by : {1, -1}) {
    changes->push_back(to_number(What::relief_due, relief.row, key, "due", relief.due_basis_points,
                                 relief.due_basis_points + by));
    const std::int64_t from = relief.months.from.index();
    changes->push_back(to_number(What::relief_from, relief.row, key, "from", from, from + by));
    const std::int64_t until = relief.months.until.index();
    changes->push_back(to_number(What::relief_until, relief.row, key, "until", until, until + by));
  }
  const auto drop = [&](What what, std::string_view field, std::size_t at, std::string_view word) {
    changes->push_back(
        {what, relief.row, static_cast<std::int64_t>(at), "", told(key, field, word, "dropped")});
  };
  for (std::size_t i = 0; i < relief.payers_excluded.size(); ++i) {
    drop(What::relief_payer, "payers_excluded", i, to_text(relief.payers_excluded[i]));
  }
  for (std::size_t i = 0; i < relief.payers_in_doubt.size(); ++i) {
    drop(What::relief_doubt, "payers_in_doubt", i, to_text(relief.payers_in_doubt[i]));
  }
  const auto& sectors = relief.sectors.empty() ? relief.sectors_excluded : relief.sectors;
  for (std::size_t i = 0; i < sectors.size(); ++i) {
    drop(What::relief_sector, "sectors", i, to_text(sectors[i]));
  }
}

template <class List>
void erase_at(List& list, std::int64_t at) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(at));
}

Status change_relief(Relief& relief, const Change& change) {
  const auto month = Month::from_index(change.number);
  switch (change.what) {
    case What::relief_due: relief.due_basis_points = change.number; return {};
    case What::relief_from:
      if (month) relief.months.from = *month;
      return {};
    case What::relief_until:
      if (month) relief.months.until = *month;
      return {};
    case What::relief_payer: erase_at(relief.payers_excluded, change.number); return {};
    case What::relief_doubt: erase_at(relief.payers_in_doubt, change.number); return {};
    case What::relief_sector:
      erase_at(relief.sectors.empty() ? relief.sectors_excluded : relief.sectors, change.number);
      return {};
    case What::number:
    case What::word:
    case What::from:
    case What::until:
    case What::income_max:
    case What::basis: break;
  }
  return Error{Errc::bad_value, change.row, "a relief has no such field"};
}

Status change_value(std::vector<Value>& values, std::size_t at, const Change& change) {
  Value& value = values[at];
  if (change.what == What::number) {
    value.number = change.number;
    return {};
  }
  if (change.what == What::word) {
    value.word = change.word;
    return {};
  }
  const auto day = Date::from_days(change.number);
  if (!day) return day.error();
  if (change.what == What::until) {
    value.until = *day;
    return {};
  }
  if (change.what != What::from) {
    return Error{Errc::bad_value, change.row, "a value has no such field"};
  }
  if (at > 0 && values[at - 1].until == value.from) values[at - 1].until = *day;
  value.from = *day;
  return {};
}

}  // namespace

std::vector<std::string> RuleBook::rows() const {
  std::vector<std::string> rows;
  for (const auto& [key, values] : values_) {
    for (const Value& value : *values) rows.push_back(value.row);
  }
  for (const Bracket& line : brackets_) rows.push_back(line.row);
  for (const Relief& relief : reliefs_) rows.push_back(relief.row);
  return rows;
}

std::vector<Change> RuleBook::changes_by_one() const {
  std::vector<Change> changes;
  for (const auto& [key, values] : values_) {
    for (const Value& value : *values) {
      if (value.unit == Unit::word) {
        add_words(value, &changes);
      } else {
        add_numbers(value, &changes);
      }
      const Value* before = &value == &values->front() ? nullptr : &value - 1;
      add_days(value, before, &value == &values->back(), &changes);
    }
  }
  for (const Bracket& line : brackets_) add_bracket(line, &changes);
  for (const Relief& relief : reliefs_) add_relief(relief, &changes);
  return changes;
}

Result<RuleBook> RuleBook::with(const Change& change) const {
  RuleBook book = *this;
  Status status = Error{Errc::not_found, change.row};
  for (auto& [key, shared] : book.values_) {
    for (std::size_t at = 0; at < shared->size(); ++at) {
      if ((*shared)[at].row != change.row) continue;
      auto own = std::make_shared<Rows>(*shared);
      status = change_value(*own, at, change);
      shared = std::move(own);
    }
  }
  for (Bracket& line : book.brackets_) {
    if (line.row != change.row) continue;
    if (change.what == What::basis) line.basis = Rupiah(change.number);
    if (change.what == What::income_max) line.income_max = Rupiah(change.number);
    status = {};
  }
  for (Relief& relief : book.reliefs_) {
    if (relief.row == change.row) status = change_relief(relief, change);
  }
  if (!status) return status.error();
  return book;
}

}  // namespace payung::rules
