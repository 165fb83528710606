#include "intake/date_cell.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <vector>

#include "intake/fold.hpp"
#include "intake/nik_cell.hpp"

namespace payung::intake {
namespace {

struct MonthName {
  std::string_view name;
  int month;
};

constexpr MonthName kMonths[] = {
    {"januari", 1},  {"january", 1},   {"djanuari", 1},  {"jan", 1},       {"februari", 2},
    {"pebruari", 2}, {"february", 2},  {"feb", 2},       {"peb", 2},       {"pbr", 2},
    {"maret", 3},    {"march", 3},     {"maart", 3},     {"mar", 3},       {"mrt", 3},
    {"april", 4},    {"apr", 4},       {"apl", 4},       {"mei", 5},       {"may", 5},
    {"juni", 6},     {"june", 6},      {"djuni", 6},     {"jun", 6},       {"juli", 7},
    {"july", 7},     {"djuli", 7},     {"jul", 7},       {"agustus", 8},   {"august", 8},
    {"agt", 8},      {"agu", 8},       {"ags", 8},       {"agst", 8},      {"agus", 8},
    {"aug", 8},      {"september", 9}, {"sept", 9},      {"sep", 9},       {"oktober", 10},
    {"october", 10}, {"okt", 10},      {"oct", 10},      {"november", 11}, {"nopember", 11},
    {"nov", 11},     {"nop", 11},      {"desember", 12}, {"december", 12}, {"des", 12},
    {"dec", 12},     {"i", 1},         {"ii", 2},        {"iii", 3},       {"iv", 4},
    {"v", 5},        {"vi", 6},        {"vii", 7},       {"viii", 8},      {"ix", 9},
    {"x", 10},       {"xi", 11},       {"xii", 12},
};

constexpr std::string_view kWeekdays[] = {
    "senin",  "selasa", "rabu",    "kamis",   "jumat",     "jum",      "at",     "sabtu",
    "minggu", "ahad",   "monday",  "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "tgl",    "tanggal", "lahir",   "pukul",     "jam",      "wib",    "bln",
    "bulan",  "thn",    "th",      "tahun",   "hari"};

constexpr int kAgeYoungest = 17;  // of a worker; only to choose a century
constexpr int kAgeOldest = 100;

struct Token {
  std::string_view text;
  bool digits;
};

/// Words that stand around a date and change nothing in it.
bool is_word_around(const Token& part) {
  return std::find(std::begin(kWeekdays), std::end(kWeekdays), part.text) != std::end(kWeekdays);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

std::vector<Token> tokens_of(std::string_view lower) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < lower.size();) {
    const bool digits = is_digit(lower[at]);
    if (!digits && !is_letter(lower[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < lower.size() && (digits ? is_digit(lower[end]) : is_letter(lower[end]))) ++end;
    tokens.push_back({lower.substr(at, end - at), digits});
    at = end;
  }
  return tokens;
}

std::string lower_case(std::string_view text) {
  std::string lower = fold_space(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

/// Cuts "00:00:00", "T00:00:00Z" and the like off.
void drop_time(std::string& lower) {
  const std::size_t colon = lower.find(':');
  if (colon == std::string::npos || colon + 1 >= lower.size() || !is_digit(lower[colon + 1])) {
    return;
  }
  std::size_t start = colon;
  while (start > 0 && is_digit(lower[start - 1])) --start;
  if (start == 0 || start == colon) return;
  lower.resize(start);
  if (lower.size() > 1 && lower.back() == 't' && is_digit(lower[lower.size() - 2])) {
    lower.pop_back();
  }
}

int number_of(std::string_view digits) {
  int number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return read.ec == std::errc() ? number : -1;
}

/// "Agust", "Febr", "Novem": the beginning of one month's name alone.
int month_cut_short(std::string_view word) {
  constexpr std::size_t kShortest = 4;  // three letters stand in the list
  if (word.size() < kShortest) return 0;
  int found = 0;
  for (const MonthName& entry : kMonths) {
    if (!entry.name.starts_with(word)) continue;
    if (found != 0 && found != entry.month) return 0;
    found = entry.month;
  }
  return found;
}

DateShape unreadable() {
  DateShape shape;
  shape.kind = DateShape::Kind::unreadable;
  return shape;
}

/// Days of a spreadsheet as some programs write large numbers.
DateShape serial_with_power(std::string_view text) {
  constexpr double kDaysMax = 1e6;
  double days = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), days);
  DateShape shape = unreadable();
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return shape;
  if (!(days >= 1 && days < kDaysMax)) return shape;
  shape.kind = DateShape::Kind::serial;
  shape.serial_days = static_cast<std::int64_t>(days);
  return shape;
}

/// Takes "(45 th)" off; what stands in parentheses alone stays.
void drop_parentheses(std::string& lower) {
  const std::size_t open = lower.find('(');
  if (open == std::string::npos || count_digits(std::string_view(lower).substr(0, open)) == 0) {
    return;
  }
  const std::size_t close = lower.find(')', open);
  lower.erase(open, close == std::string::npos ? close : close - open + 1);
}

bool plausible_year(int year) { return year >= 1900 && year <= 2099; }

/// 00-00-0000 is a blank.
DateShape only_year(int year) {
  DateShape shape;
  if (year == 0) return shape;
  shape.kind = plausible_year(year) ? DateShape::Kind::year_only : DateShape::Kind::unreadable;
  shape.year = year;
  return shape;
}

bool set_year(DateShape& shape, std::string_view digits) {
  if (digits.size() != 2 && digits.size() != 4) return false;
  shape.year = number_of(digits);
  shape.two_digit_year = digits.size() == 2;
  return true;
}

DateShape named_month(int day, int month, std::string_view year) {
  DateShape shape;
  shape.kind = DateShape::Kind::day_month_year;
  shape.first = day;
  shape.second = month;
  if (!set_year(shape, year)) return unreadable();
  if (day == 0 && !shape.two_digit_year) return only_year(shape.year);
  return shape;
}

DateShape year_first(std::string_view year, std::string_view month, std::string_view day) {
  return named_month(number_of(day), number_of(month), year);
}

DateShape numbers(std::string_view first, std::string_view second, std::string_view year) {
  DateShape shape;
  shape.kind = DateShape::Kind::two_numbers;
  shape.first = number_of(first);
  shape.second = number_of(second);
  if (!set_year(shape, year)) return unreadable();
  if (shape.first == 0 && shape.second == 0 && shape.year == 0) return DateShape{};
  if ((shape.first == 0 || shape.second == 0) && !shape.two_digit_year) {
    return only_year(shape.year);
  }
  return shape;
}

/// A number without any separator.
DateShape bare(std::string_view digits) {
  DateShape shape = unreadable();
  if (digits.find_first_not_of('0') == std::string_view::npos) return DateShape{};
  if (digits.size() == 8) {
    const bool iso = plausible_year(number_of(digits.substr(0, 4))) &&
                     number_of(digits.substr(4, 2)) <= 12 && number_of(digits.substr(6, 2)) <= 31 &&
                     !plausible_year(number_of(digits.substr(4, 4)));
    shape = iso ? year_first(digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2))
                : numbers(digits.substr(0, 2), digits.substr(2, 2), digits.substr(4, 4));
  } else if (digits.size() == 7) {  // the leading zero of the day was lost to a number
    shape = numbers(digits.substr(0, 1), digits.substr(1, 2), digits.substr(3, 4));
  } else if (digits.size() == 6) {
    shape = numbers(digits.substr(0, 2), digits.substr(2, 2), digits.substr(4, 2));
  } else if (digits.size() == 5) {
    shape.kind = DateShape::Kind::serial;
    shape.serial_days = number_of(digits);
  } else if (digits.size() == 4 && plausible_year(number_of(digits))) {
    return only_year(number_of(digits));
  }
  shape.bare_number = true;
  return shape;
}

DateShape three_numbers(const std::vector<Token>& parts) {
  if (parts[0].text.size() == 4 || number_of(parts[0].text) > 31) {
    return year_first(parts[0].text, parts[1].text, parts[2].text);
  }
  return numbers(parts[0].text, parts[1].text, parts[2].text);
}

DateShape shape_of_tokens(const std::vector<Token>& parts) {
  for (const Token& part : parts) {
    if (part.digits && part.text.size() > 8) return unreadable();
  }
  if (parts.empty()) return DateShape{};
  if (parts.size() == 1 && parts[0].digits) return bare(parts[0].text);
  if (parts.size() == 2 && parts[1].digits && parts[1].text.size() == 4) {
    const bool month =
        parts[0].digits ? number_of(parts[0].text) <= 12 : month_of_name(parts[0].text) > 0;
    return month ? only_year(number_of(parts[1].text)) : unreadable();
  }
  if (parts.size() != 3) return unreadable();
  const bool day_ok = parts[0].digits && parts[0].text.size() <= 2;
  if (parts[0].digits && parts[1].digits && parts[2].digits) {
    if (parts[1].text.size() > 2) return unreadable();
    return three_numbers(parts);
  }
  if (day_ok && !parts[1].digits && parts[2].digits) {
    const int month = month_of_name(parts[1].text);
    return month > 0 ? named_month(number_of(parts[0].text), month, parts[2].text) : unreadable();
  }
  if (!parts[0].digits && parts[1].digits && parts[2].digits && parts[1].text.size() <= 2) {
    const int month = month_of_name(parts[0].text);
    return month > 0 ? named_month(number_of(parts[1].text), month, parts[2].text) : unreadable();
  }
  if (parts[0].digits && parts[0].text.size() == 4 && !parts[1].digits && parts[2].digits) {
    const int month = month_of_name(parts[1].text);
    return month > 0 ? named_month(number_of(parts[2].text), month, parts[0].text) : unreadable();
  }
  return unreadable();
}

/// Days since 1970 of a spreadsheet's serial. The 1900 count has a 29 February 1900 that never
/// was (serial 60), so the days before it are one lower.
std::optional<Date> date_of_serial(std::int64_t serial, Epoch epoch) {
  if (epoch == Epoch::from_1904) {
    const auto date = Date::from_days(serial - 24'107);
    return date ? std::optional(*date) : std::nullopt;
  }
  constexpr std::int64_t kNoSuchDay = 60;
  if (serial == kNoSuchDay || serial < 1) return std::nullopt;
  const auto date = Date::from_days(serial - 25'569 + (serial < kNoSuchDay ? 1 : 0));
  return date ? std::optional(*date) : std::nullopt;
}

Epoch other(Epoch epoch) { return epoch == Epoch::from_1900 ? Epoch::from_1904 : Epoch::from_1900; }

bool nik_says(const Nik& nik, int day, int month, int year) {
  return nik.birth_day() == day && nik.birth_month() == month &&
         nik.birth_year_of_century() == year % 100;
}

/// The year in full; `assumed` when no century makes a worker of the person.
int full_year(const DateShape& shape, int month, int day, Date today, bool& assumed) {
  if (!shape.two_digit_year) return shape.year;
  const auto age_in = [&](int year) {
    const auto date = Date::of(year, month, day);
    return date ? today.age_of(*date) : -1;
  };
  const int in_2000s = 2000 + shape.year;
  const int in_1900s = 1900 + shape.year;
  for (const int year : {in_2000s, in_1900s}) {
    const int age = age_in(year);
    if (age >= kAgeYoungest && age <= kAgeOldest) return year;
  }
  assumed = true;
  return age_in(in_2000s) >= 0 ? in_2000s : in_1900s;
}

DateReading day_of(const DateShape& shape, int day, int month, Date today) {
  DateReading reading;
  const int year = full_year(shape, month, day, today, reading.century_assumed);
  const auto date = Date::of(year, month, day);
  if (date) {
    reading.date = *date;
  } else {
    reading.impossible = true;
    reading.century_assumed = false;
  }
  return reading;
}

DateReading read_two_numbers(const DateShape& shape, const DateContext& context,
                             const std::optional<Nik>& nik) {
  const bool month_first = context.rule.order == DateOrder::month_first;
  const auto day_first_reading = [&] {
    return day_of(shape, shape.first, shape.second, context.today);
  };
  const auto month_first_reading = [&] {
    return day_of(shape, shape.second, shape.first, context.today);
  };
  DateReading reading = month_first ? month_first_reading() : day_first_reading();
  if (reading.impossible) {
    DateReading turned = month_first ? day_first_reading() : month_first_reading();
    if (turned.impossible) return reading;
    turned.other_order = true;
    return turned;
  }
  const bool doubt = !context.rule.certain && shape.first != shape.second && shape.first <= 12 &&
                     shape.second <= 12;
  if (!doubt) return reading;
  if (nik && nik_says(*nik, shape.first, shape.second, shape.year)) return day_first_reading();
  if (nik && nik_says(*nik, shape.second, shape.first, shape.year)) return month_first_reading();
  reading.ambiguous = true;
  return reading;
}

}  // namespace

int month_of_name(std::string_view word) {
  for (const MonthName& entry : kMonths) {
    if (entry.name == word) return entry.month;
  }
  if (const int cut = month_cut_short(word); cut != 0) return cut;
  constexpr std::size_t kLongEnough = 5;  // shorter names are one letter from each other
  if (word.size() < kLongEnough) return 0;
  for (const MonthName& entry : kMonths) {
    if (entry.name.size() >= kLongEnough && edit_distance(entry.name, word, 1) <= 1) {
      return entry.month;
    }
  }
  return 0;
}

namespace {

constexpr std::string_view kBehindAge[] = {"thn", "th", "tahun", "years"};
constexpr std::size_t kAgeDigits = 3;

/// "17-08 / 49 thn": a short number that the last word calls years is no year of birth.
bool ends_in_age(std::span<const Token> parts) {
  if (parts.size() < 2) return false;
  const Token& number = parts[parts.size() - 2];
  const bool years = std::find(std::begin(kBehindAge), std::end(kBehindAge), parts.back().text) !=
                     std::end(kBehindAge);
  return years && number.digits && number.text.size() <= kAgeDigits;
}

/// "17-08-1975 / 49 thn", "usia 49, 17-08-1975": takes the age off when a whole date is left. A
/// fourth number that nothing calls an age stays, and the cell is not read.
std::vector<Token> without_age(std::vector<Token> parts) {
  static constexpr std::string_view kBefore[] = {"usia", "umur", "age", "aged"};
  constexpr std::size_t kDateParts = 3;
  if (parts.size() <= kDateParts) return parts;
  const auto is = [&](std::size_t at, std::span<const std::string_view> words) {
    return at < parts.size() &&
           std::find(words.begin(), words.end(), parts[at].text) != words.end();
  };
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (!parts[at].digits || parts[at].text.size() > kAgeDigits) continue;
    const bool before = at > 0 && is(at - 1, kBefore);
    const bool behind = is(at + 1, kBehindAge);
    if (!before && !behind) continue;
    std::vector<Token> left = parts;
    const auto from = static_cast<std::ptrdiff_t>(before ? at - 1 : at);
    const auto to = static_cast<std::ptrdiff_t>(behind ? at + 2 : at + 1);
    left.erase(left.begin() + from, left.begin() + to);
    std::erase_if(left, is_word_around);
    if (left.size() == kDateParts) return left;
  }
  return parts;
}

}  // namespace

DateShape date_shape(std::string_view text) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-' && count_digits(text) == 8 &&
      number_of(text.substr(0, 4)) > 0) {
    return year_first(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
  }
  if (lost_characters(text)) return unreadable();
  std::string lower = lower_case(text);
  drop_time(lower);
  drop_parentheses(lower);
  std::vector<Token> parts = without_age(tokens_of(lower));
  if (ends_in_age(parts)) return unreadable();
  std::erase_if(parts, is_word_around);
  DateShape shape = shape_of_tokens(parts);
  if (shape.kind == DateShape::Kind::unreadable && count_digits(lower) == 0) return DateShape{};
  shape.slash = lower.find('/') != std::string::npos;
  return shape;
}

DateShape date_shape(const RawCell& cell) {
  switch (cell.kind) {
    case CellKind::empty: return DateShape{};
    case CellKind::boolean:
    case CellKind::error: return unreadable();
    case CellKind::text: return date_shape(cell.text);
    case CellKind::number:
    case CellKind::date: break;
  }
  // "2.9353E4" is day 29,353 of the count, not day 2 of it.
  if (looks_scientific(cell.text)) return serial_with_power(cell.text);
  const std::string_view whole =
      std::string_view(cell.text).substr(0, std::min(cell.text.find('.'), cell.text.size()));
  const bool serial_form = all_digits(whole) && whole.size() <= 6;
  if (cell.kind == CellKind::date && serial_form) {
    DateShape shape;
    shape.kind = DateShape::Kind::serial;
    shape.serial_days = number_of(whole);
    return shape;
  }
  if (cell.kind == CellKind::number && all_digits(whole)) return date_shape(whole);
  return date_shape(cell.text);
}

int small_figure(const RawCell& cell) {
  if (cell.kind != CellKind::text && cell.kind != CellKind::number) return -1;
  std::string digits = fold_space(cell.text);
  if (digits.starts_with('\'')) digits.erase(0, 1);
  if (digits.ends_with(".0")) digits.resize(digits.size() - 2);
  constexpr std::size_t kDigitsMost = 4;
  return all_digits(digits) && digits.size() <= kDigitsMost ? number_of(digits) : -1;
}

int month_of_cell(const RawCell& cell) {
  const int figure = small_figure(cell);
  if (figure >= 0) return figure <= 12 ? figure : 0;
  return cell.kind == CellKind::text ? month_of_name(fold_key(cell.text)) : 0;
}

DateShape date_shape_of_parts(const RawCell& day, const RawCell& month, const RawCell& year) {
  const auto blank = [](const RawCell& cell) {
    return cell.kind == CellKind::empty || fold_key(cell.text).empty();
  };
  if (blank(month) && blank(year)) return blank(day) ? DateShape{} : date_shape(day);
  if (blank(day) && blank(month) && small_figure(year) < 0) return date_shape(year);
  // As a correction of the cell of the day leaves it.
  if (const auto whole = Date::parse(day.text)) return date_shape(day);
  const int year_figure = small_figure(year);
  if (blank(year) || year_figure < 0) return unreadable();
  std::string year_digits = std::to_string(year_figure);
  if (year_digits.size() == 1) year_digits.insert(0, 1, '0');
  const int day_figure = blank(day) ? 0 : small_figure(day);
  const int month_figure = blank(month) ? 0 : month_of_cell(month);
  if (day_figure <= 0 || month_figure <= 0) {
    // A zero says that it is not known; words that are no month, or a day of letters, say nothing.
    const bool month_unread = !blank(month) && month_figure == 0 && small_figure(month) != 0;
    if (day_figure < 0 || month_unread) return unreadable();
    return year_digits.size() == 4 ? only_year(year_figure) : unreadable();
  }
  return named_month(day_figure, month_figure, year_digits);
}

void DateEvidence::add(const DateShape& shape, const std::optional<Nik>& nik, Epoch epoch) {
  if (shape.kind == DateShape::Kind::serial && nik) {
    const auto here = date_of_serial(shape.serial_days, epoch);
    const auto there = date_of_serial(shape.serial_days, other(epoch));
    if (here && nik->agrees_with(*here)) ++serials_fit_;
    if (there && nik->agrees_with(*there)) ++serials_fit_other_epoch_;
  }
  if (shape.kind != DateShape::Kind::two_numbers || shape.first == shape.second) return;
  Counts& counts = counts_[shape.slash ? 1 : 0];
  if (shape.first > 12 && shape.first <= 31 && shape.second <= 12) {
    ++counts.day_first;
  } else if (shape.second > 12 && shape.second <= 31 && shape.first <= 12) {
    ++counts.month_first;
  } else if (nik && nik_says(*nik, shape.first, shape.second, shape.year)) {
    ++counts.nik_day_first;
  } else if (nik && nik_says(*nik, shape.second, shape.first, shape.year)) {
    ++counts.nik_month_first;
  }
}

OrderRule DateEvidence::order(bool slash) const {
  // A typing error in twenty must not put a column of thousands in doubt.
  const auto judge = [](std::int64_t day_first, std::int64_t month_first) {
    const std::int64_t fewer = std::min(day_first, month_first);
    return OrderRule{month_first > day_first ? DateOrder::month_first : DateOrder::day_first,
                     fewer * 20 <= day_first + month_first && day_first != month_first};
  };
  const Counts& counts = counts_[slash ? 1 : 0];
  if (counts.day_first + counts.month_first > 0) {
    return judge(counts.day_first, counts.month_first);
  }
  return judge(counts.nik_day_first, counts.nik_month_first);
}

bool DateEvidence::month_first() const {
  return order(true).order == DateOrder::month_first ||
         order(false).order == DateOrder::month_first;
}

bool DateEvidence::mixed() const {
  return std::any_of(counts_.begin(), counts_.end(), [](const Counts& counts) {
    const std::int64_t fewer = std::min(counts.day_first, counts.month_first);
    return fewer * 20 > counts.day_first + counts.month_first;
  });
}

bool DateEvidence::epoch_contradicted() const {
  constexpr std::int64_t kEnough = 3;
  return serials_fit_other_epoch_ >= kEnough && serials_fit_other_epoch_ > 4 * serials_fit_;
}

DateReading read_date(const DateShape& shape, const DateContext& context,
                      const std::optional<Nik>& nik) {
  DateReading reading;
  switch (shape.kind) {
    case DateShape::Kind::blank:
    case DateShape::Kind::unreadable: return reading;
    case DateShape::Kind::day_month_year:
      return day_of(shape, shape.first, shape.second, context.today);
    case DateShape::Kind::two_numbers: return read_two_numbers(shape, context, nik);
    case DateShape::Kind::serial:
      reading.date = date_of_serial(shape.serial_days, context.epoch);
      reading.impossible = !reading.date;
      return reading;
    case DateShape::Kind::year_only: reading.year = shape.year; return reading;
  }
  return reading;
}

PlaceAndDate split_place_and_date(const RawCell& cell) {
  if (cell.kind != CellKind::text) return {{}, date_shape(cell)};
  const std::string text = fold_space(cell.text);
  if (lost_characters(text)) return {{}, unreadable()};
  const std::size_t digit = text.find_first_of("0123456789");
  const auto trimmed = [](std::string_view place) {
    constexpr std::string_view kMarks = " ,./-:;";
    for (const std::string_view word : {" tanggal", " tgl", " tgl."}) {
      const std::size_t last = place.find_last_not_of(kMarks);
      const std::string_view front = place.substr(0, last == std::string_view::npos ? 0 : last + 1);
      if (front.ends_with(word)) place = front.substr(0, front.size() - word.size());
    }
    const std::size_t from = place.find_first_not_of(kMarks);
    if (from == std::string_view::npos) return std::string();
    return std::string(place.substr(from, place.find_last_not_of(kMarks) - from + 1));
  };
  if (digit == std::string::npos) return {trimmed(text), DateShape{}};
  const DateShape whole = date_shape(text);
  if (whole.kind != DateShape::Kind::unreadable) return {{}, whole};
  if (digit == 0) {
    const std::size_t last = text.find_last_of("0123456789");
    return {trimmed(std::string_view(text).substr(last + 1)),
            date_shape(std::string_view(text).substr(0, last + 1))};
  }
  // A month's name may stand before the day: "Kudus, Agustus 17 1975".
  const std::string_view front = std::string_view(text).substr(0, digit);
  const std::size_t word = front.find_last_of(" ,", front.find_last_not_of(" ,"));
  if (word != std::string_view::npos) {
    const std::string name = fold_key(front.substr(word));
    if (name.size() > 2 && month_of_name(name) > 0) {
      return {trimmed(front.substr(0, word)), date_shape(std::string_view(text).substr(word))};
    }
  }
  // One letter right before the figures is a figure mistyped: "Kudus, l7-08-1975" is no 7th.
  const std::size_t letter = digit - 1;
  if (has_letter(front.substr(letter)) &&
      (letter == 0 || !has_letter(front.substr(letter - 1, 1)))) {
    return {trimmed(front.substr(0, letter)), date_shape(std::string_view(text).substr(letter))};
  }
  return {trimmed(front), date_shape(std::string_view(text).substr(digit))};
}

}  // namespace payung::intake
