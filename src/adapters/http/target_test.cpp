// Goal: a target is taken apart one way only, and what could be read two ways is refused.
// Method: a table of targets with the parts or the refusal worked out from RFC 3986 and 9112.
#include "adapters/http/target.hpp"

#include <gtest/gtest.h>

namespace payung::http {
namespace {

std::string parts(std::string_view target) {
  const auto parsed = parse_target(target);
  if (!parsed) return "refused";
  std::string text = parsed->path;
  for (const auto& [name, value] : parsed->query) text += " " + name + "=" + value;
  return text;
}

struct Case {
  std::string target;
  const char* parts;
};

TEST(Target, IsTakenApart) {
  const Case table[] = {{"/", "/"},
                        {"/v1/bills", "/v1/bills"},
                        {"/v1/bills?limit=5&open=true", "/v1/bills limit=5 open=true"},
                        {"/a%20b", "/a b"},
                        {"/a+b?c+d=e+f", "/a+b c d=e f"},
                        {"/?a=1&a=2", "/ a=1 a=2"},
                        {"/?a", "/ a="},
                        {"/?a=b=c", "/ a=b=c"},
                        {"/?&&a=1&", "/ a=1"},
                        {"/?q=%E2%82%AC", "/ q=\u20ac"},
                        {"/?q=/../x", "/ q=/../x"},
                        {"/..a/b..", "/..a/b.."},
                        {"//double", "//double"}};
  for (const Case& one : table) EXPECT_EQ(parts(one.target), one.parts) << one.target;
}

TEST(Target, WhatIsAmbiguousIsRefused) {
  const std::string many = "/?" + [] {
    std::string pairs;
    for (int i = 0; i < 101; ++i) pairs += "a=1&";
    return pairs;
  }();
  for (const std::string& target : {std::string(""),        std::string("v1"),
                                    std::string("*"),       std::string("http://a/b"),
                                    std::string("/%"),      std::string("/%4"),
                                    std::string("/%zz"),    std::string("/a%2Fb"),
                                    std::string("/a%5Cb"),  std::string("/a\\b"),
                                    std::string("/a%00b"),  std::string("/a%0Ab"),
                                    std::string("/."),      std::string("/.."),
                                    std::string("/a/../b"), std::string("/a/%2e%2e/b"),
                                    std::string("/a/."),    std::string("/a#b"),
                                    std::string("/?a=%00"), std::string("/?%0A=1"),
                                    std::string("/?a=%g0"), many}) {
    EXPECT_EQ(parts(target), "refused") << target;
  }
}

}  // namespace
}  // namespace payung::http
