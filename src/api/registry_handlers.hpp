#pragma once

#include "api/route.hpp"

/// Handlers of routes that stand in registry.cpp, from other files.
namespace payung::api {

Result<Reply> active_check(Call& call);
Result<Reply> active_checks(Call& call);

Result<Reply> give_token(Call& call);

Result<Reply> list_partners(Call& call);
Result<Reply> put_partner(Call& call);
Result<Reply> remove_partner(Call& call);
/// With the sender_id in the body or the query, for those that are addresses themselves.
Result<Reply> add_partner(Call& call);
Result<Reply> remove_named_partner(Call& call);

}  // namespace payung::api
