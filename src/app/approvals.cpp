#include "app/approvals.hpp"

#include <algorithm>

#include "identity/reach.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

using identity::Caller;
using identity::Instant;
using store::Approval;
using store::ApprovalState;

constexpr std::size_t kSubjectBytesMax = 100;
constexpr std::size_t kPayloadBytesMax = 100'000;
constexpr std::size_t kWordsBytesMax = 500;
constexpr std::int64_t kDaySeconds = 86'400;

bool is_line(std::string_view text, std::size_t bytes_max) {
  return text.size() <= bytes_max && db::check_text(text).ok() &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Status check(const Proposal& proposal) {
  if (proposal.stake.size < 0) return Error{Errc::bad_value, "size", "not below zero"};
  if (proposal.subject.empty() || !is_line(proposal.subject, kSubjectBytesMax)) {
    return Error{Errc::bad_value, "subject", "1 to 100 bytes on one line"};
  }
  if (proposal.payload.size() > kPayloadBytesMax || !db::check_text(proposal.payload)) {
    return Error{Errc::bad_value, "payload", "at most 100,000 bytes of text"};
  }
  if (!is_line(proposal.reason, kWordsBytesMax)) {
    return Error{Errc::bad_value, "reason", "at most 500 bytes on one line"};
  }
  return {};
}

/// A proposal is about a whole place: who is limited to a payer, a sender or a sector of it does
/// not say yes for all.
bool concerns(const Caller& caller, const Approval& approval) {
  return approval.maker == caller.account ||
         (caller.may(identity::to_decide(approval.action)) &&
          identity::commands(caller.scope, approval.region.value_or(RegionCode())));
}

void let_expire(Approval& approval, Instant now) {
  if (approval.state == ApprovalState::proposed && approval.expires <= now) {
    approval.state = ApprovalState::expired;
  }
}

Status may_end(const Caller& caller, const Approval& approval, ApprovalState state) {
  const bool takes_back = state == ApprovalState::refused && approval.maker == caller.account;
  if (takes_back && !caller.api_key) return {};
  return identity::may_decide(caller, approval.action, approval.maker);
}

std::string_view verb_of(ApprovalState state) {
  switch (state) {
    case ApprovalState::approved: return "approve";
    case ApprovalState::refused: return "refuse";
    case ApprovalState::withdrawn: return "withdraw";
    case ApprovalState::proposed:
    case ApprovalState::expired: break;
  }
  PAYUNG_CHECK(false);
}

Result<Approval> ended(Environment& env, const Caller& caller, std::string_view public_id,
                       ApprovalState state, std::string_view answer) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto found = approval_for(env, caller, public_id);
  if (!found) return found;
  if (const auto may = may_end(caller, *found, state); !may) return may.error();
  if (found->state != ApprovalState::proposed) {
    return Error{Errc::conflict, "approval", "it is " + std::string(to_text(found->state))};
  }
  const bool taken_back = found->maker == caller.account;
  found->state = taken_back ? ApprovalState::withdrawn : state;
  if (!taken_back) {
    found->checker = caller.account;
    found->checker_name = caller.name;
  }
  found->answer = answer;
  found->decided = *now;
  const auto decided = store::decide_approval(env.database, *found);
  if (!decided) return decided.error();
  if (!*decided) return Error{Errc::conflict, "approval", "somebody was faster"};
  const auto told = store::audit(
      env.database,
      {env.now, env.actor, verb_of(found->state), "approval " + std::to_string(found->id),
       "kind=" + std::string(identity::to_text(found->action)) + " subject=[" + found->subject +
           "] before=proposed after=" + std::string(to_text(found->state)) +
           " maker=" + std::to_string(found->maker) + " answer=" + std::string(answer)});
  if (!told) return told.error();
  return found;
}

Result<Approval> ended_in_one(Environment& env, const Caller& caller, std::string_view public_id,
                              ApprovalState state, std::string_view answer) {
  if (!is_line(answer, kWordsBytesMax)) {
    return Error{Errc::bad_value, "answer", "at most 500 bytes on one line"};
  }
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto done = ended(env, caller, public_id, state, answer);
  if (!done) return done;
  if (const auto committed = transaction->commit(); !committed) return committed.error();
  return done;
}

}  // namespace

Result<Approval> propose(Environment& env, const IdentityContext& context, const Caller& maker,
                         const Proposal& proposal) {
  if (const auto sound = check(proposal); !sound) return sound.error();
  const auto needed = identity::to_propose(proposal.stake.action);
  if (!maker.may(needed)) {
    return Error{Errc::conflict, "permission", std::string(identity::to_text(needed))};
  }
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  // What ran out makes room for a new proposal on the same subject.
  const auto expired = store::expire_approvals(env.database, *now);
  if (!expired) return expired.error();
  Approval approval;
  approval.public_id = context.new_public_id();
  approval.action = proposal.stake.action;
  approval.region = proposal.region;
  approval.subject = proposal.subject;
  approval.payload = proposal.payload;
  approval.size = proposal.stake.size;
  approval.maker = maker.account;
  approval.maker_name = maker.name;
  approval.reason = proposal.reason;
  approval.created = *now;
  approval.expires = now->plus(context.settings().approval_days * kDaySeconds);
  if (const auto added = store::add_approval(env.database, approval); !added) {
    return added.error();
  }
  const auto told = store::audit(
      env.database,
      {env.now, env.actor, "propose", "approval " + std::to_string(approval.id),
       "kind=" + std::string(identity::to_text(approval.action)) + " subject=[" + approval.subject +
           "] size=" + std::to_string(approval.size) + " reason=" + approval.reason});
  if (!told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return approval;
}

Result<Approval> approve(Environment& env, const Caller& checker, std::string_view public_id,
                         std::string_view answer) {
  return ended_in_one(env, checker, public_id, ApprovalState::approved, answer);
}

Result<Approval> refuse(Environment& env, const Caller& checker, std::string_view public_id,
                        std::string_view answer) {
  return ended_in_one(env, checker, public_id, ApprovalState::refused, answer);
}

Result<std::vector<Approval>> list_approvals(Environment& env, const Caller& caller,
                                             std::optional<ApprovalState> state,
                                             std::int64_t before, std::int64_t most) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto all = store::approvals(env.database, state, before, most);
  if (!all) return all;
  for (Approval& approval : *all) let_expire(approval, *now);
  std::erase_if(*all, [&](const Approval& approval) {
    return !concerns(caller, approval) || (state && approval.state != *state);
  });
  return all;
}

Result<Approval> approval_for(Environment& env, const Caller& caller, std::string_view public_id) {
  const auto now = moment(env);
  if (!now) return now.error();
  if (!db::check_text(public_id)) return Error{Errc::not_found, "approval"};
  auto found = store::approval_by_public_id(env.database, public_id);
  if (!found) return found.error();
  if (!*found || !concerns(caller, **found)) return Error{Errc::not_found, "approval"};
  let_expire(**found, *now);
  return **found;
}

}  // namespace payung::app
