#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// Where a monthly count is heading, and how sure that is: a random walk with drift (Hyndman and
/// Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and 5.5). It knows only
/// the past of the count itself: a new budget or a new list is not in it.
namespace payung::evaluation {

struct Expected {
  std::int64_t low = 0;  ///< four of five outcomes lie between low and high
  std::int64_t middle = 0;
  std::int64_t high = 0;
};

/// Months needed before anything is said.
inline constexpr std::size_t kForecastMonthsMin = 4;

/// `past`: the count at the end of each month, oldest first; `months`: how many to look ahead.
/// `most`: the count cannot pass it (the potential); empty: no such bound. Nothing falls below 0.
/// Empty when the past is too short.
std::vector<Expected> forecast(std::span<const std::int64_t> past, int months,
                               std::optional<std::int64_t> most);

}  // namespace payung::evaluation
