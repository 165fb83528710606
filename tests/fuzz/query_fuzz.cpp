// links: base adapters/http/target.cpp api/contract.cpp api/json_schema.cpp with re2
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "adapters/http/target.hpp"
#include "api/contract.hpp"
#include "check.hpp"

namespace {

using payung::api::Json;

payung::api::Contract invented() {
  const payung::api::ContractPart parts[] = {
      {"things", R"({"paths": {"/v1/things/{thing}": {"get": {
    "operationId": "show_thing", "tags": ["things"], "summary": "One", "parameters": [
      {"name": "thing", "in": "path", "required": true, "description": "Id",
       "schema": {"type": "string", "minLength": 1, "maxLength": 8}},
      {"name": "limit", "in": "query", "required": false, "description": "How many",
       "schema": {"type": "integer", "minimum": 1, "maximum": 50, "default": 20}},
      {"name": "month", "in": "query", "required": false, "description": "Of this month",
       "schema": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}},
      {"name": "sort", "in": "query", "required": false, "description": "Order",
       "schema": {"type": "string", "enum": ["made", "-made"], "default": "made"}},
      {"name": "all", "in": "query", "required": false, "description": "Yes or no",
       "schema": {"type": "boolean"}}],
    "responses": {"200": {"description": "Done", "content": {"application/json":
      {"schema": {"type": "object"}}}}}}}}, "schemas": {}})"}};
  const payung::api::RouteFacts routes[] = {{"get", "/v1/things/{thing}", "open", false}};
  return *payung::api::Contract::make(parts, routes, "0");
}

}  // namespace

/// Any target has arguments that fit their declarations, or violations; never both.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const payung::api::Contract contract = invented();
  const std::string text = "/" + std::string(reinterpret_cast<const char*>(data), size);
  const auto target = payung::http::parse_target(text);
  if (!target) return 0;
  Json arguments;
  const auto found = contract.operation(0).read_arguments({{"thing", target->path.substr(1)}},
                                                          target->query, arguments);
  for (const auto& violation : found) FUZZ_CHECK(violation.pointer.starts_with('/'));
  if (!found.empty()) return 0;
  const auto limit = arguments.at("limit").get<std::int64_t>();
  FUZZ_CHECK(limit >= 1 && limit <= 50);
  const auto sort = arguments.at("sort").get<std::string>();
  FUZZ_CHECK(sort == "made" || sort == "-made");
  if (arguments.contains("month")) FUZZ_CHECK(arguments["month"].get<std::string>().size() == 7);
  if (arguments.contains("all")) FUZZ_CHECK(arguments["all"].is_boolean());
  const auto thing = arguments.at("thing").get<std::string>();
  FUZZ_CHECK(!thing.empty());
  return 0;
}
