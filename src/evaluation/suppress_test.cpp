// Goal: no small count is shown, and none can be worked out from what is.
// Method: tables by hand, and for random tables: every line with hidden cells has two unknowns.
#include "evaluation/suppress.hpp"

#include <gtest/gtest.h>

#include <random>

namespace payung::evaluation {
namespace {

using Row = std::vector<std::optional<std::int64_t>>;
constexpr auto kHidden = std::nullopt;

TEST(Suppress, HidesNothingWhereAllIsLarge) {
  const auto shown = suppress({{10, 20}, {5, 0}});
  EXPECT_EQ(shown.cells, (std::vector<Row>{{10, 20}, {5, 0}}));
  EXPECT_EQ(shown.row_totals, (Row{30, 5}));
  EXPECT_EQ(shown.column_totals, (Row{15, 20}));
  EXPECT_EQ(shown.total, 35);
  EXPECT_EQ(shown.hidden, 0);
}

TEST(Suppress, HidesOneSmallCellWithThreeOthers) {
  // 3 is small. In its row the smallest beside it, 20, goes too, and in its column 10; then the
  // row of 10 and the column of 20 need another each: 30 stands in both.
  const auto shown = suppress({{3, 20, 100}, {10, 30, 100}, {100, 100, 100}});
  EXPECT_EQ(shown.cells,
            (std::vector<Row>{{kHidden, kHidden, 100}, {kHidden, kHidden, 100}, {100, 100, 100}}));
  EXPECT_EQ(shown.row_totals, (Row{123, 140, 300}));
  EXPECT_EQ(shown.total, 563);
  EXPECT_EQ(shown.hidden, 4);
}

TEST(Suppress, FourIsSmallAndFiveIsNot) {
  EXPECT_EQ(suppress({{4}}).cells, (std::vector<Row>{{kHidden}}));
  EXPECT_EQ(suppress({{4}}).total, kHidden);
  EXPECT_EQ(suppress({{5}}).cells, (std::vector<Row>{{5}}));
  EXPECT_EQ(suppress({{5}}, 6).cells, (std::vector<Row>{{kHidden}}));
}

TEST(Suppress, RefusesWhatIsNoTable) {
  EXPECT_TRUE(suppress({}).cells.empty());
  EXPECT_TRUE(suppress({{}}).cells.empty());
  EXPECT_TRUE(suppress({{1, 2}, {3}}).cells.empty());
  EXPECT_TRUE(suppress({{-1}}).cells.empty());
  EXPECT_TRUE(suppress({{INT64_MAX, INT64_MAX}}).cells.empty());
}

TEST(Suppress, LeavesNoLineWithOneUnknown) {
  std::mt19937 random(3);
  for (int round = 0; round < 500; ++round) {
    const std::size_t rows = 1 + random() % 5;
    const std::size_t columns = 1 + random() % 5;
    std::vector<std::vector<std::int64_t>> table(rows, std::vector<std::int64_t>(columns));
    for (auto& row : table) {
      for (auto& cell : row) {
        cell = static_cast<std::int64_t>(random() % 3 == 0 ? random() % 7 : random() % 60);
      }
    }
    const auto shown = suppress(table);
    for (std::size_t r = 0; r < rows; ++r) {
      std::int64_t unknown = shown.row_totals[r] ? 0 : 1;
      for (std::size_t c = 0; c < columns; ++c) {
        if (!shown.cells[r][c]) ++unknown;
        const bool small = table[r][c] > 0 && table[r][c] < 5;
        EXPECT_FALSE(small && shown.cells[r][c]);
        EXPECT_EQ(shown.cells[r][c].value_or(table[r][c]), table[r][c]);
      }
      EXPECT_NE(unknown, 1);
    }
    for (std::size_t c = 0; c < columns; ++c) {
      std::int64_t unknown = shown.column_totals[c] ? 0 : 1;
      for (std::size_t r = 0; r < rows; ++r) unknown += shown.cells[r][c] ? 0 : 1;
      EXPECT_NE(unknown, 1);
    }
  }
}

}  // namespace
}  // namespace payung::evaluation
