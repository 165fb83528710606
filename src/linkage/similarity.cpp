#include "linkage/similarity.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace payung::linkage {
namespace {

constexpr std::size_t kLettersMax = 64;

}  // namespace

int edits(std::string_view a, std::string_view b, int most) {
  a = a.substr(0, kLettersMax);
  b = b.substr(0, kLettersMax);
  if (a.size() > b.size()) std::swap(a, b);
  const int too_many = most + 1;
  if (static_cast<int>(b.size() - a.size()) > most) return too_many;
  // What both begin or end with needs no edit; NIKs of one district share their first half.
  while (!a.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty()) return static_cast<int>(b.size());
  std::array<std::array<std::uint8_t, kLettersMax + 1>, 3> rows{};
  auto* before = &rows[0];
  auto* last = &rows[1];
  auto* next = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*last)[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*next)[0] = static_cast<std::uint8_t>(i);
    int best = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int cost = std::min((*last)[j], (*next)[j - 1]) + 1;
      cost = std::min(cost, (*last)[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost = std::min(cost, (*before)[j - 2] + 1);
      }
      (*next)[j] = static_cast<std::uint8_t>(cost);
      best = std::min(best, cost);
    }
    if (best > most) return too_many;
    std::swap(before, last);
    std::swap(last, next);
  }
  return std::min<int>((*last)[b.size()], too_many);
}

int jaro_winkler_permille(std::string_view a, std::string_view b) {
  a = a.substr(0, kLettersMax);
  b = b.substr(0, kLettersMax);
  if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1000 : 0;
  if (a == b) return 1000;
  const int a_size = static_cast<int>(a.size());
  const int b_size = static_cast<int>(b.size());
  const int reach = std::max(0, std::max(a_size, b_size) / 2 - 1);
  std::uint64_t taken = 0;
  std::array<char, kLettersMax> found{};
  int common = 0;
  for (int i = 0; i < a_size; ++i) {
    const int until = std::min(b_size - 1, i + reach);
    for (int j = std::max(0, i - reach); j <= until; ++j) {
      const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(j);
      if ((taken & bit) != 0 || a[static_cast<std::size_t>(i)] != b[static_cast<std::size_t>(j)]) {
        continue;
      }
      taken |= bit;
      found[static_cast<std::size_t>(common++)] = a[static_cast<std::size_t>(i)];
      break;
    }
  }
  if (common == 0) return 0;
  int swapped = 0;
  int place = 0;
  for (int j = 0; j < b_size; ++j) {
    if ((taken & (std::uint64_t{1} << static_cast<unsigned>(j))) == 0) continue;
    if (found[static_cast<std::size_t>(place++)] != b[static_cast<std::size_t>(j)]) ++swapped;
  }
  // In thousandths and whole numbers, so that every machine finds the same.
  const int jaro =
      (1000 * common / a_size + 1000 * common / b_size + 1000 * (common - swapped / 2) / common) /
      3;
  int prefix = 0;
  while (prefix < 4 && prefix < a_size && prefix < b_size &&
         a[static_cast<std::size_t>(prefix)] == b[static_cast<std::size_t>(prefix)]) {
    ++prefix;
  }
  return jaro + prefix * (1000 - jaro) / 10;
}

}  // namespace payung::linkage
