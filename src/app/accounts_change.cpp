#include <functional>

#include "app/accounts.hpp"
#include "app/accounts_shared.hpp"
#include "store/api_keys.hpp"
#include "store/credentials.hpp"
#include "store/sessions.hpp"

namespace payung::app {
namespace {

using identity::Instant;
using store::Account;
using store::AccountState;

Status not_oneself(Doer doer, const Account& account, std::string_view what) {
  if (doer && *doer == account.id) {
    return Error{Errc::conflict, std::string(what), "nobody does this to his own account"};
  }
  return {};
}

bool is_active_administrator(const Account& account) {
  return account.role == identity::Role::administrator && account.state == AccountState::active;
}

/// Somebody must be left who can let others in.
Status an_administrator_stays(Environment& env, const Account& before, const Account& after) {
  if (!is_active_administrator(before) || is_active_administrator(after)) return {};
  const auto count = store::count_active_administrators(env.database);
  if (!count) return count.error();
  if (*count > 1) return {};
  return Error{Errc::conflict, "account", "the last administrator; make another one first"};
}

Status end_all(Environment& env, const Account& account, Instant now, std::string_view why) {
  const auto sessions = store::end_sessions_of(env.database, account.id, {}, now, why);
  if (!sessions) return sessions.error();
  return store::end_links_of(env.database, account.id, now, why);
}

Status revoke_keys(Environment& env, const Account& account, Instant now) {
  const auto keys = store::revoke_api_keys_of(env.database, account.id, now);
  return keys ? Status{} : Status{keys.error()};
}

Status check(const AccountChange& change) {
  if (change.shown_name) {
    if (auto status = check_shown_name(*change.shown_name); !status) return status;
  }
  if (change.mail && !change.mail->empty()) {
    if (auto status = check_mail(lower_case(*change.mail)); !status) return status;
  }
  return check_reason(change.reason);
}

Status take_mail(Environment& env, Account& account, std::string_view asked) {
  if (asked.empty()) {
    account.mail.reset();
    return {};
  }
  account.mail = lower_case(asked);
  const auto other = store::account_by_mail(env.database, *account.mail);
  if (!other) return other.error();
  if (*other && (*other)->id != account.id) {
    return Error{Errc::already_there, "mail", "it belongs to another account"};
  }
  return {};
}

/// "shown_name mail": what changed besides role and scope; their content is no matter of the trail.
std::string names_changed(const Account& before, const Account& after) {
  std::string names;
  if (before.shown_name != after.shown_name) names += " shown_name changed";
  if (before.mail != after.mail) names += " mail changed";
  return names;
}

Result<Account> changed(Environment& env, Doer doer, std::string_view public_id,
                        const AccountChange& change, Instant now) {
  const auto before = account_named(env.database, public_id);
  if (!before) return before.error();
  Account after = *before;
  if (change.shown_name) after.shown_name = *change.shown_name;
  if (change.mail) {
    if (const auto taken = take_mail(env, after, *change.mail); !taken) return taken.error();
  }
  if (change.role) after.role = *change.role;
  if (change.scope) after.scope = *change.scope;
  const bool role = after.role != before->role;
  const bool rights = role || identity::limits_of(after.scope) != limits_of(before->scope);
  const std::string names = names_changed(*before, after);
  if (!rights && names.empty()) return Error{Errc::nothing_done, "account", "it is so already"};
  if (rights) {
    if (const auto other = not_oneself(doer, after, "role"); !other) return other.error();
  }
  if (role && (after.role == identity::Role::machine || before->role == identity::Role::machine)) {
    return Error{Errc::conflict, "role", "a machine stays one; make a new account"};
  }
  if (const auto stays = an_administrator_stays(env, *before, after); !stays) return stays.error();
  if (const auto stored = store::change_account(env.database, after); !stored) {
    return stored.error();
  }
  if (rights) {
    const auto ended = store::end_sessions_of(env.database, after.id, {}, now, "rights changed");
    if (!ended) return ended.error();
  }
  if (role) {
    if (const auto revoked = revoke_keys(env, after, now); !revoked) return revoked.error();
  }
  const auto told =
      tell(env, "change_account", after, summary(*before), summary(after) + names, change.reason);
  if (!told) return told.error();
  return after;
}

Result<Account> disabled(Environment& env, Doer doer, std::string_view public_id,
                         std::string_view reason, Instant now) {
  const auto before = account_named(env.database, public_id);
  if (!before) return before.error();
  if (before->state == AccountState::disabled) {
    return Error{Errc::nothing_done, "account", "it was disabled before"};
  }
  if (const auto other = not_oneself(doer, *before, "account"); !other) return other.error();
  Account after = *before;
  after.state = AccountState::disabled;
  if (const auto stays = an_administrator_stays(env, *before, after); !stays) return stays.error();
  auto status = store::change_account(env.database, after);
  if (status) status = end_all(env, after, now, "account disabled");
  if (status) status = revoke_keys(env, after, now);
  if (status) status = store::drop_password(env.database, after.id);
  if (status) {
    status = tell(env, "disable_account", after, summary(*before), summary(after), reason);
  }
  if (!status) return status.error();
  return after;
}

Result<Invitation> enabled(Environment& env, const IdentityContext& context, Doer doer,
                           std::string_view public_id, std::string_view reason) {
  const auto before = account_named(env.database, public_id);
  if (!before) return before.error();
  if (before->state != AccountState::disabled) {
    return Error{Errc::nothing_done, "account", "it is not disabled"};
  }
  if (const auto other = not_oneself(doer, *before, "account"); !other) return other.error();
  Account after = *before;
  const bool machine = after.role == identity::Role::machine;
  after.state = machine ? AccountState::active : AccountState::invited;
  if (const auto stored = store::change_account(env.database, after); !stored) {
    return stored.error();
  }
  const auto told = tell(env, "enable_account", after, summary(*before), summary(after), reason);
  if (!told) return told.error();
  if (machine) return Invitation{after, "", {}};
  return invite(env, context, after, "invitation");
}

Result<Invitation> reset_link(Environment& env, const IdentityContext& context, Doer doer,
                              std::string_view public_id) {
  const auto account = account_named(env.database, public_id);
  if (!account) return account.error();
  if (const auto other = not_oneself(doer, *account, "account"); !other) return other.error();
  if (account->state == AccountState::disabled || account->role == identity::Role::machine) {
    return Error{Errc::conflict, "account", "disabled accounts and machines have no password"};
  }
  const bool invited = account->state == AccountState::invited;
  auto link = invite(env, context, *account, invited ? "invitation" : "reset");
  if (!link) return link;
  if (const auto told = tell(env, "send_reset_link", *account, "", "", ""); !told) {
    return told.error();
  }
  return link;
}

Status dropped_factor(Environment& env, Doer doer, std::string_view public_id,
                      std::string_view reason, Instant now) {
  const auto account = account_named(env.database, public_id);
  if (!account) return account.error();
  if (auto other = not_oneself(doer, *account, "second factor"); !other) return other;
  const auto totp = store::totp_of(env.database, account->id);
  if (!totp) return totp.error();
  if (!*totp) return Error{Errc::nothing_done, "second factor", "there is none"};
  auto status = store::drop_totp(env.database, account->id);
  if (status) status = store::set_recovery_codes(env.database, account->id, {});
  if (status) status = end_all(env, *account, now, "second factor dropped");
  if (!status) return status;
  return tell(env, "drop_second_factor", *account, "", "", reason);
}

/// One write transaction around `work`, which is given the moment.
template <class Work>
auto in_one(Environment& env, Work&& work) -> decltype(work(Instant{})) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto result = work(*now);
  if (!result) return result;
  if (const auto done = transaction->commit(); !done) return done.error();
  return result;
}

}  // namespace

Result<Account> change_account(Environment& env, Doer doer, std::string_view public_id,
                               const AccountChange& change) {
  if (const auto sound = check(change); !sound) return sound.error();
  return in_one(env, [&](Instant now) { return changed(env, doer, public_id, change, now); });
}

Result<Account> disable_account(Environment& env, Doer doer, std::string_view public_id,
                                std::string_view reason) {
  if (const auto sound = check_reason(reason); !sound) return sound.error();
  return in_one(env, [&](Instant now) { return disabled(env, doer, public_id, reason, now); });
}

Result<Invitation> enable_account(Environment& env, const IdentityContext& context, Doer doer,
                                  std::string_view public_id, std::string_view reason) {
  if (const auto sound = check_reason(reason); !sound) return sound.error();
  return in_one(env, [&](Instant) { return enabled(env, context, doer, public_id, reason); });
}

Result<Invitation> send_reset_link(Environment& env, const IdentityContext& context, Doer doer,
                                   std::string_view public_id) {
  return in_one(env, [&](Instant) { return reset_link(env, context, doer, public_id); });
}

Status drop_second_factor(Environment& env, Doer doer, std::string_view public_id,
                          std::string_view reason) {
  if (auto sound = check_reason(reason); !sound) return sound;
  return in_one(env,
                [&](Instant now) { return dropped_factor(env, doer, public_id, reason, now); });
}

}  // namespace payung::app
