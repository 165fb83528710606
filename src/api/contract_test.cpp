// Goal: routes and contract cannot differ, and what a request brings is read as declared.
// Method: small contracts written here; literal requests and what is wrong with them.
#include "api/contract.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/assets/assets.hpp"
#include "api/route.hpp"

namespace payung::api {
namespace {

const ContractPart kPart{"pay.json", R"({
  "paths": {
    "/v1/pay/{payer}": {
      "get": {"operationId": "show", "parameters": [
        {"name": "payer", "in": "path", "required": true,
         "schema": {"type": "string", "maxLength": 8}},
        {"name": "limit", "in": "query",
         "schema": {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}},
        {"name": "open", "in": "query", "schema": {"type": "boolean"}},
        {"name": "month", "in": "query",
         "schema": {"type": "array", "maxItems": 2,
                    "items": {"type": "string", "format": "month"}}}],
        "responses": {"200": {"description": "it"}}},
      "post": {"operationId": "pay", "parameters": [
        {"name": "payer", "in": "path", "required": true, "schema": {"type": "string"}}],
        "requestBody": {"required": true, "content": {"application/json":
          {"schema": {"$ref": "#/components/schemas/Pay"}}}},
        "responses": {"201": {"description": "booked"}}}}},
  "schemas": {"Pay": {"type": "object", "required": ["amount"], "additionalProperties": false,
    "properties": {"amount": {"type": "integer", "minimum": 1}}}}})"};
const RouteFacts kRoutes[] = {{"get", "/v1/pay/{payer}", "bills_read", false},
                              {"post", "/v1/pay/{payer}", "payments_record", true}};

Result<Contract> made(const std::vector<RouteFacts>& routes) {
  return Contract::make(std::span(&kPart, 1), routes, "1.2.3");
}

std::string text_of(const std::vector<Violation>& violations) {
  std::string text;
  for (const auto& one : violations) {
    text += (text.empty() ? "" : "; ") + one.pointer + " " + one.keyword + " " + one.expected;
  }
  return text;
}

TEST(Contract, SaysWhatEveryOperationShares) {
  const auto contract = made({kRoutes[0], kRoutes[1]});
  ASSERT_TRUE(contract.ok()) << contract.error().detail;
  const Json document = Json::parse(contract->document());
  EXPECT_EQ(document["openapi"], "3.1.0");
  EXPECT_EQ(document["info"]["version"], "1.2.3");
  const Json& pay = document["paths"]["/v1/pay/{payer}"]["post"];
  EXPECT_EQ(pay["x-permission"], "payments_record");
  EXPECT_EQ(pay["parameters"][1]["$ref"], "#/components/parameters/IdempotencyKey");
  EXPECT_EQ(pay["responses"]["422"]["$ref"], "#/components/responses/Problem422");
  EXPECT_EQ(pay["responses"]["201"]["description"], "booked");
  EXPECT_EQ(document["paths"]["/v1/pay/{payer}"]["get"]["parameters"].size(), 4U);
}

TEST(Contract, ARouteWithoutOperationOrTheOtherWayRoundIsAnError) {
  EXPECT_EQ(made({kRoutes[0]}).error().where, "post /v1/pay/{payer}");
  const RouteFacts unknown{"get", "/v1/other", "open", false};
  EXPECT_EQ(made({kRoutes[0], kRoutes[1], unknown}).error().where, "get /v1/other");
  EXPECT_FALSE(made({kRoutes[0], kRoutes[0], kRoutes[1]}).ok());
}

struct Asked {
  QueryPairs path;
  QueryPairs query;
  const char* violations;
  const char* arguments;
};

TEST(Operation, ReadsPathAndQueryAsDeclared) {
  const auto contract = made({kRoutes[0], kRoutes[1]});
  const Asked table[] = {
      {{{"payer", "dinas"}}, {}, "", R"({"payer":"dinas","limit":50})"},
      {{{"payer", "dinas"}},
       {{"limit", "7"}, {"open", "true"}, {"month", "2025-01"}, {"month", "2025-02"}},
       "",
       R"({"payer":"dinas","limit":7,"open":true,"month":["2025-01","2025-02"]})"},
      {{{"payer", "a"}}, {{"limit", "0"}}, "/query/limit minimum 1", ""},
      {{{"payer", "a"}}, {{"limit", "1e2"}}, "/query/limit type integer", ""},
      {{{"payer", "a"}}, {{"limit", ""}}, "/query/limit type integer", ""},
      {{{"payer", "a"}}, {{"limit", "99999999999999999999"}}, "/query/limit type integer", ""},
      {{{"payer", "a"}}, {{"limit", "1"}, {"limit", "2"}}, "/query/limit once limit", ""},
      {{{"payer", "a"}}, {{"open", "yes"}}, "/query/open type boolean", ""},
      {{{"payer", "a"}}, {{"month", "2025-13"}}, "/query/month/0 format month", ""},
      {{{"payer", "a"}},
       {{"limits", "2"}},
       "/query/limits additionalProperties limit, open, month",
       ""},
      {{{"payer", "much too long"}}, {}, "/path/payer maxLength 8", ""}};
  for (const Asked& asked : table) {
    Json arguments;
    const auto found = contract->operation(0).read_arguments(asked.path, asked.query, arguments);
    EXPECT_EQ(text_of(found), asked.violations);
    if (!found.empty()) continue;
    EXPECT_EQ(arguments, Json::parse(asked.arguments)) << arguments.dump();
  }
}

TEST(Operation, ChecksTheBody) {
  const auto contract = made({kRoutes[0], kRoutes[1]});
  const Operation& pay = contract->operation(1);
  EXPECT_TRUE(pay.body_required());
  EXPECT_EQ(pay.media_types(), std::vector<std::string>{"application/json"});
  EXPECT_EQ(text_of(pay.check_body(Json::parse(R"({"amount":1})"))), "");
  EXPECT_EQ(text_of(pay.check_body(Json::parse(R"({"amount":0,"role":"x"})"))),
            "/body/amount minimum 1; /body/role additionalProperties amount");
}

TEST(Contract, OurOwnFitsOurRoutes) {
  std::vector<ContractPart> parts;
  for (const auto& asset : assets::under("web/api/")) {
    parts.push_back({std::string(asset.path), std::string(asset.content)});
  }
  std::vector<std::string> methods;
  std::vector<RouteFacts> facts;
  const auto routes = all_routes();
  for (const Route& route : routes) {
    std::string method(http::to_text(route.method));
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    methods.push_back(method);
  }
  for (std::size_t i = 0; i < routes.size(); ++i) {
    facts.push_back({methods[i], routes[i].path, identity::to_text(routes[i].permission),
                     routes[i].effect == Effect::write || routes[i].effect == Effect::job});
  }
  const auto contract = Contract::make(parts, facts, "test");
  EXPECT_TRUE(contract.ok()) << contract.error().where << ": " << contract.error().detail;
}

}  // namespace
}  // namespace payung::api
