// Goal: what the contract does not allow is refused with the place and what would do.
// Method: a table of schema, value and the violations worked out by hand from JSON Schema 2020-12.
#include "api/json_schema.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace payung::api {
namespace {

std::string found(const Schema& schema, const Json& value) {
  std::string text;
  for (const Violation& one : schema.check(value)) {
    text += (text.empty() ? "" : "; ") + one.pointer + " " + one.keyword + " " + one.expected;
  }
  return text;
}

struct Case {
  const char* name;
  const char* schema;
  const char* value;
  const char* violations;
};

class Checks : public ::testing::TestWithParam<Case> {};

TEST_P(Checks, FindsExactly) {
  const Json schema = Json::parse(GetParam().schema);
  const auto compiled = Schema::compile(schema, schema);
  ASSERT_TRUE(compiled.ok()) << compiled.error().detail;
  EXPECT_EQ(found(*compiled, Json::parse(GetParam().value)), GetParam().violations);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Checks,
    ::testing::Values(
        Case{"fits", R"({"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}})",
             R"({"a":1})", ""},
        Case{"missing", R"({"type":"object","required":["a"]})", "{}", " required a"},
        Case{"kind", R"({"properties":{"a":{"type":"integer"}}})", R"({"a":"1"})",
             "/a type integer"},
        Case{"no_float_for_integer", R"({"type":"integer"})", "1.0", " type integer"},
        Case{"null_allowed", R"({"type":["string","null"]})", "null", ""},
        Case{"unknown_field", R"({"properties":{"a":{}},"additionalProperties":false})",
             R"({"a":1,"role":"administrator"})", "/role additionalProperties a"},
        Case{"others_checked", R"({"additionalProperties":{"type":"boolean"}})", R"({"x":1})",
             "/x type boolean"},
        Case{"minimum", R"({"minimum":1,"maximum":3})", "0", " minimum 1"},
        Case{"maximum", R"({"minimum":1,"maximum":3})", "4", " maximum 3"},
        Case{"boundary", R"({"minimum":1,"maximum":3})", "3", ""},
        Case{"characters_not_bytes", R"({"maxLength":2})", R"("éé")", ""},
        Case{"too_long", R"({"maxLength":2})", R"("abc")", " maxLength 2"},
        Case{"pattern", R"({"pattern":"^[0-9]{16}$"})", R"("331902")", " pattern ^[0-9]{16}$"},
        Case{"enum", R"({"enum":["same","different"]})", R"("maybe")", " enum same, different"},
        Case{"date", R"({"type":"string","format":"date"})", R"("2025-02-30")", " format date"},
        Case{"leap_day", R"({"type":"string","format":"date"})", R"("2024-02-29")", ""},
        Case{"month", R"({"format":"month"})", R"("2025-13")", " format month"},
        Case{"time", R"({"format":"date-time"})", R"("2025-01-31T08:15:00Z")", ""},
        Case{"items", R"({"items":{"type":"integer"},"maxItems":3})", R"([1,"x",3])",
             "/1 type integer"},
        Case{"too_many_items", R"({"maxItems":1})", "[1,2]", " maxItems 1"},
        Case{"pointer_escapes", R"({"additionalProperties":{"type":"null"}})", R"({"a/b~c":1})",
             "/a~1b~0c type null"},
        Case{"one_of_two", R"({"oneOf":[{"type":"string"},{"type":"integer"}]})", "true",
             " oneOf 2 forms"},
        Case{"one_of_both", R"({"oneOf":[{"type":"integer"},{"minimum":0}]})", "1",
             " oneOf exactly one form"},
        Case{"any_of", R"({"anyOf":[{"type":"string"},{"minimum":5}]})", "7", ""},
        Case{"all_of", R"({"allOf":[{"minimum":1},{"maximum":2}]})", "3", " maximum 2"},
        Case{"recursive",
             R"({"$ref":"#/d/n","d":{"n":{"properties":{"n":{"$ref":"#/d/n"}},"required":["v"]}}})",
             R"({"v":1,"n":{"v":1,"n":{}}})", "/n/n required v"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(SchemaCompile, WhatIsNotCheckedIsRefused) {
  for (const char* text :
       {R"({"uniqueItems":true})", R"({"type":"text"})", R"({"format":"ipv4"})",
        R"({"pattern":"("})", R"({"$ref":"#/nowhere"})", R"({"$ref":"other.json"})", "[]",
        R"({"properties":{"a":{"patternProperties":{}}}})", R"({"required":"a"})"}) {
    const Json schema = Json::parse(text);
    const auto compiled = Schema::compile(schema, schema);
    ASSERT_FALSE(compiled.ok()) << text;
    EXPECT_EQ(compiled.error().code, Errc::bad_rule) << text;
  }
}

TEST(SchemaCheck, StopsAtTwentyViolationsAndAtADepth) {
  const Json schema = Json::parse(R"({"items":{"type":"string"}})");
  const auto compiled = Schema::compile(schema, schema);
  EXPECT_EQ(compiled->check(Json(std::vector<int>(5000, 1))).size(), 20U);

  const Json circle = Json::parse(R"({"$ref":"#/n","n":{"items":{"$ref":"#/n"}}})");
  Json deep = Json::array();
  for (int i = 0; i < 1000; ++i) deep = Json::array({deep});
  const auto endless = Schema::compile(circle, circle);
  const auto violations = endless->check(deep);
  ASSERT_FALSE(violations.empty());
  EXPECT_EQ(violations[0].keyword, "depth");
}

struct Text {
  const char* name;
  std::string text;
  const char* problem;  ///< "" when it is read
};
class Bodies : public ::testing::TestWithParam<Text> {};

TEST_P(Bodies, AreReadOrRefused) {
  const auto read = parse_json(GetParam().text, 4, 50);
  if (std::string_view(GetParam().problem).empty()) {
    EXPECT_TRUE(read.ok());
  } else {
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().code, Errc::bad_value);
    EXPECT_EQ(read.error().detail, GetParam().problem);
  }
}

std::string many_values() {
  std::string text = "[0";
  for (int i = 0; i < 50; ++i) text += ",0";
  return text + "]";
}

INSTANTIATE_TEST_SUITE_P(
    Table, Bodies,
    ::testing::Values(Text{"plain", R"({"a":[1,-2,"x",null,true,1.5]})", ""},
                      Text{"depth_4", "[[[[]]]]", ""},
                      Text{"depth_5", "[[[[[]]]]]", "nested too deep"},
                      Text{"many", many_values(), "too many values"},
                      Text{"twice", R"({"a":1,"a":2})", "the same name twice"},
                      Text{"largest", "9223372036854775807", ""},
                      Text{"too_large", "9223372036854775808", "a number beyond 64 bits"},
                      Text{"far_too_large", "123456789012345678901234567890",
                           "a number beyond 64 bits"},
                      Text{"infinite", "1e999", "it is no JSON (RFC 8259)"},
                      Text{"nul", R"("a\u0000b")", "a text with a NUL character"},
                      Text{"nul_name", R"({"a\u0000":1})", "a name with a NUL character"},
                      Text{"cut", R"({"a":)", "it is no JSON (RFC 8259)"},
                      Text{"empty", "", "it is no JSON (RFC 8259)"},
                      Text{"not_utf8", "\"\xff\"", "it is no JSON (RFC 8259)"},
                      Text{"two", "1 2", "it is no JSON (RFC 8259)"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace payung::api
