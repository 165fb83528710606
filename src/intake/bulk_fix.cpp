#include "intake/bulk_fix.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "intake/date_cell.hpp"
#include "intake/fold.hpp"
#include "intake/nik_cell.hpp"

namespace payung::intake {
namespace {

constexpr std::array kRules = {FixRule::use_value,      FixRule::clear,     FixRule::trim,
                               FixRule::upper,          FixRule::day_first, FixRule::month_first,
                               FixRule::take_suggestion};

std::string argument(const Finding& finding, std::string_view name) {
  for (const auto& [key, value] : finding.args) {
    if (key == name) return value;
  }
  return {};
}

/// ASCII letters alone, as names and places of lists have.
std::string upper_case(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

/// "Kudus, 07/01/1973" keeps its place.
std::string with_place(const std::string& place, const Date& date) {
  return place.empty() ? date.text() : place + ", " + date.text();
}

/// The cell's date, with the place before it if there is one.
PlaceAndDate dated(const RawCell& cell) {
  DateShape shape = date_shape(cell);
  if (shape.kind == DateShape::Kind::two_numbers) return {{}, shape};
  return split_place_and_date(cell);
}

/// A date of two numbers in the order that somebody says all of them have.
std::optional<std::string> in_order(const RawCell& cell, DateOrder order, Date today) {
  const auto [place, shape] = dated(cell);
  const auto read = read_date(shape, {today, {order, true}, Epoch::from_1900}, std::nullopt);
  if (!read.date) return std::nullopt;
  const int day = order == DateOrder::day_first ? shape.first : shape.second;
  const int month = order == DateOrder::day_first ? shape.second : shape.first;
  if (read.date->day() != day || read.date->month() != month) return std::nullopt;
  return with_place(place, *read.date);
}

/// Day and month of the date that was read, exchanged, as the NIK has them.
std::optional<std::string> exchanged(const Finding& finding) {
  const auto date = Date::parse(argument(finding, "read_as"));
  if (!date) return std::nullopt;
  const auto other = Date::of(date->year(), date->day(), date->month());
  if (!other) return std::nullopt;
  return with_place(split_place_and_date({CellKind::text, finding.value}).place, *other);
}

std::optional<std::string> fixed(const RawCell& cell, const Fix& fix, const Finding* finding,
                                 Date today) {
  switch (fix.rule) {
    case FixRule::use_value: return fix.value;
    case FixRule::clear: return std::string();
    case FixRule::trim: return fold_space(cell.text);
    case FixRule::upper: return upper_case(fold_space(cell.text));
    case FixRule::day_first: return in_order(cell, DateOrder::day_first, today);
    case FixRule::month_first: return in_order(cell, DateOrder::month_first, today);
    case FixRule::take_suggestion:
      return finding == nullptr ? std::nullopt : suggestion_of(*finding);
  }
  return std::nullopt;
}

/// Capitals and blanks are of texts; a number or a date of the spreadsheet has none, and to write
/// it as text would only show its digits. An order of two numbers is of dates that have two.
bool may_touch(const RawCell& cell, FixRule rule) {
  switch (rule) {
    case FixRule::trim:
    case FixRule::upper: return cell.kind == CellKind::text;
    case FixRule::day_first:
    case FixRule::month_first: return dated(cell).date.kind == DateShape::Kind::two_numbers;
    case FixRule::use_value:
    case FixRule::clear:
    case FixRule::take_suggestion: return true;
  }
  return true;
}

bool is_nik_column(const CheckedList& list, const Fix& fix) {
  const SheetProposal& sheet = list.summary().sheets[fix.sheet];
  return sheet.column_of(Field::nik) == fix.column ||
         sheet.column_of(Field::name_and_nik) == fix.column;
}

const Finding* finding_with(const std::vector<Finding>& findings, const Fix& fix) {
  for (const Finding& finding : findings) {
    if (finding.column != fix.column) continue;
    if (fix.code ? finding.code == *fix.code
                 : fix.rule == FixRule::take_suggestion && suggestion_of(finding)) {
      return &finding;
    }
  }
  return nullptr;
}

}  // namespace

std::string_view to_text(FixRule rule) {
  switch (rule) {
    case FixRule::use_value: return "use_value";
    case FixRule::clear: return "clear";
    case FixRule::trim: return "trim";
    case FixRule::upper: return "upper";
    case FixRule::day_first: return "day_first";
    case FixRule::month_first: return "month_first";
    case FixRule::take_suggestion: return "take_suggestion";
  }
  PAYUNG_CHECK(false && "a FixRule outside its list");
}

Result<FixRule> parse_fix_rule(std::string_view text) {
  for (const FixRule rule : kRules) {
    if (to_text(rule) == text) return rule;
  }
  return Error{Errc::bad_value, "rule", std::string(text.substr(0, 40))};
}

std::vector<FixRule> fixes_for(FindingCode code) {
  using enum FixRule;
  switch (code) {
    case FindingCode::birth_ambiguous:
    case FindingCode::birth_other_order: return {day_first, month_first, take_suggestion};
    case FindingCode::birth_impossible: return {day_first, month_first, use_value};
    case FindingCode::birth_century_assumed:
    case FindingCode::birth_nik_swapped:
    case FindingCode::nik_cleaned:
    case FindingCode::phone_lost_zero: return {take_suggestion};
    case FindingCode::village_misspelt: return {take_suggestion, use_value};
    case FindingCode::village_unknown:
    case FindingCode::village_ambiguous:
    case FindingCode::village_outside:
    case FindingCode::sex_unreadable:
    case FindingCode::sector_unknown:
    case FindingCode::condition_unreadable:
    case FindingCode::neighbourhood_unreadable:
    case FindingCode::income_unreadable:
    case FindingCode::decile_unreadable:
    case FindingCode::covered_until_unreadable: return {use_value, clear};
    case FindingCode::kpj_unreadable:
    case FindingCode::family_card_unreadable:
    case FindingCode::phone_damaged:
    case FindingCode::phone_doubtful:
    case FindingCode::birth_unreadable:
    case FindingCode::cell_error: return {clear};
    case FindingCode::nik_missing:
    case FindingCode::nik_placeholder:
    case FindingCode::nik_as_number:
    case FindingCode::nik_scientific:
    case FindingCode::nik_letters:
    case FindingCode::nik_length:
    case FindingCode::nik_bad_date:
    case FindingCode::nik_bad_serial:
    case FindingCode::nik_unknown_region:
    case FindingCode::nik_repeated:
    case FindingCode::nik_is_family_card:
    case FindingCode::name_missing:
    case FindingCode::name_and_nik_mixed:
    case FindingCode::name_nik_exchanged:
    case FindingCode::name_of_head:
    case FindingCode::name_broken:
    case FindingCode::name_deceased:
    case FindingCode::birth_missing:
    case FindingCode::birth_year_only:
    case FindingCode::birth_from_serial:
    case FindingCode::birth_placeholder:
    case FindingCode::birth_nik_differs:
    case FindingCode::birth_age:
    case FindingCode::date_month_first:
    case FindingCode::date_epoch_shift:
    case FindingCode::date_order_mixed:
    case FindingCode::sex_nik_differs:
    case FindingCode::duplicate_in_list:
    case FindingCode::tables_beside:
    case FindingCode::cell_damaged:
    case FindingCode::row_skipped:
    case FindingCode::sheet_hidden:
    case FindingCode::sheet_without_list:
    case FindingCode::header_missing:
    case FindingCode::header_repeated:
    case FindingCode::mapping_doubtful:
    case FindingCode::column_unused:
    case FindingCode::area_inferred: return {};
  }
  return {};
}

std::optional<std::string> suggestion_of(const Finding& finding) {
  if (!finding.column) return std::nullopt;
  if (finding.code == FindingCode::birth_nik_swapped) return exchanged(finding);
  if (finding.code == FindingCode::village_misspelt) return argument(finding, "read_as");
  if (finding.code == FindingCode::nik_cleaned) {
    const NikReading reading = read_nik({CellKind::text, finding.value});
    if (!reading.nik) return std::nullopt;
    return std::string(reading.nik->digits());
  }
  if (finding.code == FindingCode::phone_lost_zero) {
    std::string_view typed = finding.value;
    if (typed.ends_with(".0")) typed.remove_suffix(2);  // stored as a number
    const std::string digits = fold_tight(typed);
    if (!digits.starts_with('8')) return std::nullopt;
    return "0" + digits;
  }
  const bool as_read = finding.code == FindingCode::birth_ambiguous ||
                       finding.code == FindingCode::birth_other_order ||
                       finding.code == FindingCode::birth_century_assumed;
  if (!as_read) return std::nullopt;
  const auto date = Date::parse(argument(finding, "read_as"));
  if (!date) return std::nullopt;
  return with_place(split_place_and_date({CellKind::text, finding.value}).place, *date);
}

Result<FixResult> apply_fix(const CheckedList& list, const Fix& fix, Date today) {
  if (fix.rule == FixRule::use_value && is_nik_column(list, fix)) {
    return Error{Errc::bad_option, "rule", "a NIK is one person's: it is typed row by row"};
  }
  FixResult result;
  const std::string& sheet = list.table().info(fix.sheet).name;
  for (const CheckedRow& row : list.rows(fix.sheet)) {
    const bool asks = fix.code || fix.rule == FixRule::take_suggestion;
    std::vector<Finding> findings;
    if (asks) findings = list.findings(fix.sheet, row);
    const Finding* finding = asks ? finding_with(findings, fix) : nullptr;
    if (asks && finding == nullptr) continue;
    const RawRow raw = list.cells(fix.sheet, row);
    const RawCell cell = fix.column < raw.cells.size() ? raw.cells[fix.column] : RawCell{};
    if (fix.from && fold_space(cell.text) != *fix.from) continue;
    if (!may_touch(cell, fix.rule)) continue;
    auto text = fixed(cell, fix, finding, today);
    if (!text) {
      result.left_alone += 1;
    } else if (*text != cell.text) {
      result.changes.push_back({{sheet, row.number, fix.column}, cell.text, *std::move(text)});
    }
  }
  return result;
}

std::vector<ValueCount> values_with(const CheckedList& list, std::size_t sheet, std::size_t column,
                                    FindingCode code, std::size_t most) {
  std::map<std::string, std::int64_t> counts;
  for (const std::uint32_t place : list.find(sheet, {RowFilter::Which::all, code})) {
    const CheckedRow& row = list.rows(sheet)[place];
    const RawRow raw = list.cells(sheet, row);
    ++counts[column < raw.cells.size() ? fold_space(raw.cells[column].text) : std::string()];
  }
  std::vector<ValueCount> values;
  for (const auto& [value, rows] : counts) values.push_back({value, rows});
  std::stable_sort(values.begin(), values.end(),
                   [](const ValueCount& a, const ValueCount& b) { return a.rows > b.rows; });
  if (values.size() > most) values.resize(most);
  return values;
}

}  // namespace payung::intake
