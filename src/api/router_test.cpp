// Goal: each path finds its one route, and nothing else does.
// Method: a small table of routes; literal paths and what they must find.
#include "api/router.hpp"

#include <gtest/gtest.h>

namespace payung::api {
namespace {

using http::Method;
using identity::Permission;

constexpr Route route(Method method, std::string_view path) {
  return {method, path, Permission::open, Effect::read, nullptr};
}

const Route kRoutes[] = {
    route(Method::get, "/v1/bills"),           route(Method::post, "/v1/bills"),
    route(Method::get, "/v1/bills/{bill}"),    route(Method::get, "/v1/bills/mine"),
    route(Method::post, "/v1/bills/{bill}/x"), route(Method::get, "/v1/a/{one}/b/{two}")};

std::string found(Method method, std::string_view path) {
  const auto match = Router(kRoutes).find(method, path);
  if (!match) return "none";
  std::string text = std::to_string(match->route);
  for (const auto& [name, value] : match->names) text += " " + name + "=" + value;
  return text;
}

TEST(Router, FindsTheOneRoute) {
  EXPECT_EQ(found(Method::get, "/v1/bills"), "0");
  EXPECT_EQ(found(Method::head, "/v1/bills"), "0");
  EXPECT_EQ(found(Method::post, "/v1/bills"), "1");
  EXPECT_EQ(found(Method::get, "/v1/bills/7"), "2 bill=7");
  EXPECT_EQ(found(Method::get, "/v1/bills/mine"), "3");
  EXPECT_EQ(found(Method::post, "/v1/bills/mine/x"), "4 bill=mine");
  EXPECT_EQ(found(Method::get, "/v1/a/1/b/2"), "5 one=1 two=2");
}

TEST(Router, WhatIsNotThereIsNotFound) {
  for (const char* path : {"", "/", "/v1", "/v1/bills/", "/v1//bills", "v1/bill", "/v1/bills/7/y",
                           "/v1/bills/7/x/z", "/V1/bills", "/v1/a//b/2"}) {
    EXPECT_EQ(found(Method::get, path), "none") << path;
  }
  EXPECT_EQ(found(Method::get, "/" + std::string(100'000, '/')), "none");
  EXPECT_EQ(found(Method::del, "/v1/bills"), "none");
}

TEST(Router, SaysWhatAPathKnows) {
  const Router router(kRoutes);
  EXPECT_EQ(router.allowed("/v1/bills"), "GET, HEAD, POST");
  EXPECT_EQ(router.allowed("/v1/bills/7/x"), "POST");
  EXPECT_EQ(router.allowed("/v1/nothing"), "");
  EXPECT_EQ(router.allowed("/v1/bills/mine"), "GET, HEAD");
}

TEST(Router, KnowsWhichReadShowsWhatAWriteChanges) {
  const Router router(kRoutes);
  EXPECT_EQ(router.shown_by(1), 0U);
  EXPECT_EQ(router.shown_by(4), 2U);
}

}  // namespace
}  // namespace payung::api
