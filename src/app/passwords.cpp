#include "app/passwords.hpp"

#include <vector>

#include "app/attempt.hpp"
#include "store/accounts.hpp"
#include "store/audit.hpp"
#include "store/credentials.hpp"
#include "store/sessions.hpp"

namespace payung::app {
namespace {

using identity::Caller;
using identity::Instant;
using identity::PasswordFault;

PasswordFault fault_of(const IdentityContext& context, const store::Account& account,
                       std::string_view password) {
  std::vector<std::string_view> own{account.name, account.shown_name};
  if (account.mail) own.emplace_back(*account.mail);
  return identity::check_password(password, own, context.common_passwords());
}

/// The link while it holds, with its account.
struct Held {
  store::OneTimeLink link;
  store::Account account;
};
Result<std::optional<Held>> held_link(Environment& env, const IdentityContext& context,
                                      std::string_view token, Instant now) {
  const auto link = store::link_by_hash(env.database, context.hash_of("link", token));
  if (!link) return link.error();
  if (!*link || (*link)->ended || (*link)->expires <= now) return std::optional<Held>();
  const auto account = store::account_by_number(env.database, (*link)->account);
  if (!account) return account.error();
  if (!*account || (*account)->state == store::AccountState::disabled) {
    return std::optional<Held>();
  }
  return std::optional(Held{**link, **account});
}

struct LookedUp {
  Attempt attempt;
  std::optional<Held> held;
};

/// Counts the attempt and, when the link does not hold, closes it at once.
Result<LookedUp> look_up(Environment& env, const IdentityContext& context,
                         const InvitationQuery& query, Instant now) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto attempt =
      begin_attempt(env, context, store::AttemptKind::link, query.token, query.address, now);
  if (!attempt) return attempt.error();
  LookedUp found{*attempt, {}};
  if (attempt->verdict.allowed) {
    auto held = held_link(env, context, query.token, now);
    if (!held) return held.error();
    found.held = *std::move(held);
    const auto outcome = found.held ? store::Outcome::right : store::Outcome::wrong;
    const auto closed = store::close_attempt(env.database, attempt->number, outcome);
    if (!closed) return closed.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return found;
}

Result<PasswordResult> set_by_link(Environment& env, const Held& held, std::string_view hash,
                                   Instant now) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  // Of two who use the link at once, one sets the password.
  const auto ended = store::end_link(env.database, held.link.id, now, "used");
  if (!ended) return ended.error();
  const auto known = store::account_by_number(env.database, held.account.id);
  if (!known) return known.error();
  if (!*ended || !*known || (*known)->state == store::AccountState::disabled) {
    if (const auto done = transaction->commit(); !done) return done.error();
    return PasswordResult{};
  }
  store::Account account = **known;
  auto status = store::set_password_hash(env.database, account.id, hash, env.now);
  if (status && account.state == store::AccountState::invited) {
    account.state = store::AccountState::active;
    status = store::change_account(env.database, account);
  }
  if (!status) return status.error();
  const auto sessions =
      store::end_sessions_of(env.database, account.id, {}, now, "password set by link");
  if (!sessions) return sessions.error();
  const std::string action =
      held.link.purpose == "invitation" ? "accept_invitation" : "reset_password";
  status = store::add_account_event(
      env.database, {account.id, action, std::string(store::to_text((*known)->state)),
                     std::string(store::to_text(account.state)), env.now, account.name, ""});
  if (!status) return status.error();
  status = store::audit(
      env.database,
      {env.now, account.name, action, "account " + std::to_string(account.id),
       "link=" + std::to_string(held.link.id) + " sessions_ended=" + std::to_string(*sessions)});
  if (!status) return status.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return PasswordResult{.answer = PasswordAnswer::set};
}

struct OldPassword {
  Attempt attempt;
  std::optional<store::Account> account;
  std::string hash;
};

Result<OldPassword> old_password(Environment& env, const IdentityContext& context,
                                 const Caller& caller, std::string_view address, Instant now) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto attempt =
      begin_attempt(env, context, store::AttemptKind::password, caller.name, address, now);
  if (!attempt) return attempt.error();
  OldPassword old{*attempt, {}, {}};
  if (attempt->verdict.allowed) {
    auto account = store::account_by_number(env.database, caller.account);
    if (!account) return account.error();
    old.account = *std::move(account);
    const auto hash = store::password_hash_of(env.database, caller.account);
    if (!hash) return hash.error();
    old.hash = hash->value_or("");
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return old;
}

Status close(Environment& env, const Caller& caller, const OldPassword& old,
             store::Outcome outcome) {
  if (auto closed = store::close_attempt(env.database, old.attempt.number, outcome); !closed) {
    return closed;
  }
  if (outcome == store::Outcome::right) return {};
  return store::audit(env.database, {env.now, caller.name, "change_password_refused",
                                     "account " + std::to_string(caller.account),
                                     "attempt=" + std::to_string(old.attempt.number)});
}

Status store_changed(Environment& env, const Caller& caller, std::string_view hash, Instant now) {
  auto status = store::set_password_hash(env.database, caller.account, hash, env.now);
  if (!status) return status;
  const auto sessions =
      store::end_sessions_of(env.database, caller.account, caller.session, now, "password changed");
  if (!sessions) return sessions.error();
  status = store::end_links_of(env.database, caller.account, now, "password changed");
  if (!status) return status;
  return store::audit(env.database, {env.now, caller.name, "change_password",
                                     "account " + std::to_string(caller.account),
                                     "sessions_ended=" + std::to_string(*sessions)});
}

}  // namespace

std::string_view to_text(PasswordAnswer answer) {
  switch (answer) {
    case PasswordAnswer::set: return "set";
    case PasswordAnswer::refused: return "refused";
    case PasswordAnswer::wait: return "wait";
    case PasswordAnswer::unsuited: return "unsuited";
  }
  PAYUNG_CHECK(false);
}

Result<PasswordResult> accept_invitation(Environment& env, const IdentityContext& context,
                                         const InvitationQuery& query) {
  const auto now = moment(env);
  if (!now) return now.error();
  const auto found = look_up(env, context, query, *now);
  if (!found) return found.error();
  if (!found->attempt.verdict.allowed) {
    return PasswordResult{.answer = PasswordAnswer::wait,
                          .wait_until = found->attempt.verdict.wait_until};
  }
  if (!found->held) return PasswordResult{};
  const auto fault = fault_of(context, found->held->account, query.password);
  if (fault != PasswordFault::none) {
    return PasswordResult{.answer = PasswordAnswer::unsuited, .fault = fault};
  }
  return set_by_link(env, *found->held, context.hash_password(query.password), *now);
}

Result<PasswordResult> change_password(Environment& env, const IdentityContext& context,
                                       const Caller& caller, const PasswordChange& change) {
  if (!caller.session) return Error{Errc::conflict, "api key", "sign in to change a password"};
  const auto now = moment(env);
  if (!now) return now.error();
  const auto old = old_password(env, context, caller, change.address, *now);
  if (!old) return old.error();
  if (!old->attempt.verdict.allowed) {
    return PasswordResult{.answer = PasswordAnswer::wait,
                          .wait_until = old->attempt.verdict.wait_until};
  }
  bool right = old->account && context.is_password(old->hash, change.old_password);
  PasswordResult result;
  std::string hash;
  if (right) {
    result.fault = fault_of(context, *old->account, change.new_password);
    result.answer =
        result.fault == PasswordFault::none ? PasswordAnswer::set : PasswordAnswer::unsuited;
  }
  if (result.answer == PasswordAnswer::set) hash = context.hash_password(change.new_password);
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  if (right) {
    // Of two who change it at once, one does: the old password of the other is old by now.
    const auto present = store::password_hash_of(env.database, caller.account);
    if (!present) return present.error();
    right = *present == old->hash;
    if (!right) result = {};
  }
  const auto outcome = right ? store::Outcome::right : store::Outcome::wrong;
  auto status = close(env, caller, *old, outcome);
  if (status && result.answer == PasswordAnswer::set) {
    status = store_changed(env, caller, hash, *now);
  }
  if (!status) return status.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return result;
}

}  // namespace payung::app
