// Goal: the three forms of a question mean the same tree, and what cannot be asked here is refused.
// Method: the examples of the SP-DCI documents and their neighbours, written back as one line.
#include "api/registry_query.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace payung::api {
namespace {

using app::RegistryCondition;

constexpr const char* kFields[] = {"identifier", "phone",     "name",   "birth_date",
                                   "birth_year", "age",       "sex",    "region",
                                   "registered", "programme", "status", "payer_kind",
                                   "first_name", "last_name", "updated"};
constexpr const char* kCompares[] = {"eq", "gt", "lt", "ge", "le", "in"};

std::string words(const RegistryCondition& one) {
  if (one.kind == RegistryCondition::Kind::test) {
    std::string text = std::string(kFields[static_cast<std::size_t>(one.field)]) + " " +
                       kCompares[static_cast<std::size_t>(one.compare)];
    for (const std::string& value : one.values) text += " " + value;
    return text;
  }
  std::string text = one.kind == RegistryCondition::Kind::all   ? "all("
                     : one.kind == RegistryCondition::Kind::any ? "any("
                                                                : "none(";
  for (std::size_t i = 0; i < one.parts.size(); ++i) {
    text += (i == 0 ? "" : "; ") + words(one.parts[i]);
  }
  return text + ")";
}

std::string read(std::string_view type, const char* query) {
  const auto made = read_query(type, Json::parse(query));
  return made ? words(*made) : "refused: " + made.error().where;
}

struct Case {
  const char* type;
  const char* query;
  const char* means;
};

TEST(RegistryQuery, FormsBecomeOneTree) {
  const Case cases[] = {
      {"idtype-value", R"({"type": "UIN", "value": "12314567890"})", "identifier eq 12314567890"},
      {"idtype-value", R"({"type": "NIK", "value": 3319011705800001})",
       "identifier eq 3319011705800001"},
      {"idtype-value", R"({"type": "MOBILE", "value": "0812"})", "phone eq 0812"},
      {"predicate",
       R"([{"seq_num": 1, "expression1": {"attribute_name": "YOB", "operator": "eq",
            "attribute_value": "1980"}}])",
       "birth_year eq 1980"},
      {"predicate",
       R"([{"expression1": {"attribute_name": "age", "operator": "lt", "attribute_value": "25"},
            "condition": "or",
            "expression2": {"attribute_name": "area-code", "operator": "eq",
                            "attribute_value": "331903"}},
           {"expression1": {"attribute_name": "Gender", "operator": "in",
                            "attribute_value": ["F", "male"]}}])",
       "all(any(age lt 25; region eq 33.19.03); sex in P L)"},
      {"predicate",
       R"([{"expression1": {"attribute_name": "name", "operator": "eq", "attribute_value": "x"},
            "condition": "not",
            "expression2": {"attribute_name": "sex", "operator": "eq", "attribute_value": "f"}}])",
       "all(name eq x; none(sex eq P))"},
      {"expression",
       R"({"type": "ns:org:QueryType:expression", "value": {"expression": {"collection": "Member",
           "query": {"$and": [{"birth_date": {"$gte": "1990-01-01", "$lt": "2000-01-01T00:00:00Z"}},
                              {"programme_identifier": {"$in": ["KUDUS-2025"]}}]}}}})",
       "all(all(birth_date ge 1990-01-01; birth_date lt 2000-01-01); programme in kudus-2025)"},
      {"expression", R"({"value": {"expression": {"query": {"$nor": [{"sex": "L"}]}}}})",
       "none(sex eq L)"},
      {"expression", R"({"value": {"expression": {"query": {"sex": {"$ne": "L"}}}}})",
       "none(sex eq L)"},
      // openIMIS asks for everybody so, OpenSPP so.
      {"expression", R"({"value": {"expression": {"query": {"$and": []}}}})", "all()"},
      {"", R"({"type": "*", "value": "*"})", "all()"},
      {"expression",
       R"({"value": {"expression": {"query": {"$and": [{"firstName": {"$eq": "Siti"}},
                                                       {"lastName": {"$eq": "Aminah"}}]}}}})",
       "all(first_name eq Siti; last_name eq Aminah)"},
      // OpenCRVS' range, and predicates that OpenSPP calls an expression.
      {"expression",
       R"({"type": "ns:org:QueryType:expression",
           "value": {"birth_date": {"type": "range", "gte": "1980-01-01", "lte": "1989-12-31"}}})",
       "all(birth_date ge 1980-01-01; birth_date le 1989-12-31)"},
      {"expression", R"([{"expression1": {"attribute_name": "YOB", "operator": "eq",
            "attribute_value": "1980"}}])",
       "birth_year eq 1980"},
      {"idtype-value",
       R"({"type": "idtype-value", "value": {"id_type": "uin", "id_value": "4733616459"}})",
       "identifier eq 4733616459"},
      {"", R"({"type": "UIN", "value": "TEST-001"})", "identifier eq TEST-001"},
      {"", R"([{"expression1": {"attribute_name": "nik", "operator": "eq",
            "attribute_value": "1"}}])",
       "identifier eq 1"},
  };
  for (const Case& one : cases) EXPECT_EQ(read(one.type, one.query), one.means) << one.query;
}

TEST(RegistryQuery, GraphqlArgumentsAreTests) {
  const Case cases[] = {
      // The documents' own example.
      {"graphql",
       R"({"type": "ns:org:QueryType:graphql", "value": {"expression":
           "query GetMemberByIdentifier {\n  member(\n    identifier: {\n      value: \"1\",\n )"
       R"(      type: \"uin\"\n    }\n  ) {\n    member_identifier {\n      value\n      type\n )"
       R"(   }\n    demographic_info {\n      name\n      gender\n      age\n    }\n  }\n}\n"}})",
       "all(identifier eq 1)"},
      {"expression", R"({"value": {"expression": "query { member { id } }"}})", "all()"},
      {"graphql",
       R"({"value": {"expression": "query { farmer(gender: { eq: \"MALE\" }) { id } }"}})",
       "all(sex eq L)"},
      // OpenG2P's importer.
      {"graphql",
       R"("{getRegistrants(lastSyncDate: \"2025-01-02T03:04:05.000Z\",isGroup: false,limit:2))"
       R"({name}totalRegistrantCount }")",
       "all(updated ge 2025-01-02)"},
      {"graphql", R"("{getRegistrants(name: \"Budi Santoso\"){name}}")",
       "all(name eq Budi Santoso)"},
      {"graphql", R"("{ member(where: {age: {lt: 25}}, region: [\"33.19\"]) { name } # all }\n }")",
       "all(age lt 25; region eq 33.19)"},
      {"graphql", R"("{ member(region: [\"33.19\", \"33.20\"]) { name } }")", "refused: region"},
      {"graphql", R"("{ member(where: {age: {lt: 25}}, region: \"33.19\") { name } }")",
       "all(age lt 25; region eq 33.19)"},
      {"graphql", R"("mutation { member { id } }")", "refused: graphql"},
      {"graphql", R"("query Q($a: Int) { member { id } }")", "refused: graphql"},
      {"graphql", R"("{ member(age: $a) { id } }")", "refused: graphql"},
      {"graphql", R"("{ member { ...Parts } }")", "refused: graphql"},
      {"graphql", R"("{ member { other: id } }")", "refused: graphql"},
      {"graphql", R"("{ member { id @include } }")", "refused: graphql"},
      {"graphql", R"("{ member(age: 1.5) { id } }")", "refused: graphql"},
      {"graphql", R"("{ member(name: \"Bu) { id } }")", "refused: graphql"},
      {"graphql", R"("{ member { id }")", "refused: graphql"},
      {"graphql", R"("{ member { id } } { other { id } }")", "refused: graphql"},
      {"graphql", R"("{ member(limit: -1) { id } }")", "refused: limit"},
      {"graphql", R"("{}")", "refused: graphql"},
      {"graphql", R"("")", "refused: query"},
      {"graphql", R"({})", "refused: query"},
  };
  for (const Case& one : cases) EXPECT_EQ(read(one.type, one.query), one.means) << one.query;
}

TEST(RegistryQuery, GraphqlSelectionPicksFields) {
  const auto made = read_graphql_query(Json::parse(
      R"("{ getRegistrants(limit: 2, offset: 4, isGroup: true) { name regIds { value } mood } )"
      R"(totalRegistrantCount }")"));
  ASSERT_TRUE(made.ok()) << made.error().where;
  EXPECT_EQ(made->limit, 2);
  EXPECT_EQ(made->offset, 4);
  EXPECT_TRUE(made->groups);
  EXPECT_EQ(made->query.root, "getRegistrants");
  EXPECT_EQ(made->query.others, std::vector<std::string>{"totalRegistrantCount"});
  const Json person = Json::parse(
      R"({"name": "Budi", "sex": "L", "regIds": [{"value": "1", "type": "NIK"}, {"type": "X"}]})");
  EXPECT_EQ(select_fields(person, made->query.fields).dump(),
            R"({"name":"Budi","regIds":[{"value":"1"},{"value":null}],"mood":null})");
}

TEST(RegistryQuery, EnrolledQuestionOfTheStandard) {
  const auto made = read_enrolled_query(Json::parse(
      R"({"person_identifier": {"eq": "ABC451123"},
          "programme_identifier.program.programme_identifier": {"eq": "DCI001"}})"));
  ASSERT_TRUE(made.ok()) << made.error().where;
  EXPECT_EQ(words(*made), "all(identifier eq ABC451123; programme eq dci001)");
}

TEST(RegistryQuery, WhatCannotBeAskedIsRefused) {
  const Case cases[] = {
      {"idtype-value", R"({"type": "BRN", "value": "1"})", "refused: type"},
      {"idtype-value", R"({"type": "NIK"})", "refused: query"},
      {"idtype-value", R"({"type": "NIK", "value": {"a": 1}})", "refused: value"},
      {"idtype-value", R"([])", "refused: query"},
      {"sql", R"({})", "refused: query_type"},
      {"predicate", R"({})", "refused: query"},
      {"predicate", R"([])", "refused: query"},
      {"predicate", R"([{"expression1": {"attribute_name": "age"}}])", "refused: expression1"},
      {"predicate",
       R"([{"expression1": {"attribute_name": "name", "operator": "like",
            "attribute_value": "x"}}])",
       "refused: operator"},
      {"predicate",
       R"([{"expression1": {"attribute_name": "sex", "operator": "gt",
            "attribute_value": "m"}}])",
       "refused: sex"},
      // The documents' own example: nobody's poverty is scored here, and no groups are kept.
      {"expression",
       R"({"value": {"expression": {"collection": "Group",
           "query": {"poverty_score": {"$lt": 5}}}}})",
       "refused: collection"},
      {"expression", R"({"value": {"expression": {"query": {"poverty_score": {"$lt": 5}}}}})",
       "refused: poverty_score"},
      {"expression", R"({"value": {"expression": {"query": {}}}})", "refused: query"},
      {"expression", R"({"value": {"expression": {"query": {"region": "3"}}}})", "refused: region"},
      {"expression", R"({"value": {"expression": {"query": {"age": "-1"}}}})", "refused: age"},
      {"expression", R"({"value": {"expression": {"query": {"age": 1.5}}}})", "refused: age"},
  };
  for (const Case& one : cases) EXPECT_EQ(read(one.type, one.query), one.means) << one.query;
}

TEST(RegistryQuery, DeepQuestionsAreRefused) {
  std::string deep = R"({"sex": "L"})";
  for (int i = 0; i < 20; ++i) deep = R"({"$and": [)" + deep + "]}";
  EXPECT_EQ(read("expression", (R"({"value": )" + deep + "}").c_str()), "refused: query");
}

}  // namespace
}  // namespace payung::api
