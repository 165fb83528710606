#pragma once

#include "api/route.hpp"
#include "api/service.hpp"
#include "app/approvals.hpp"

/// What needs two people: proposed by one route, carried out by the route that says yes.
namespace payung::api {

Json approval_json(const store::Approval& approval);

/// Puts it up and answers 202 with the proposal. Errors: those of app::propose.
Result<Reply> propose_deed(Call& call, const app::Proposal& proposal);

/// Does what the approval's payload says, inside the transaction of its approval. What comes of it,
/// as JSON. Errors: those of the use case; then the approval is not given either.
Result<Json> carry_out(Call& call, const store::Approval& approval);

}  // namespace payung::api
