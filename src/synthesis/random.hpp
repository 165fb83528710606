#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace payung::synthesis {

/// The only source of chance of the generator: xoshiro256** (Blackman and Vigna 2018, "Scrambled
/// linear pseudorandom number generators"), its state filled by SplitMix64 from seed and stream.
/// Integers only, so one seed gives the same bytes on every platform and library; the
/// distributions of the standard library differ between implementations and are not used.
class Random {
 public:
  /// Different streams of one seed do not depend on each other: the population is one stream, each
  /// list another, so leaving a list out changes nothing in the others.
  Random(std::uint64_t seed, std::uint64_t stream);

  /// From a state that is not all zero, as the authors' test values are given.
  explicit Random(const std::array<std::uint64_t, 4>& state) : state_(state) {}

  std::uint64_t next();
  /// 0 to count - 1, every value equally likely. count >= 1.
  std::uint64_t below(std::uint64_t count);
  /// first to last, both included. first <= last.
  int between(int first, int last);
  /// True `per_million` times in a million; never for 0 or less, always from a million on.
  bool chance(std::int64_t per_million);
  /// Index of one weight, each as likely as its weight. The sum must be positive.
  std::size_t weighted(std::span<const std::uint32_t> weights);

 private:
  std::array<std::uint64_t, 4> state_;
};

}  // namespace payung::synthesis
