#pragma once

#include <cstdint>
#include <optional>
#include <vector>

/// Small counts betray persons: "1 fisherman in this village is not covered" names him.
namespace payung::evaluation {

/// The least count that may be shown unless an export says otherwise: a convention of official
/// statistics, no value of the law.
inline constexpr std::int64_t kCellMin = 5;

struct Suppressed {
  /// As asked, without what must not be seen. A cell that is zero stays: nobody is in it.
  std::vector<std::vector<std::optional<std::int64_t>>> cells;
  std::vector<std::optional<std::int64_t>> row_totals;
  std::vector<std::optional<std::int64_t>> column_totals;
  std::optional<std::int64_t> total;
  std::int64_t hidden = 0;  ///< cells and totals that are not shown
};

/// Hides counts from 1 to cell_min - 1, and as many others as it takes that no hidden cell can be
/// worked out: every row and every column with a hidden figure has at least two, or hides its
/// total too, and what is hidden of a line sums to cell_min at least. The smallest are hidden
/// first, so that the large figures stay. (Primary and secondary suppression, Hundepool et al.,
/// Statistical Disclosure Control, 2012, chapter 4.)
/// `table`: rows of equal length, no negative count; whatever is no such table gives an empty one.
Suppressed suppress(const std::vector<std::vector<std::int64_t>>& table,
                    std::int64_t cell_min = kCellMin);

}  // namespace payung::evaluation
