#include "rules/row_reader.hpp"

#include <algorithm>
#include <array>

namespace payung::rules {
namespace {

constexpr std::string_view kNotSeen = "NOT-SEEN";
constexpr std::array kUnits{Unit::rupiah,       Unit::basis_points, Unit::months,  Unit::days,
                            Unit::years,        Unit::day_of_month, Unit::persons, Unit::programmes,
                            Unit::working_days, Unit::word};
constexpr std::array kChecked{Checked::law, Checked::official, Checked::press, Checked::unverified};

template <class Kind, std::size_t N>
std::optional<Kind> kind_of(const std::array<Kind, N>& kinds, std::string_view text) {
  for (const Kind kind : kinds) {
    if (to_text(kind) == text) return kind;
  }
  return std::nullopt;
}

template <class Kind, std::size_t N>
std::string list_of(const std::array<Kind, N>& kinds) {
  std::string list;
  for (const Kind kind : kinds) list.append(list.empty() ? "" : ", ").append(to_text(kind));
  return list;
}

/// What stands in a field, in words for the error.
std::string_view name_of(const Field& field) {
  constexpr std::array<std::string_view, 5> kNames{"a whole number", "text in quotes", "a date",
                                                   "a list of words", "a list of rows"};
  if (const Unfit* unfit = std::get_if<Unfit>(&field.value)) return unfit->what;
  return kNames[field.value.index()];
}

bool blank(std::string_view text) {
  return text.find_first_not_of(" \t") == std::string_view::npos;
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F;
  });
}

}  // namespace

const Field* RowReader::find(std::string_view field) const {
  const auto found = row_.fields.find(field);
  return found == row_.fields.end() ? nullptr : &found->second;
}

Error RowReader::bad(std::string_view field, std::string detail) const {
  const Field* found = find(field);
  return {Errc::bad_rule, rules::place(file_, found == nullptr ? row_.line : found->line),
          std::move(detail)};
}

Error RowReader::wrong(std::string_view field, std::string_view wanted) const {
  const Field* found = find(field);
  const std::string name = "\"" + std::string(field) + "\"";
  if (found == nullptr) return bad(field, name + " is missing: " + std::string(wanted));
  return bad(field,
             name + " is " + std::string(name_of(*found)) + ", it must be " + std::string(wanted));
}

Status RowReader::only(std::initializer_list<std::string_view> known) const {
  for (const auto& [name, field] : row_.fields) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return bad(name, "there is no field \"" + name + "\" here");
    }
  }
  return {};
}

Result<std::int64_t> RowReader::number(std::string_view field, std::int64_t min,
                                       std::int64_t max) const {
  const Field* found = find(field);
  const std::int64_t* number = found ? std::get_if<std::int64_t>(&found->value) : nullptr;
  if (number == nullptr) return wrong(field, "a whole number, without quotes or decimals");
  if (*number < min || *number > max) {
    return bad(field, "\"" + std::string(field) + "\" lies outside " + std::to_string(min) +
                          " to " + std::to_string(max));
  }
  return *number;
}

Result<std::string> RowReader::text(std::string_view field) const {
  const Field* found = find(field);
  const std::string* text = found ? std::get_if<std::string>(&found->value) : nullptr;
  if (text == nullptr) return wrong(field, "text in quotes");
  if (blank(*text)) return bad(field, "\"" + std::string(field) + "\" is empty");
  if (has_control_character(*text)) {
    return bad(field, "\"" + std::string(field) + "\" must be one line of printable text");
  }
  return *text;
}

Result<Date> RowReader::date(std::string_view field) const {
  const Field* found = find(field);
  const Date* date = found ? std::get_if<Date>(&found->value) : nullptr;
  if (date == nullptr) return wrong(field, "a date without quotes, such as 2015-07-01");
  return *date;
}

Result<std::optional<Date>> RowReader::date_if_any(std::string_view field) const {
  if (!has(field)) return std::optional<Date>();
  const auto found = date(field);
  if (!found) return found.error();
  return std::optional<Date>(*found);
}

Result<std::vector<std::string>> RowReader::words(std::string_view field) const {
  const Field* found = find(field);
  if (found == nullptr) return std::vector<std::string>();
  const auto* words = std::get_if<std::vector<std::string>>(&found->value);
  if (words == nullptr) return wrong(field, "a list of words such as [\"JKK\", \"JKM\"]");
  return *words;
}

Result<std::vector<Row>> RowReader::rows(std::string_view field) const {
  const Field* found = find(field);
  const auto* rows = found ? std::get_if<std::vector<Row>>(&found->value) : nullptr;
  if (rows == nullptr) return wrong(field, "a list of { ... } lines");
  return *rows;
}

Result<Unit> RowReader::unit() const {
  const auto word = text("unit");
  if (!word) return word.error();
  const auto unit = kind_of(kUnits, *word);
  if (!unit) return bad("unit", "unknown unit; known are " + list_of(kUnits));
  return *unit;
}

Result<Checked> RowReader::checked() const {
  const auto word = text("checked");
  if (!word) return word.error();
  const auto checked = kind_of(kChecked, *word);
  if (!checked) return bad("checked", "\"checked\" is one of " + list_of(kChecked));
  return *checked;
}

Result<Source> RowReader::source() const {
  auto regulation = text("regulation");
  if (!regulation) return regulation.error();
  auto article = text("article");
  if (!article) return article.error();
  const auto what = checked();
  if (!what) return what.error();
  auto seen = text("seen");
  if (!seen) return seen.error();
  if (*seen == kNotSeen && *what != Checked::unverified) {
    return bad("seen", "what was not seen is \"unverified\"");
  }
  const auto review = date("review");
  if (!review) return review.error();
  Result<std::string> note = has("note") ? text("note") : Result<std::string>(std::string());
  if (!note) return note.error();
  return Source{*std::move(regulation), *std::move(article), *what, *std::move(seen), *review,
                *std::move(note)};
}

}  // namespace payung::rules
