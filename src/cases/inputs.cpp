#include "cases/inputs.hpp"

#include "cases/written.hpp"

namespace payung::cases {
namespace {

/// Terms of years and months are counted from what is asked: the calendar must not end meanwhile.
constexpr int kLastYear = 2150;

}  // namespace

Status within_horizon(std::string_view name, Date day) {
  if (day.year() <= kLastYear) return {};
  return Error{Errc::bad_date, std::string(name), "a day up to " + std::to_string(kLastYear)};
}

const Given* Inputs::find(std::string_view name) const {
  const auto found = question_.given.find(name);
  return found == question_.given.end() ? nullptr : &found->second;
}

void Inputs::fail(std::string_view name, std::string detail, Errc code) {
  if (!error_) error_ = Error{code, std::string(name), std::move(detail)};
}

/// Reads a number that was given as text with `read`; what is wrong with it is told by `read`.
template <class Number>
std::int64_t Inputs::read_figure(std::string_view name, std::optional<std::int64_t> fallback,
                                 Number read) {
  const Given* given = find(name);
  if (given == nullptr) {
    if (!fallback) fail(name, "it is missing");
    return fallback.value_or(0);
  }
  if (const auto* number = std::get_if<std::int64_t>(given)) return *number;
  if (const auto* text = std::get_if<std::string>(given)) {
    const auto number = read(*text);
    if (number) return *number;
    fail(name, number.error().detail, number.error().code);
    return 0;
  }
  fail(name, "a whole number");
  return 0;
}

std::int64_t Inputs::read_number(std::string_view name, std::optional<std::int64_t> fallback) {
  return read_figure(name, fallback, [](std::string_view text) -> Result<std::int64_t> {
    const auto amount = written_amount(text);
    if (amount) return amount->amount();
    if (amount.error().code == Errc::overflow) return amount.error();
    return Error{Errc::bad_value, "number", "a whole number"};
  });
}

std::int64_t Inputs::read_amount(std::string_view name, std::optional<std::int64_t> fallback) {
  return read_figure(name, fallback, [](std::string_view text) -> Result<std::int64_t> {
    const auto amount = written_amount(text);
    if (!amount) return amount.error();
    return amount->amount();
  });
}

std::int64_t Inputs::share(std::string_view name, std::optional<std::int64_t> fallback) {
  return read_figure(name, fallback, written_share);
}

std::optional<Rupiah> Inputs::rupiah_if_any(std::string_view name) {
  if (find(name) == nullptr) return std::nullopt;
  return rupiah(name);
}

std::string Inputs::read_word(std::string_view name, std::optional<std::string> fallback) {
  const Given* given = find(name);
  if (given == nullptr) {
    if (!fallback) fail(name, "it is missing");
    return fallback.value_or("");
  }
  if (const auto* text = std::get_if<std::string>(given)) return *text;
  fail(name, "a word");
  return "";
}

bool Inputs::yes(std::string_view name, bool fallback) {
  const std::string said = in_small(word(name, fallback ? "yes" : "no"));
  if (said == "yes" || said == "ya" || said == "true") return true;
  if (said != "no" && said != "tidak" && said != "false") fail(name, "yes or no");
  return false;
}

std::optional<Date> Inputs::day_if_any(std::string_view name) {
  const Given* given = find(name);
  if (given == nullptr) return std::nullopt;
  const auto* date = std::get_if<Date>(given);
  const auto* text = std::get_if<std::string>(given);
  const auto read = text != nullptr ? written_day(*text)
                    : date != nullptr
                        ? Result<Date>(*date)
                        : Result<Date>(Error{Errc::bad_date, "date", "a day such as 2025-01-31"});
  if (read && within_horizon(name, *read)) return *read;
  fail(name, read ? within_horizon(name, *read).error().detail : read.error().detail,
       Errc::bad_date);
  return std::nullopt;
}

Date Inputs::day(std::string_view name) {
  if (find(name) == nullptr) fail(name, "it is missing");
  return day_if_any(name).value_or(on());
}

Month Inputs::month(std::string_view name) {
  const Given* given = find(name);
  if (given == nullptr) {
    fail(name, "it is missing");
    return on().month_of();
  }
  std::optional<Month> month;
  if (const auto* date = std::get_if<Date>(given)) month = date->month_of();
  if (const auto* text = std::get_if<std::string>(given)) {
    if (const auto read = written_month(*text)) month = *read;
  }
  if (month && within_horizon(name, month->first_day())) return *month;
  fail(name,
       month ? within_horizon(name, month->first_day()).error().detail : "a month such as 2025-01",
       Errc::bad_month);
  return on().month_of();
}

std::vector<std::string> Inputs::words(std::string_view name) {
  const Given* given = find(name);
  if (given == nullptr) return {};
  if (const auto* list = std::get_if<std::vector<std::string>>(given)) return *list;
  const auto* text = std::get_if<std::string>(given);
  if (text == nullptr) {
    fail(name, "a list");
    return {};
  }
  std::vector<std::string> words;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const auto end = rest.find(',');
    words.emplace_back(trimmed(rest.substr(0, end)));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return words;
}

/// "JKK+JKM", "JKK, JKM", "jkk jkm".
ProgrammeSet Inputs::programmes(ProgrammeSet fallback) {
  if (find("programmes") == nullptr) return fallback;
  std::string joined;
  bool between = false;
  for (const char c : word("programmes")) {
    if (c == ' ' || c == ',' || c == '+') {
      between = true;
      continue;
    }
    if (between && !joined.empty()) joined += '+';
    between = false;
    joined += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  const auto set = ProgrammeSet::parse(joined);
  if (!set) fail("programmes", set.error().detail);
  return set.value_or(fallback);
}

}  // namespace payung::cases
