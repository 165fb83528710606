#include "intake/content.hpp"

#include <algorithm>

#include "intake/date_cell.hpp"
#include "intake/fold.hpp"
#include "intake/name_and_nik.hpp"
#include "intake/nik_cell.hpp"
#include "intake/row_words.hpp"

namespace payung::intake {
namespace {

constexpr int kAgeOldest = 110;  // of a plausible birth date in a column of birth dates

bool is_birth(const DateShape& shape, Date today) {
  if (shape.kind == DateShape::Kind::year_only) return false;
  const DateReading reading = read_date(shape, {today, {}, Epoch::from_1900}, std::nullopt);
  if (!reading.date) return false;
  const int age = today.age_of(*reading.date);
  return age >= 0 && age <= kAgeOldest;
}

}  // namespace

bool is_blank(const RawCell& cell) {
  if (cell.kind == CellKind::empty) return true;
  return cell.kind == CellKind::text && is_space_only(cell.text);
}

bool looks_like_nik(const RawCell& cell) {
  if (cell.kind == CellKind::error || cell.kind == CellKind::boolean) return false;
  const std::string folded = fold_space(cell.text);
  if (looks_scientific(folded)) return true;
  const std::size_t digits = count_digits(folded);
  if (cell.kind != CellKind::text) return digits >= 15 && digits <= 17;
  constexpr std::size_t kOthersAllowed = 6;  // dots, spaces, an apostrophe, an O
  return digits >= 13 && digits <= 18 && folded.size() <= digits + kOthersAllowed;
}

bool looks_like_birth_date(const RawCell& cell, Date today) {
  if (cell.kind == CellKind::number) {
    return cell.text.size() == 5 && is_birth(date_shape(cell), today);
  }
  return is_birth(date_shape(cell), today);
}

bool looks_like_place_and_date(const RawCell& cell) {
  if (cell.kind != CellKind::text) return false;
  const PlaceAndDate both = split_place_and_date(cell);
  return both.place.size() > 2 && has_letter(both.place) &&
         both.date.kind != DateShape::Kind::blank &&
         both.date.kind != DateShape::Kind::unreadable &&
         both.date.kind != DateShape::Kind::serial && !both.date.bare_number;
}

bool looks_like_sex(const RawCell& cell) {
  if (cell.kind != CellKind::text) return false;
  return has_letter(cell.text) && read_sex_word(cell.text).has_value();
}

bool looks_like_sex_code(const RawCell& cell) {
  static constexpr std::string_view codes[] = {"0", "1", "2", "1.0", "2.0", "01", "02"};
  return std::find(std::begin(codes), std::end(codes), cell.text) != std::end(codes);
}

bool looks_like_phone(const RawCell& cell) {
  if (cell.kind != CellKind::text && cell.kind != CellKind::number) return false;
  const std::string key = fold_tight(cell.text);
  if (!all_digits(key) || key.size() < 9 || key.size() > 14) return false;
  return key.starts_with("08") || key.starts_with("628") || key.starts_with("8");
}

bool looks_like_email(const RawCell& cell) {
  const std::size_t at = cell.text.find('@');
  return cell.kind == CellKind::text && at != std::string::npos && at > 0 &&
         cell.text.find('.', at) != std::string::npos;
}

bool looks_like_name(const RawCell& cell) {
  if (cell.kind != CellKind::text) return false;
  const std::string folded = fold_space(cell.text);
  const std::string_view name = without_numbering(folded);
  if (count_digits(name) > 0) return false;
  const std::string key = fold_key(name);
  return key.size() >= 3 && key.size() <= 60 && has_letter(key);
}

bool looks_like_name_and_nik(const RawCell& cell) {
  constexpr std::size_t kDigitsOfAttempt = 13;
  if (cell.kind != CellKind::text || count_digits(cell.text) < kDigitsOfAttempt) return false;
  const NameAndNik both = split_name_and_nik(cell);
  return !both.mixed && fold_tight(both.name.text).size() > 2 && !is_blank(both.nik);
}

bool looks_like_rt_and_rw(const RawCell& cell) {
  if (cell.kind != CellKind::text || cell.text.size() > 12) return false;
  const std::string key = fold_key(cell.text);
  const auto words = split_words(key);
  return cell.text.find('/') != std::string::npos && words.size() == 2 && all_digits(words[0]) &&
         all_digits(words[1]) && words[0].size() <= 3 && words[1].size() <= 3;
}

bool looks_like_small_number(const RawCell& cell) {
  return (cell.kind == CellKind::number || cell.kind == CellKind::text) && all_digits(cell.text) &&
         cell.text.size() <= 7;
}

bool looks_like_marital(std::string_view text) {
  static constexpr std::string_view words[] = {
      "kawin",          "belum kawin",   "cerai hidup", "cerai mati",
      "menikah",        "belum menikah", "tk",          "k",
      "janda",          "duda",          "lajang",      "nikah",
      "kawin tercatat", "belum nikah",   "cerai",       "kawin belum tercatat"};
  return std::find(std::begin(words), std::end(words), fold_key(text)) != std::end(words);
}

std::optional<int> ColumnContent::percent(Field field) const {
  const auto share = [&](std::size_t count) {
    return filled == 0 ? 0 : static_cast<int>(count * 100 / filled);
  };
  if (field == Field::nik || field == Field::kk) return share(nik);
  if (field == Field::birth_date) return share(std::max(birth_date, place_and_date));
  if (field == Field::place_and_date) return share(std::max(birth_date, place_and_date));
  if (field == Field::sex) return share(std::max(sex, sex_code));
  if (field == Field::phone) return share(phone);
  if (field == Field::email) return share(email);
  if (field == Field::name) return share(name);
  if (field == Field::rt_and_rw) return share(rt_and_rw);
  if (field == Field::village) return share(village);
  if (field == Field::name_and_nik) return share(name_and_nik);
  return std::nullopt;
}

namespace {

void add_date_parts(ColumnContent& content, const RawCell& cell) {
  const int figure = small_figure(cell);
  content.day_figure += figure >= 1 && figure <= 31 ? 1U : 0U;
  content.month += month_of_cell(cell) > 0 ? 1U : 0U;
  content.year_figure += figure >= 1900 && figure <= 2099 ? 1U : 0U;
}

}  // namespace

ColumnContent study_column(std::span<const RawRow> rows, std::size_t column, Date today,
                           const std::function<bool(std::string_view)>& is_village) {
  ColumnContent content;
  long long above = -2;
  for (const RawRow& row : rows) {
    if (column >= row.cells.size() || is_blank(row.cells[column])) continue;
    const RawCell& cell = row.cells[column];
    ++content.filled;
    content.nik += looks_like_nik(cell) ? 1U : 0U;
    content.birth_date += looks_like_birth_date(cell, today) ? 1U : 0U;
    content.place_and_date += looks_like_place_and_date(cell) ? 1U : 0U;
    content.sex += looks_like_sex(cell) ? 1U : 0U;
    content.sex_code += looks_like_sex_code(cell) ? 1U : 0U;
    content.phone += looks_like_phone(cell) ? 1U : 0U;
    content.email += looks_like_email(cell) ? 1U : 0U;
    content.name += looks_like_name(cell) ? 1U : 0U;
    content.rt_and_rw += looks_like_rt_and_rw(cell) ? 1U : 0U;
    content.small_number += looks_like_small_number(cell) ? 1U : 0U;
    content.village += is_village(cell.text) ? 1U : 0U;
    content.marital += looks_like_marital(cell.text) ? 1U : 0U;
    content.name_and_nik += looks_like_name_and_nik(cell) ? 1U : 0U;
    add_date_parts(content, cell);
    const long long number = looks_like_small_number(cell) ? std::stoll(cell.text) : -2;
    content.rising += number >= 0 && number == above + 1 ? 1U : 0U;
    above = number;
  }
  return content;
}

}  // namespace payung::intake
