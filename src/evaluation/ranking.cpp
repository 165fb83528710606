#include "evaluation/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/check.hpp"

namespace payung::evaluation {
namespace {

/// Two-sided 95 % of a normal distribution; the convention of funnel plots.
constexpr double kLimit = 1.96;

double share_of(const Tally& area) {
  return static_cast<double>(area.covered) / static_cast<double>(area.of);
}

/// How many workers' worth of belief the share of all together carries against an area's own: large
/// when the areas differ by no more than chance, small when they truly differ.
double weight_of_all(std::span<const Tally> areas, double mean) {
  double people = 0;
  double squares = 0;
  double spread = 0;
  double places = 0;
  for (const Tally& area : areas) {
    if (area.of == 0) continue;
    const auto size = static_cast<double>(area.of);
    people += size;
    squares += size * size;
    spread += size * (share_of(area) - mean) * (share_of(area) - mean);
    places += 1;
  }
  constexpr double kNoDifference = 1e9;
  const double chance = mean * (1 - mean);
  if (places < 2 || chance <= 0) return kNoDifference;
  // Kleinman, Journal of the American Statistical Association 68 (1973): moments of a
  // beta-binomial with unequal sizes.
  const double true_spread = (spread - chance * (places - 1)) / (people - squares / people);
  if (true_spread <= 0) return kNoDifference;
  return std::max(1.0, chance / true_spread - 1);
}

Standing standing_of(const Tally& area, double mean) {
  const double error = std::sqrt(mean * (1 - mean) / static_cast<double>(area.of));
  const double difference = share_of(area) - mean;
  if (difference > kLimit * error) return Standing::above;
  if (difference < -kLimit * error) return Standing::below;
  return Standing::expected;
}

}  // namespace

std::string_view to_text(Standing standing) {
  switch (standing) {
    case Standing::nobody: return "nobody";
    case Standing::below: return "below";
    case Standing::expected: return "expected";
    case Standing::above: return "above";
  }
  PAYUNG_CHECK(false && "a Standing outside its list");
}

std::vector<Ranked> rank_fairly(std::span<const Tally> areas) {
  std::vector<Ranked> ranked(areas.size());
  Tally all;
  for (const Tally& area : areas) {
    all.covered += area.covered;
    all.of += area.of;
  }
  if (all.of == 0) return ranked;
  const double mean = share_of(all);
  const double weight = weight_of_all(areas, mean);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (areas[i].of == 0) continue;
    const auto size = static_cast<double>(areas[i].of);
    ranked[i].fair_share =
        (static_cast<double>(areas[i].covered) + weight * mean) / (size + weight);
    ranked[i].standing = standing_of(areas[i], mean);
  }
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (areas[i].of == 0) continue;
    const auto better = std::count_if(ranked.begin(), ranked.end(), [&](const Ranked& other) {
      return other.fair_share > ranked[i].fair_share;
    });
    ranked[i].rank = static_cast<int>(better) + 1;
  }
  return ranked;
}

}  // namespace payung::evaluation
