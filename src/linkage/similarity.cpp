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
  const int too_many = most + 1;
  const int a_size = static_cast<int>(a.size());
  const int b_size = static_cast<int>(b.size());
  if (std::abs(a_size - b_size) > most) return too_many;
  if (a.empty()) return std::min(b_size, too_many);
  std::array<std::uint64_t, 256> at;  // only the entries of bytes that occur are read
  for (const char c : b) at[static_cast<unsigned char>(c)] = 0;
  for (const char c : a) at[static_cast<unsigned char>(c)] = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    at[static_cast<unsigned char>(a[i])] |= std::uint64_t{1} << i;
  }
  const std::uint64_t last = std::uint64_t{1} << (a.size() - 1);
  std::uint64_t rises = ~std::uint64_t{0};  // where a column's values go up by one
  std::uint64_t falls = 0;
  std::uint64_t diagonal = 0;
  std::uint64_t before = 0;
  int distance = a_size;
  for (const char c : b) {
    const std::uint64_t same = at[static_cast<unsigned char>(c)];
    const std::uint64_t swapped = (((~diagonal) & same) << 1U) & before;
    diagonal = (((same & rises) + rises) ^ rises) | same | falls | swapped;
    std::uint64_t up = falls | ~(diagonal | rises);
    std::uint64_t down = rises & diagonal;
    if ((up & last) != 0) ++distance;
    if ((down & last) != 0) --distance;
    up = (up << 1U) | 1U;
    down <<= 1U;
    rises = down | ~(diagonal | up);
    falls = up & diagonal;
    before = same;
  }
  return std::min(distance, too_many);
}

bool one_edit_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (i == a.size()) return true;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
         a.substr(i + 2) == b.substr(i + 2);
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
