// Goal: a place is commanded by who has all of it and nothing narrower; it is touched by who has a
// part of it. Method: tables of scopes against the regency of Kudus and a shop in it.
#include "identity/reach.hpp"

#include <gtest/gtest.h>

namespace payung::identity {
namespace {

TEST(Reach, OfARegency) {
  struct Case {
    const char* name;
    Scope scope;
    bool commands;
    bool touches;
  };
  const RegionCode kudus = *RegionCode::parse("33.19");
  const auto at = [](const char* code) { return *RegionCode::parse(code); };
  const Case cases[] = {
      {"nothing", {}, false, false},
      {"country", Scope::everything(), true, true},
      {"province", {.regions = {at("33")}}, true, true},
      {"the regency", {.regions = {at("33.19")}}, true, true},
      {"a village in it", {.regions = {at("33.19.01.2006")}}, false, true},
      {"the next one", {.regions = {at("33.20")}}, false, false},
      {"one sector of it", {.regions = {at("33.19")}, .sectors = {Sector::trade}}, false, true},
      {"one sender of it", {.regions = {at("33.19")}, .sender = "tani"}, false, true},
      {"a sender alone", {.sender = "tani"}, false, false},
      {"a payer alone", {.payer = "toko"}, false, false},
      {"a worker", {.person = 7}, false, false},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(commands(one.scope, kudus), one.commands) << one.name;
    EXPECT_EQ(touches(one.scope, kudus), one.touches) << one.name;
  }
}

TEST(Reach, OfTheMoneyOfOnePayer) {
  struct Case {
    const char* name;
    Scope scope;
    bool reaches;
  };
  const RegionCode kudus = *RegionCode::parse("33.19");
  const auto at = [](const char* code) { return *RegionCode::parse(code); };
  const Case cases[] = {
      {"nothing", {}, false},
      {"country", Scope::everything(), true},
      {"the regency", {.regions = {at("33.19")}}, true},
      {"a village in it", {.regions = {at("33.19.01.2006")}}, false},
      {"the next one", {.regions = {at("33.20")}}, false},
      {"one sector of it", {.regions = {at("33.19")}, .sectors = {Sector::trade}}, false},
      {"one sender of it", {.regions = {at("33.19")}, .sender = "tani"}, false},
      {"this payer alone", {.payer = "toko"}, true},
      {"another payer", {.payer = "warung"}, false},
      {"this payer in its regency", {.regions = {at("33.19")}, .payer = "toko"}, true},
      {"this payer, but elsewhere", {.regions = {at("33.20")}, .payer = "toko"}, false},
      {"another payer of the regency", {.regions = {at("33.19")}, .payer = "warung"}, false},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(reaches_money(one.scope, "toko", kudus), one.reaches) << one.name;
  }
}

}  // namespace
}  // namespace payung::identity
