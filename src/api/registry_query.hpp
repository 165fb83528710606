#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "api/registry_graphql.hpp"
#include "app/registry_search.hpp"

/// The forms in which SP-DCI asks, as one tree of tests. Errors everywhere: bad_value naming the
/// attribute or part, with what would do.
namespace payung::api {

/// `query_type`: idtype-value, expression, predicate or graphql; empty: told by the form of
/// `query`.
///   idtype-value  {"type": "NIK", "value": "..."}; "*" and "*" mean everybody
///   expression    {"type": ..., "value": {"expression": {"collection": "Member", "query": {...}}}}
///                 with $and, $or, $not, $nor, $eq, $ne, $gt, $gte, $lt, $lte, $in, $nin; an
///                 empty list of $and means everybody
///   predicate     [{"seq_num", "expression1", "condition", "expression2"}]; the list is joined by
///                 and; some say "expression" to it
///   graphql       as read_graphql_query has it
Result<app::RegistryCondition> read_query(std::string_view query_type, const Json& query);

/// {"person_identifier": {"eq": "..."}, "programme_identifier.program...": {"eq": "..."}}, the form
/// of /registry/sync/enrolled; or one of those above.
Result<app::RegistryCondition> read_enrolled_query(const Json& query);

/// Whether it is GraphQL: said so, or an expression that is a text.
bool is_graphql(std::string_view query_type, const Json& query);

/// What a GraphQL query asks for. OpenG2P's root field is getRegistrants.
struct GraphqlQuestion {
  app::RegistryCondition where;
  std::int64_t limit = 0;  ///< 0: none was said
  std::int64_t offset = 0;
  bool groups = false;  ///< asks for groups (isGroup: true)
  GraphqlQuery query;
};

/// The text itself, or {"type": ..., "value": {"expression": "query {...}"}}. Arguments of the
/// root field are tests, joined by and: identifier: {value: "1", type: "uin"}, name: "Budi",
/// gender: {eq: "male"}, where: {...}; besides limit, offset, order (kept as it is), isGroup,
/// lastSyncDate.
Result<GraphqlQuestion> read_graphql_query(const Json& query);

}  // namespace payung::api
