#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// A GraphQL query as registries ask one another: one root field, its arguments as tests, its
/// selection as the fields that are wanted. No schema, no server: nothing is run.
namespace payung::api {

using Json = nlohmann::ordered_json;

/// One field that is wanted, with what is wanted of it.
struct GraphqlField {
  std::string name;
  std::vector<GraphqlField> fields = {};
};

struct GraphqlQuery {
  std::string root;  ///< "member", "getRegistrants"
  Json arguments;    ///< an object; {"identifier": {"value": "1", "type": "uin"}}
  std::vector<GraphqlField> fields;
  std::vector<std::string> others;  ///< further root fields, each without arguments
};

/// `text`: the query document (GraphQL, October 2021), at most 10,000 bytes: one query, fields,
/// arguments of plain values, lists and objects. Errors: bad_value naming what is not read
/// (mutations, variables, fragments, directives, aliases) or where it breaks off.
Result<GraphqlQuery> parse_graphql(std::string_view text);

/// What of `object` the fields want; what it does not have is null, as is customary there. Lists
/// are walked through.
Json select_fields(const Json& object, const std::vector<GraphqlField>& fields);

}  // namespace payung::api
