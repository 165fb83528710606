#pragma once

#include "api/people_common.hpp"
#include "identity/reach.hpp"
#include "views/json.hpp"

/// How things of the database are named to callers: by ids that nobody can guess or step through,
/// each of its own kind ("list", "bill", "job").
namespace payung::api {

/// Every number in a result becomes such an id. The call must outlive it.
views::Ids ids_of(const Call& call);
std::string id_of(const Call& call, std::string_view kind, std::int64_t number);

/// The number behind the id in the path or query. Errors: not_found naming the kind, for what is
/// no id of it.
Result<std::int64_t> number_of(const Call& call, std::string_view kind, const char* argument);
/// The same for a cursor that may be missing: 0.
Result<std::int64_t> cursor_of(const Call& call, std::string_view kind, const char* argument);
/// The same of a field of the body.
Result<std::int64_t> number_in_body(const Call& call, std::string_view kind, const char* field);

using identity::commands;
using identity::touches;

}  // namespace payung::api
