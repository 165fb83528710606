#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

/// The words of closed lists: one table serves both directions.
namespace payung::eligibility {

template <class T, std::size_t n>
using Words = std::array<std::pair<T, std::string_view>, n>;

template <class T, std::size_t n>
std::string_view word_of(const Words<T, n>& words, T value) {
  for (const auto& [known, word] : words) {
    if (known == value) return word;
  }
  return {};
}

/// Errors: bad_value, naming the list and the words it knows.
template <class T, std::size_t n>
Result<T> value_of(const Words<T, n>& words, std::string_view text, std::string_view list) {
  std::string known;
  for (const auto& [value, word] : words) {
    if (word == text) return value;
    known += known.empty() ? "one of " : ", ";
    known += word;
  }
  return Error{Errc::bad_value, std::string(list), known};
}

}  // namespace payung::eligibility
