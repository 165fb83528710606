#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/environment.hpp"
#include "app/identity_context.hpp"
#include "identity/caller.hpp"
#include "store/approvals.hpp"

/// Four eyes: a maker proposes, another person says yes or no. Whoever carries the thing out asks
/// `needs_two` first and does it inside the transaction of `approve`.
namespace payung::app {

struct Proposal {
  identity::Stake stake;
  std::optional<RegionCode> region = {};  ///< where it is; who decides must reach it
  std::string subject;                    ///< "plan 12": what it is about, by number
  std::string payload;  ///< JSON for whoever carries it out; numbers and codes, nobody's data
  std::string reason;
};

/// Puts it up. One transaction (part of the caller's when there is one), audited.
/// Errors: conflict when the caller's role does not propose such things; already_there when the
/// subject waits already; bad_value.
Result<store::Approval> propose(Environment& environment, const IdentityContext& context,
                                const identity::Caller& maker, const Proposal& proposal);

/// Says yes. The caller carries out the payload in the same transaction, so that an approval
/// without its deed cannot be: begin a db::Transaction, approve, do it, commit.
/// Errors: not_found; conflict for the maker himself, for API keys, for roles that do not decide
/// this, and for what was decided before or ran out.
Result<store::Approval> approve(Environment& environment, const identity::Caller& checker,
                                std::string_view public_id, std::string_view answer);
/// Says no; the maker may take his own proposal back this way. Errors: as approve.
Result<store::Approval> refuse(Environment& environment, const identity::Caller& checker,
                               std::string_view public_id, std::string_view answer);

/// What the caller proposed or may decide, newest first; of one state or all. Those whose time ran
/// out read as expired. Reads only.
Result<std::vector<store::Approval>> list_approvals(Environment& environment,
                                                    const identity::Caller& caller,
                                                    std::optional<store::ApprovalState> state,
                                                    std::int64_t before, std::int64_t most);
/// Errors: not_found, also for what the caller neither proposed nor may decide.
Result<store::Approval> approval_for(Environment& environment, const identity::Caller& caller,
                                     std::string_view public_id);

}  // namespace payung::app
