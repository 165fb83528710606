#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace payung::linkage {

/// Sorts numbers by their bits from_bit to 63, stably, eleven bits at a time; digits that are the
/// same everywhere cost one look. `spare` is scratch space that the caller reuses.
inline void radix_sort(std::vector<std::uint64_t>& numbers, std::vector<std::uint64_t>& spare,
                       unsigned from_bit) {
  constexpr unsigned kDigitBits = 11;
  constexpr std::uint64_t kMask = (1U << kDigitBits) - 1;
  spare.resize(numbers.size());
  for (unsigned shift = from_bit; shift < 64; shift += kDigitBits) {
    std::array<std::size_t, kMask + 1> starts{};
    for (const auto number : numbers) ++starts[(number >> shift) & kMask];
    if (numbers.empty() || starts[(numbers[0] >> shift) & kMask] == numbers.size()) continue;
    std::size_t next = 0;
    for (auto& start : starts) start = std::exchange(next, next + start);
    for (const auto number : numbers) spare[starts[(number >> shift) & kMask]++] = number;
    numbers.swap(spare);
  }
}

}  // namespace payung::linkage
