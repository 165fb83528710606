// Goal: an answer is given again while nothing changed, never after; memory stays bounded.
#include "api/kept_answers.hpp"

#include <gtest/gtest.h>

namespace payung::api {
namespace {

KeptAnswer answer(std::string body) { return {std::move(body), "application/json", "\"t\"", {}}; }

class KeptAnswersTest : public ::testing::Test {
 protected:
  db::ChangeClock clock_{"a", {}};
  KeptAnswers kept_{&clock_, std::size_t{1} << 20};
};

TEST_F(KeptAnswersTest, IsGivenUntilSomethingChanges) {
  const auto stamp = kept_.stamp();
  ASSERT_TRUE(stamp.has_value());
  kept_.keep("bill 1", *stamp, answer("one"));
  ASSERT_NE(kept_.find("bill 1"), nullptr);
  EXPECT_EQ(kept_.find("bill 1")->body, "one");
  EXPECT_EQ(kept_.find("bill 2"), nullptr);
  EXPECT_EQ(kept_.given(), 2);
  clock_.changed();
  EXPECT_EQ(kept_.find("bill 1"), nullptr);
}

TEST_F(KeptAnswersTest, WhatWasReadBeforeAChangeIsNotGivenAfterIt) {
  const auto stamp = kept_.stamp();
  clock_.changed();  // while the answer was made
  kept_.keep("bill 1", *stamp, answer("old"));
  EXPECT_EQ(kept_.find("bill 1"), nullptr);
}

TEST_F(KeptAnswersTest, NothingIsGivenWhileAChangeIsCommittedOrOthersAreNotHeard) {
  kept_.keep("bill 1", *kept_.stamp(), answer("one"));
  {
    const db::ChangeClock::Committing committing(clock_);
    EXPECT_EQ(kept_.find("bill 1"), nullptr);
    EXPECT_FALSE(kept_.stamp().has_value());
  }
  kept_.keep("bill 1", *kept_.stamp(), answer("one"));
  clock_.trust_until(db::ChangeClock::Moment::min());
  EXPECT_EQ(kept_.find("bill 1"), nullptr);
  EXPECT_FALSE(kept_.stamp().has_value());
}

TEST_F(KeptAnswersTest, MemoryIsBounded) {
  // One mebibyte in sixteen shards: an answer of 32 KiB fits into one, two do not.
  const std::string large(std::size_t{33} << 10, 'x');
  for (int i = 0; i < 1'000; ++i) {
    kept_.keep("bill " + std::to_string(i), *kept_.stamp(), answer(large));
  }
  int found = 0;
  for (int i = 0; i < 1'000; ++i) found += kept_.find("bill " + std::to_string(i)) ? 1 : 0;
  EXPECT_GT(found, 0);
  EXPECT_LE(found, 16);
}

TEST_F(KeptAnswersTest, WhatIsLargerThanAnAnswerMayBeIsNotKept) {
  kept_.keep("list", *kept_.stamp(), answer(std::string((std::size_t{64} << 10) + 1, 'x')));
  EXPECT_EQ(kept_.find("list"), nullptr);
}

TEST(KeptAnswersOff, WithoutClockOrMemoryNothingIsKept) {
  db::ChangeClock clock("a", {});
  KeptAnswers none(&clock, 0);
  KeptAnswers alone(nullptr, std::size_t{1} << 20);
  for (KeptAnswers* one : {&none, &alone}) {
    EXPECT_FALSE(one->on());
    EXPECT_FALSE(one->stamp().has_value());
    EXPECT_EQ(one->find("bill 1"), nullptr);
  }
}

}  // namespace
}  // namespace payung::api
