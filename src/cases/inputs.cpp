#include "cases/inputs.hpp"

#include <charconv>

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

std::int64_t Inputs::read_number(std::string_view name, std::optional<std::int64_t> fallback) {
  const Given* given = find(name);
  if (given == nullptr) {
    if (!fallback) fail(name, "it is missing");
    return fallback.value_or(0);
  }
  if (const auto* number = std::get_if<std::int64_t>(given)) return *number;
  if (const auto* text = std::get_if<std::string>(given)) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error == std::errc::result_out_of_range) {
      fail(name, "the number leaves the range", Errc::overflow);
      return 0;
    }
    if (error == std::errc() && end == text->data() + text->size()) return number;
  }
  fail(name, "a whole number");
  return 0;
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
  const std::string said = word(name, fallback ? "yes" : "no");
  if (said != "yes" && said != "no") fail(name, "yes or no");
  return said == "yes";
}

std::optional<Date> Inputs::day_if_any(std::string_view name) {
  const Given* given = find(name);
  if (given == nullptr) return std::nullopt;
  const auto* date = std::get_if<Date>(given);
  const auto* text = std::get_if<std::string>(given);
  const auto read = text != nullptr   ? Date::parse(*text)
                    : date != nullptr ? Result<Date>(*date)
                                      : Result<Date>(Error{Errc::bad_date, "date"});
  if (read && within_horizon(name, *read)) return *read;
  fail(name, read ? within_horizon(name, *read).error().detail : "a day such as 2025-01-31",
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
    if (const auto read = Month::parse(*text)) month = *read;
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
    words.emplace_back(rest.substr(0, end));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return words;
}

ProgrammeSet Inputs::programmes(ProgrammeSet fallback) {
  if (find("programmes") == nullptr) return fallback;
  const auto set = ProgrammeSet::parse(word("programmes"));
  if (!set) fail("programmes", set.error().detail);
  return set.value_or(fallback);
}

}  // namespace payung::cases
