// Goal: the kernels count slips as people make them.
// Method: distances worked out by hand, Winkler's published values, and a plain table as oracle.
#include "linkage/similarity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace payung::linkage {
namespace {

/// Optimal string alignment as its definition has it.
int edits_by_table(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                             cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

TEST(Edits, OfNiks) {
  struct Case {
    const char* a;
    const char* b;
    int edits;
  };
  for (const Case& c : {
           Case{"3319031708750001", "3319031708750001", 0},
           Case{"3319031708750001", "3319037108750001", 1},   // neighbours transposed
           Case{"3319031708750001", "3319031708750002", 1},   // a wrong digit
           Case{"3319031708750001", "331903170875001", 1},    // a dropped digit
           Case{"3319031708750001", "33190317088750001", 1},  // a doubled digit
           Case{"3319031708750001", "3319031708570010", 2},
           Case{"3319031708750001", "3319026707630002", 3},  // beyond two: most + 1
           Case{"", "", 0},
           Case{"", "12", 2},
           Case{"", "1234", 3},
       }) {
    EXPECT_EQ(edits(c.a, c.b, 2), c.edits) << c.a << " " << c.b;
    EXPECT_EQ(edits(c.b, c.a, 2), c.edits) << c.b << " " << c.a;
  }
}

TEST(Edits, AgreeWithTheTable) {
  // All words of up to four letters of a small alphabet: every way of overlapping occurs.
  std::vector<std::string> words{""};
  for (std::size_t i = 0; words[i].size() < 4; ++i) {
    for (const char c : {'A', 'B', 'C'}) words.push_back(words[i] + c);
  }
  for (const auto& a : words) {
    for (const auto& b : words) {
      const int truth = edits_by_table(a, b);
      ASSERT_EQ(edits(a, b, 9), truth) << a << " " << b;
      ASSERT_EQ(edits(a, b, 1), std::min(truth, 2)) << a << " " << b;
      ASSERT_EQ(one_edit_apart(a, b), truth <= 1) << a << " " << b;
    }
  }
}

TEST(Edits, LongAndStrangeBytes) {
  const std::string long_text(100'000, 'x');
  EXPECT_EQ(edits(long_text, long_text + "y", 2), 0);  // alike in the first 64
  EXPECT_EQ(edits("a", long_text, 2), 3);
  const std::string strange("\x00\xFF\x80", 3);
  EXPECT_EQ(edits(strange, strange, 2), 0);
  EXPECT_EQ(edits(strange, "ab", 9), 3);
}

TEST(JaroWinkler, PublishedValues) {
  // Winkler 1990 and 2006: MARTHA/MARHTA .961, DWAYNE/DUANE .840, DIXON/DICKSONX .813.
  EXPECT_NEAR(jaro_winkler_permille("MARTHA", "MARHTA"), 961, 1);
  EXPECT_NEAR(jaro_winkler_permille("DWAYNE", "DUANE"), 840, 1);
  EXPECT_NEAR(jaro_winkler_permille("DIXON", "DICKSONX"), 813, 1);
  EXPECT_EQ(jaro_winkler_permille("SITI", "SITI"), 1000);
  EXPECT_EQ(jaro_winkler_permille("ABC", "XYZ"), 0);
  EXPECT_EQ(jaro_winkler_permille("", ""), 1000);
  EXPECT_EQ(jaro_winkler_permille("", "A"), 0);
}

}  // namespace
}  // namespace payung::linkage
