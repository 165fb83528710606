#pragma once

#include "base/kinds.hpp"
#include "cases/question.hpp"
#include "cases/spelling.hpp"

/// The inputs of a question, each by name and as what it must be; text is read as people write it
/// (cases/written, capitals or not). The first thing that is missing
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
  Rupiah rupiah(std::string_view name) { return Rupiah(read_amount(name, std::nullopt)); }
  Rupiah rupiah(std::string_view name, Rupiah fallback) {
    return Rupiah(read_amount(name, fallback.amount()));
  }
  /// Basis points, or a percentage such as "5.05%".
  std::int64_t share(std::string_view name, std::optional<std::int64_t> fallback = std::nullopt);
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
    const std::string said = word(name);
    for (const std::string& spelt : {said, in_small(said), in_capitals(said)}) {
      if (const auto read = parse(spelt)) return *read;
    }
    fail(name, parse(said).error().detail);
    return fallback;
  }

  void fail(std::string_view name, std::string detail, Errc code = Errc::bad_value);
  bool failed() const { return error_.has_value(); }
  const Error& error() const { return *error_; }

 private:
  const Given* find(std::string_view name) const;
  template <class Number>
  std::int64_t read_figure(std::string_view name, std::optional<std::int64_t> fallback,
                           Number read);
  std::int64_t read_number(std::string_view name, std::optional<std::int64_t> fallback);
  std::int64_t read_amount(std::string_view name, std::optional<std::int64_t> fallback);
  std::string read_word(std::string_view name, std::optional<std::string> fallback);

  const Question& question_;
  std::optional<Error> error_;
};

}  // namespace payung::cases
