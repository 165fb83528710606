// A refusal is told in the reader’s language down to what would do; what is not known stays.
#include "api/problem.hpp"

#include <gtest/gtest.h>

namespace payung::api {
namespace {

TEST(Problem, SaysWhatWouldDoInTheReadersLanguage) {
  const auto id = text::Catalogue::load("id");
  const auto en = text::Catalogue::load("en");
  // Who waited for another writer contradicts nothing: he comes again.
  const auto busy = problem_of({Errc::conflict, "database", "every connection is in use"}, en);
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.code, "busy");
  ASSERT_EQ(busy.headers.size(), 1U);
  EXPECT_EQ(busy.headers[0].first, "Retry-After");
  const Error early{Errc::conflict, "claim", "assess it first"};
  EXPECT_EQ(problem_of(early, id).detail, "claim: hitung manfaatnya dahulu");
  EXPECT_EQ(problem_of(early, en).detail, "claim: assess it first");
  EXPECT_EQ(problem_of(early, id).status, 409);
  const Error rare{Errc::conflict, "claim", "something rare"};
  EXPECT_EQ(problem_of(rare, id).detail, "claim: something rare");
}

}  // namespace
}  // namespace payung::api
