#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "app/registry_search.hpp"

/// The three forms in which SP-DCI asks, as one tree of tests. Errors everywhere: bad_value naming
/// the attribute or part, with what would do.
namespace payung::api {

using Json = nlohmann::ordered_json;

/// `query_type`: idtype-value, expression or predicate; empty: told by the form of `query`.
///   idtype-value  {"type": "NIK", "value": "..."}
///   expression    {"type": ..., "value": {"expression": {"collection": "Member", "query": {...}}}}
///                 with $and, $or, $not, $nor, $eq, $gt, $gte, $lt, $lte, $in
///   predicate     [{"seq_num", "expression1", "condition", "expression2"}]; the list is joined by
///   and
Result<app::RegistryCondition> read_query(std::string_view query_type, const Json& query);

/// {"person_identifier": {"eq": "..."}, "programme_identifier.program...": {"eq": "..."}}, the form
/// of /registry/sync/enrolled; or one of those above.
Result<app::RegistryCondition> read_enrolled_query(const Json& query);

}  // namespace payung::api
