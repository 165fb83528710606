#include "search/digits.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace payung::search {
namespace {

constexpr std::size_t kFragmentMin = 3;
constexpr std::size_t kDigitsMax = 16;

constexpr std::array<std::uint64_t, kDigitsMax + 1> powers() {
  std::array<std::uint64_t, kDigitsMax + 1> all{};
  all[0] = 1;
  for (std::size_t i = 1; i < all.size(); ++i) all[i] = all[i - 1] * 10;
  return all;
}
constexpr auto kPower = powers();

}  // namespace

Digits read_digits(std::string_view text, std::size_t most) {
  Digits digits;
  for (const char c : text) {
    if (c < '0' || c > '9') continue;
    if (digits.count == most) return {};
    digits.value = digits.value * 10 + static_cast<std::uint64_t>(c - '0');
    ++digits.count;
  }
  return digits;
}

void DigitIndex::add(std::uint32_t owner, Digits number) {
  PAYUNG_CHECK(owners_.empty() || owners_.back() <= owner);
  if (number.count < kFragmentMin || number.count > width_) return;
  values_.push_back(number.value * kPower[width_ - number.count]);
  counts_.push_back(static_cast<std::uint8_t>(number.count));
  owners_.push_back(owner);
}

void DigitIndex::build() {
  values_.shrink_to_fit();
  counts_.shrink_to_fit();
  owners_.shrink_to_fit();
  orders_.assign(width_ - kFragmentMin + 1, {});
  std::vector<std::uint32_t> order(values_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::vector<std::uint32_t> next(values_.size());
  for (std::size_t place = width_; place-- > 0;) {
    const std::uint64_t unit = kPower[width_ - 1 - place];
    std::array<std::size_t, 11> start{};
    for (const std::uint64_t value : values_) ++start[value / unit % 10 + 1];
    for (std::size_t d = 1; d < start.size(); ++d) start[d] += start[d - 1];
    for (const std::uint32_t number : order) next[start[values_[number] / unit % 10]++] = number;
    order.swap(next);
    if (place < orders_.size()) orders_[place] = order;
  }
}

std::uint64_t DigitIndex::rest_of(std::size_t number, std::size_t place) const {
  return values_[number] % kPower[width_ - place];
}

DigitIndex::Range DigitIndex::find(Digits digits, std::size_t place) const {
  if (place + digits.count > width_ || digits.count < kFragmentMin) return {};
  const auto& order = orders_[place];
  const std::uint64_t unit = kPower[width_ - place - digits.count];
  const auto low = std::ranges::lower_bound(order, digits.value * unit, {},
                                            [&](std::uint32_t n) { return rest_of(n, place); });
  const auto high = std::ranges::lower_bound(low, order.end(), (digits.value + 1) * unit, {},
                                             [&](std::uint32_t n) { return rest_of(n, place); });
  return {static_cast<std::size_t>(low - order.begin()),
          static_cast<std::size_t>(high - order.begin())};
}

DigitIndex::Range DigitIndex::of_owner(std::uint32_t owner) const {
  const auto [first, last] = std::ranges::equal_range(owners_, owner);
  return {static_cast<std::size_t>(first - owners_.begin()),
          static_cast<std::size_t>(last - owners_.begin())};
}

bool DigitIndex::holds_at(std::size_t number, Digits digits, std::size_t place) const {
  if (place + digits.count > counts_[number]) return false;
  const std::uint64_t unit = kPower[width_ - place - digits.count];
  return rest_of(number, place) / unit == digits.value;
}

Digits DigitIndex::number(std::size_t number) const {
  const std::size_t count = counts_[number];
  return {values_[number] / kPower[width_ - count], count};
}

std::size_t DigitIndex::bytes() const {
  std::size_t sum = values_.capacity() * 8 + counts_.capacity() + owners_.capacity() * 4;
  for (const auto& order : orders_) sum += order.capacity() * 4;
  return sum;
}

}  // namespace payung::search
