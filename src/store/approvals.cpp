#include "store/approvals.hpp"

namespace payung::store {
namespace {

Error misread(const Error& error) { return {Errc::integrity, "approval", error.where}; }

/// Columns: id, public_id, kind, subject, payload, size, state, maker, maker's name, checker,
/// checker's name, reason, answer, created_s, expires_s, decided_s,
/// region.
Result<Approval> approval_at(const db::Row& row) {
  const auto action = identity::parse_action(row.text(2));
  if (!action) return misread(action.error());
  const auto state = parse_approval_state(row.text(6));
  if (!state) return misread(state.error());
  Approval approval;
  approval.id = row.integer(0);
  approval.public_id = row.text(1);
  approval.action = *action;
  approval.subject = row.text(3);
  approval.payload = row.text(4);
  approval.size = row.integer(5);
  approval.state = *state;
  approval.maker = row.integer(7);
  approval.maker_name = row.text(8);
  if (!row.is_null(9)) approval.checker = row.integer(9);
  approval.checker_name = row.text(10);
  approval.reason = row.text(11);
  approval.answer = row.text(12);
  approval.created = {row.integer(13)};
  approval.expires = {row.integer(14)};
  if (!row.is_null(15)) approval.decided = identity::Instant{row.integer(15)};
  if (!row.is_null(16)) {
    const auto region = RegionCode::parse(row.text(16));
    if (!region) return misread(region.error());
    approval.region = *region;
  }
  return approval;
}

Result<std::vector<Approval>> read(db::Connection& connection, std::string_view sql,
                                   std::initializer_list<db::Param> params) {
  std::vector<Approval> all;
  const auto status = connection.query(sql, params, [&](const db::Row& row) -> Status {
    auto approval = approval_at(row);
    if (!approval) return approval.error();
    all.push_back(*std::move(approval));
    return {};
  });
  if (!status) return status.error();
  return all;
}

}  // namespace

std::string_view to_text(ApprovalState state) {
  switch (state) {
    case ApprovalState::proposed: return "proposed";
    case ApprovalState::approved: return "approved";
    case ApprovalState::refused: return "refused";
    case ApprovalState::withdrawn: return "withdrawn";
    case ApprovalState::expired: return "expired";
  }
  PAYUNG_CHECK(false);
}

Result<ApprovalState> parse_approval_state(std::string_view text) {
  for (const auto state : {ApprovalState::proposed, ApprovalState::approved, ApprovalState::refused,
                           ApprovalState::withdrawn, ApprovalState::expired}) {
    if (to_text(state) == text) return state;
  }
  return Error{Errc::bad_value, "state", "one of proposed, approved, refused, withdrawn, expired"};
}

Status add_approval(db::Connection& connection, Approval& approval) {
  // Asked first: on PostgreSQL a refused insert would end the whole transaction.
  const auto kind = identity::to_text(approval.action);
  const auto waiting = connection.number(
      "select count(*) from approval where kind = $1 and subject = $2 and state = 'proposed'",
      {kind, approval.subject});
  if (!waiting) return waiting.error();
  if (waiting->value_or(0) > 0) {
    return Error{Errc::already_there, "subject", "a proposal for it waits already"};
  }
  std::optional<std::string> region;
  if (approval.region) region = approval.region->text();
  const auto last = connection.number("select max(id) from approval");
  if (!last) return last.error();
  approval.id = last->value_or(0) + 1;
  const auto added = connection.run(
      "insert into approval (id, public_id, kind, subject, payload, size, state, maker, reason, "
      "answer, created_s, expires_s, region) "
      "values ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, '', $9, $10, $11)",
      {approval.id, approval.public_id, kind, approval.subject, approval.payload, approval.size,
       approval.maker, approval.reason, approval.created.seconds, approval.expires.seconds,
       region ? db::Param(std::string_view(*region)) : db::Param(db::null)});
  return added ? Status{} : Status{added.error()};
}

Result<std::optional<Approval>> approval_by_public_id(db::Connection& connection,
                                                      std::string_view public_id) {
  auto found =
      read(connection,
           "select a.id, a.public_id, a.kind, a.subject, a.payload, a.size, a.state, a.maker, "
           "m.name, a.checker, c.name, a.reason, a.answer, a.created_s, a.expires_s, a.decided_s, "
           "a.region "
           "from approval a join user_account m on m.id = a.maker "
           "left join user_account c on c.id = a.checker where a.public_id = $1",
           {public_id});
  if (!found) return found.error();
  if (found->empty()) return std::optional<Approval>();
  return std::optional(std::move(found->front()));
}

Result<std::vector<Approval>> approvals(db::Connection& connection,
                                        std::optional<ApprovalState> state, std::int64_t before,
                                        std::int64_t most) {
  const std::int64_t first = before > 0 ? before : INT64_MAX;
  if (state) {
    return read(connection,
                "select a.id, a.public_id, a.kind, a.subject, a.payload, a.size, a.state, a.maker, "
                "m.name, a.checker, c.name, a.reason, a.answer, a.created_s, a.expires_s, "
                "a.decided_s, a.region "
                "from approval a join user_account m on m.id = a.maker "
                "left join user_account c on c.id = a.checker "
                "where a.state = $1 and a.id < $2 order by a.id desc limit $3",
                {to_text(*state), first, most});
  }
  return read(connection,
              "select a.id, a.public_id, a.kind, a.subject, a.payload, a.size, a.state, a.maker, "
              "m.name, a.checker, c.name, a.reason, a.answer, a.created_s, a.expires_s, "
              "a.decided_s, a.region "
              "from approval a join user_account m on m.id = a.maker "
              "left join user_account c on c.id = a.checker "
              "where a.id < $1 order by a.id desc limit $2",
              {first, most});
}

Result<bool> decide_approval(db::Connection& connection, const Approval& approval) {
  PAYUNG_CHECK(approval.decided.has_value());
  const auto decided = connection.run(
      "update approval set state = $1, checker = $2, answer = $3, decided_s = $4 "
      "where id = $5 and state = 'proposed'",
      {to_text(approval.state), db::maybe(approval.checker), approval.answer,
       approval.decided->seconds, approval.id});
  if (!decided) return decided.error();
  return *decided == 1;
}

Result<std::int64_t> expire_approvals(db::Connection& connection, identity::Instant now) {
  return connection.run(
      "update approval set state = 'expired', decided_s = $1 "
      "where state = 'proposed' and expires_s <= $1",
      {now.seconds});
}

}  // namespace payung::store
