#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/check.hpp"

namespace payung {

/// What can go wrong, as one closed list. The words for a person stand in web/text, by code.
enum class Errc {
  bad_nik,
  bad_kpj,
  bad_date,
  bad_month,
  bad_amount,
  bad_region,
  bad_value,     ///< a word outside its closed list (sector, payer kind, programme ...)
  bad_option,    ///< a command line option or configuration key
  bad_rule,      ///< a rules file breaks its form: `where` is file:line
  bad_scenario,  ///< a scenario or programme file breaks its form: `where` is file:line
  no_parameter,  ///< no value of the law in force on the date; never zero
  overflow,      ///< money arithmetic left the range of whole rupiah
  not_found,
  already_there,  ///< the same thing was done before with another content
  conflict,       ///< would contradict what is stored
  unsupported,    ///< a format or feature this build cannot read
  unreadable,     ///< a damaged, truncated or encrypted file
  unsafe,         ///< a file that is refused to protect the machine (bombs, limits)
  nothing_done,   ///< an operation that would report success without having done anything
  integrity,      ///< an invariant of the stored data does not hold
  storage,        ///< the database refused or broke
  io,             ///< a file could not be opened, read or written
  interrupted,    ///< the user stopped it; nothing is half done
};

/// Stable name of a code, as it stands in web/text and in JSON: "bad_nik".
std::string_view to_text(Errc code);

/// `where` names a field, key, file:line or object, never a person; `detail` is a technical fact
/// that helps to mend it (the limit, the date asked for). Neither holds personal data.
struct Error {
  Errc code;
  std::string where;
  std::string detail = {};

  friend bool operator==(const Error&, const Error&) = default;
};

/// A value or the Error that kept it from being. Access is always checked: reading the value of
/// a failed Result stops the program.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& operator*() const& { return get(); }
  T& operator*() & {
    PAYUNG_CHECK(ok());
    return std::get<0>(state_);
  }
  /// By value, so that `for (const auto& x : *f())` and `const auto& x = *f()` do not dangle.
  T operator*() && {
    PAYUNG_CHECK(ok());
    return std::get<0>(std::move(state_));
  }
  const T* operator->() const { return &get(); }
  T* operator->() { return &**this; }

  const Error& error() const {
    PAYUNG_CHECK(!ok());
    return std::get<1>(state_);
  }
  T value_or(T fallback) const { return ok() ? get() : std::move(fallback); }

  /// next(value) when there is one, else the error unchanged. `next` returns a Result.
  template <class F>
  auto and_then(F&& next) const -> std::invoke_result_t<F, const T&> {
    if (!ok()) return error();
    return std::forward<F>(next)(get());
  }

 private:
  const T& get() const {
    PAYUNG_CHECK(ok());
    return std::get<0>(state_);
  }
  std::variant<T, Error> state_;
};

/// Success without a value, or the Error: `return Status{};` or `return Error{...};`.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    PAYUNG_CHECK(error_.has_value());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace payung
