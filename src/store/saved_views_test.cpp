// Saved views belong to one account: nobody reads or removes another's.
// Method: on both engines, with two accounts.
#include "store/saved_views.hpp"

#include <gtest/gtest.h>

#include "store/testing.hpp"

namespace payung::store {
namespace {

void are_ones_own(db::Connection& database) {
  const auto mine = save_view(database, 1, {0, "Petani Undaan", "region=33.19.04"}, "2025-01-01");
  ASSERT_TRUE(mine.ok());
  ASSERT_TRUE(save_view(database, 2, {0, "Petani Undaan", "sector=trade"}, "2025-01-01").ok());
  const auto again = save_view(database, 1, {0, "Petani Undaan", "region=33.19.05"}, "2025-01-02");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->id, mine->id);
  const auto all = saved_views(database, 1);
  ASSERT_TRUE(all.ok());
  ASSERT_EQ(all->size(), 1U);
  EXPECT_EQ(all->front().query, "region=33.19.05");
  const auto foreign = drop_view(database, 2, mine->id);
  ASSERT_FALSE(foreign.ok());
  EXPECT_EQ(foreign.error().code, Errc::not_found);
  EXPECT_TRUE(drop_view(database, 1, mine->id).ok());
  EXPECT_TRUE(saved_views(database, 1)->empty());
  EXPECT_EQ(saved_views(database, 2)->size(), 1U);
}

void are_not_without_end(db::Connection& database) {
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(save_view(database, 1, {0, "v" + std::to_string(i), ""}, "2025-01-01").ok());
  }
  const auto more = save_view(database, 1, {0, "v100", ""}, "2025-01-01");
  ASSERT_FALSE(more.ok());
  EXPECT_EQ(more.error().code, Errc::conflict);
}

TEST(SavedViews, AreOnesOwn) { testing::for_each_engine(are_ones_own); }
TEST(SavedViews, AreNotWithoutEnd) { testing::for_each_engine(are_not_without_end); }

}  // namespace
}  // namespace payung::store
