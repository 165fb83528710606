// Goal: every piece of the work is done once, however many threads there are.
// Method: a mark a piece, for more threads than pieces, fewer, and none.
#include "app/on_threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace payung::app {
namespace {

TEST(OnThreads, EachPieceOnce) {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 8U}) {
    for (const std::size_t count : {std::size_t{1}, std::size_t{5}, std::size_t{1'000}}) {
      std::vector<std::atomic<int>> done(count);
      on_threads(threads)(count, [&](std::size_t from, std::size_t until) {
        for (std::size_t at = from; at < until; ++at) ++done[at];
      });
      for (std::size_t at = 0; at < count; ++at) EXPECT_EQ(done[at], 1) << threads << ", " << at;
    }
  }
}

TEST(OnThreads, NoWorkIsNoPiece) {
  std::atomic<int> pieces = 0;
  on_threads(4)(
      0, [&](std::size_t from, std::size_t until) { pieces += static_cast<int>(until - from); });
  EXPECT_EQ(pieces, 0);
}

}  // namespace
}  // namespace payung::app
