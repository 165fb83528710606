#include "synthesis/random.hpp"

#include <bit>

#include "base/check.hpp"

namespace payung::synthesis {
namespace {

std::uint64_t split_mix(std::uint64_t& counter) {
  counter += 0x9E3779B97F4A7C15U;
  std::uint64_t mixed = counter;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) {
  std::uint64_t stream_counter = stream;
  std::uint64_t counter = seed ^ split_mix(stream_counter);
  for (auto& word : state_) word = split_mix(counter);
}

std::uint64_t Random::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

std::uint64_t Random::below(std::uint64_t count) {
  PAYUNG_CHECK(count >= 1);
  // The lowest 2^64 mod count values would make the first remainders likelier: drawn again.
  const std::uint64_t unfair = (0 - count) % count;
  std::uint64_t drawn = next();
  while (drawn < unfair) drawn = next();
  return drawn % count;
}

int Random::between(int first, int last) {
  PAYUNG_CHECK(first <= last);
  const auto count = static_cast<std::uint64_t>(static_cast<std::int64_t>(last) - first + 1);
  return first + static_cast<int>(below(count));
}

bool Random::chance(std::int64_t per_million) {
  constexpr std::int64_t kWhole = 1'000'000;
  return static_cast<std::int64_t>(below(static_cast<std::uint64_t>(kWhole))) < per_million;
}

std::size_t Random::weighted(std::span<const std::uint32_t> weights) {
  std::uint64_t sum = 0;
  for (const std::uint32_t weight : weights) sum += weight;
  std::uint64_t left = below(sum);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (left < weights[i]) return i;
    left -= weights[i];
  }
  PAYUNG_CHECK(false && "the weights cover their sum");
}

}  // namespace payung::synthesis
