#pragma once

#include "base/kinds.hpp"
#include "cases/question.hpp"

/// The inputs of a question, each by name and as what it must be. The first thing that is missing
/// or of another kind stays as the error; after it fallbacks come back.
namespace payung::cases {

/// Errors: bad_date naming the input for a day so far ahead that terms counted from it leave the
/// calendar.
Status within_horizon(std::string_view name, Date day);

class Inputs {
 public:
  explicit Inputs(const Question& question) : question_(question) {}

  Date on() const { return *question_.on; }
  std::int64_t number(std::string_view name) { return read_number(name, std::nullopt); }
  std::int64_t number(std::string_view name, std::int64_t fallback) {
    return read_number(name, fallback);
  }
  Rupiah rupiah(std::string_view name) { return Rupiah(number(name)); }
  Rupiah rupiah(std::string_view name, Rupiah fallback) {
    return Rupiah(number(name, fallback.amount()));
  }
  std::optional<Rupiah> rupiah_if_any(std::string_view name);
  std::string word(std::string_view name) { return read_word(name, std::nullopt); }
  std::string word(std::string_view name, std::string fallback) {
    return read_word(name, std::move(fallback));
  }
  bool yes(std::string_view name, bool fallback = false);
  bool given(std::string_view name) const { return find(name) != nullptr; }
  Date day(std::string_view name);
  Date day(std::string_view name, Date fallback) { return day_if_any(name).value_or(fallback); }
  std::optional<Date> day_if_any(std::string_view name);
  /// A month as "2025-01", or by its first day.
  Month month(std::string_view name);
  std::vector<std::string> words(std::string_view name);
  ProgrammeSet programmes(ProgrammeSet fallback);
  template <class Kind>
  Kind kind(std::string_view name, Result<Kind> (*parse)(std::string_view), Kind fallback) {
    if (!question_.given.contains(name)) return fallback;
    const auto read = parse(word(name));
    if (!read) fail(name, read.error().detail);
    return read.value_or(fallback);
  }

  void fail(std::string_view name, std::string detail, Errc code = Errc::bad_value);
  bool failed() const { return error_.has_value(); }
  const Error& error() const { return *error_; }

 private:
  const Given* find(std::string_view name) const;
  std::int64_t read_number(std::string_view name, std::optional<std::int64_t> fallback);
  std::string read_word(std::string_view name, std::optional<std::string> fallback);

  const Question& question_;
  std::optional<Error> error_;
};

}  // namespace payung::cases
