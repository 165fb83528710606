// Goal: a failed Result is never read as a value, nor a good one as an error.
// Method: each access on each state; the forbidden ones must stop the program.
#include "base/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <vector>

namespace payung {
namespace {

Result<int> good() { return 42; }
Result<int> failed() { return Error{Errc::not_found, "worker"}; }
Result<std::vector<int>> three() { return std::vector<int>{1, 2, 3}; }

TEST(Result, HoldsAValueOrAnError) {
  EXPECT_TRUE(good().ok());
  EXPECT_EQ(*good(), 42);
  EXPECT_EQ(good().value_or(7), 42);
  EXPECT_FALSE(failed());
  EXPECT_EQ(failed().error(), (Error{Errc::not_found, "worker"}));
  EXPECT_EQ(failed().value_or(7), 7);
}

TEST(Result, PassesOnWithAndThen) {
  const auto half = [](int number) -> Result<std::string> {
    if (number % 2 != 0) return Error{Errc::bad_value, "odd"};
    return std::to_string(number / 2);
  };
  EXPECT_EQ(*good().and_then(half), "21");
  EXPECT_EQ(failed().and_then(half).error().code, Errc::not_found);
  EXPECT_EQ(Result<int>(3).and_then(half).error().code, Errc::bad_value);
}

TEST(Result, AValueFromATemporaryLivesOn) {
  int sum = 0;
  for (const int number : *three()) sum += number;
  EXPECT_EQ(sum, 6);
  const auto& numbers = *three();
  EXPECT_EQ(numbers.size(), 3U);
}

TEST(Result, CarriesWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
  const std::unique_ptr<int> taken = *std::move(result);
  EXPECT_EQ(*taken, 5);
}

TEST(Status, IsSuccessOrAnError) {
  EXPECT_TRUE(Status().ok());
  const Status status = Error{Errc::io, "file"};
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.error().where, "file");
}

TEST(ResultDeathTest, AccessIsChecked) {
  EXPECT_DEATH((void)*failed(), "internal error");
  const Result<int> kept = failed();
  EXPECT_DEATH((void)*kept, "internal error");
  EXPECT_DEATH((void)three().error(), "internal error");
  const Result<std::vector<int>> none = Error{Errc::io, "file"};
  EXPECT_DEATH((void)none->size(), "internal error");
  EXPECT_DEATH((void)Status().error(), "internal error");
}

TEST(Errc, EachHasAWordOfItsOwn) {
  std::set<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(Errc::interrupted); ++i) {
    words.insert(to_text(static_cast<Errc>(i)));
  }
  EXPECT_EQ(words.size(), static_cast<std::size_t>(Errc::interrupted) + 1);
  EXPECT_EQ(to_text(Errc::no_parameter), "no_parameter");
}

}  // namespace
}  // namespace payung
