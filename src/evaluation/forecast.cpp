#include "evaluation/forecast.hpp"

#include <algorithm>
#include <cmath>

namespace payung::evaluation {
namespace {

/// Four of five of a normal distribution lie within so many standard deviations.
constexpr double kFourOfFive = 1.2816;

}  // namespace

std::vector<Expected> forecast(std::span<const std::int64_t> past, int months,
                               std::optional<std::int64_t> most) {
  std::vector<Expected> ahead;
  if (past.size() < kForecastMonthsMin) return ahead;
  const auto steps = static_cast<double>(past.size() - 1);
  const auto last = static_cast<double>(past.back());
  const double drift = (last - static_cast<double>(past.front())) / steps;
  double squares = 0;
  for (std::size_t i = 1; i < past.size(); ++i) {
    const double step = static_cast<double>(past[i]) - static_cast<double>(past[i - 1]);
    squares += (step - drift) * (step - drift);
  }
  const double variance = squares / (steps - 1);
  const auto bounded = [&](double count) {
    const double least = std::max(0.0, std::round(count));
    const auto whole = static_cast<std::int64_t>(least);
    return most ? std::min(whole, std::max(*most, past.back())) : whole;
  };
  for (int h = 1; h <= months; ++h) {
    const double distance = h;
    const double error = std::sqrt(variance * distance * (1 + distance / steps));
    const double middle = last + distance * drift;
    ahead.push_back({bounded(middle - kFourOfFive * error), bounded(middle),
                     bounded(middle + kFourOfFive * error)});
  }
  return ahead;
}

}  // namespace payung::evaluation
