#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

/// A ranking of areas that is fair by size. The raw share of a village of twelve workers swings
/// between nothing and everything by chance alone, so small places fill both ends of every plain
/// ranking. Here each share is drawn to that of all areas together by as much as its size leaves
/// doubt (empirical Bayes: Casella, The American Statistician 39, 1985; beta-binomial by moments),
/// and an area is called better or worse only outside the limits that chance explains
/// (funnel plot: Spiegelhalter, Statistics in Medicine 24, 2005).
namespace payung::evaluation {

struct Tally {
  std::int64_t covered = 0;
  std::int64_t of = 0;  ///< covered <= of
};

enum class Standing : std::uint8_t {
  nobody,    ///< there is nobody to count
  below,     ///< less than chance explains
  expected,  ///< what the share of all together leads one to expect
  above,     ///< more than chance explains
};
std::string_view to_text(Standing standing);

struct Ranked {
  double fair_share = 0;  ///< 0 to 1, drawn to the share of all
  int rank = 0;           ///< 1 is best; equal shares have equal ranks; 0 for nobody
  Standing standing = Standing::nobody;
};

/// One for each of `areas`, in their order.
std::vector<Ranked> rank_fairly(std::span<const Tally> areas);

}  // namespace payung::evaluation
