#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "identity/four_eyes.hpp"
#include "identity/instant.hpp"

/// What waits for a second person, and what was decided. Writing happens inside the caller's
/// transaction. Errors everywhere: storage; integrity.
namespace payung::store {

enum class ApprovalState : std::uint8_t {
  proposed,
  approved,
  refused,
  withdrawn,  ///< by its maker
  expired,
};
std::string_view to_text(ApprovalState state);
Result<ApprovalState> parse_approval_state(std::string_view text);

struct Approval {
  std::int64_t id = 0;
  std::string public_id;
  identity::Action action = identity::Action::enrolment_batch;
  std::string subject;  ///< "plan 12": one proposal per subject waits at a time
  std::string payload;  ///< JSON for whoever carries it out; numbers and codes only
  std::int64_t size = 0;
  /// Where it is; a checker must reach it. Empty: not in one place, for the whole country's.
  std::optional<RegionCode> region;
  ApprovalState state = ApprovalState::proposed;
  std::int64_t maker = 0;  ///< account
  std::string maker_name;  ///< read only
  std::optional<std::int64_t> checker;
  std::string checker_name;  ///< read only
  std::string reason;        ///< the maker's
  std::string answer;        ///< the checker's
  identity::Instant created;
  identity::Instant expires;
  std::optional<identity::Instant> decided;
};

/// Gives the proposal its number. Errors: already_there when the subject waits already.
Status add_approval(db::Connection& connection, Approval& approval);
Result<std::optional<Approval>> approval_by_public_id(db::Connection& connection,
                                                      std::string_view public_id);
/// Newest first, those before `before` (0: from the newest), at most `most`; in one state or all.
Result<std::vector<Approval>> approvals(db::Connection& connection,
                                        std::optional<ApprovalState> state, std::int64_t before,
                                        std::int64_t most);
/// Stores state, checker, answer and decided. False when it was decided before.
Result<bool> decide_approval(db::Connection& connection, const Approval& approval);
/// Marks those whose time ran out; how many.
Result<std::int64_t> expire_approvals(db::Connection& connection, identity::Instant now);

}  // namespace payung::store
