#include "app/own_sessions.hpp"

#include <algorithm>

#include "store/accounts.hpp"
#include "store/audit.hpp"

namespace payung::app {
namespace {

using identity::Instant;

Status tell(Environment& env, std::string_view actor, std::string_view action, std::int64_t account,
            const std::string& detail) {
  return store::audit(env.database,
                      {env.now, actor, action, "account " + std::to_string(account), detail});
}

Status ended(Environment& env, std::string_view actor, const store::UserSession& session,
             std::string_view action, Instant now) {
  const auto done = store::end_session(env.database, session.id, now, action);
  if (!done) return done.error();
  if (!*done) return {};
  return tell(env, actor, action, session.account, "session=" + std::to_string(session.id));
}

}  // namespace

Result<std::vector<store::UserSession>> list_sessions(Environment& env,
                                                      const IdentityContext& context,
                                                      const identity::Caller& caller) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto all = store::sessions_of(env.database, caller.account);
  if (!all) return all;
  std::erase_if(*all, [&](const store::UserSession& session) {
    return identity::ends_at(context.settings().session, session.standing, session.created,
                             session.last_seen) <= *now;
  });
  return all;
}

Status sign_out(Environment& env, const IdentityContext& context, std::string_view token) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto session = store::session_by_hash(env.database, context.hash_of("session", token));
  if (!session) return session.error();
  if (*session) {
    const auto account = store::account_by_number(env.database, (*session)->account);
    if (!account) return account.error();
    const std::string actor = *account ? (*account)->name : "nobody";
    if (auto done = ended(env, actor, **session, "sign_out", *now); !done) return done;
  }
  return transaction->commit();
}

Status end_own_session(Environment& env, const IdentityContext& context,
                       const identity::Caller& caller, std::string_view public_id) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto all = list_sessions(env, context, caller);
  if (!all) return all.error();
  const auto found = std::find_if(all->begin(), all->end(), [&](const store::UserSession& session) {
    return session.public_id == public_id;
  });
  if (found == all->end()) return Error{Errc::not_found, "session"};
  if (auto done = ended(env, caller.name, *found, "end_session", *now); !done) return done;
  return transaction->commit();
}

Result<std::int64_t> end_other_sessions(Environment& env, const identity::Caller& caller) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto count = store::end_sessions_of(env.database, caller.account, caller.session, *now,
                                            "ended by its owner");
  if (!count) return count;
  const auto told = tell(env, caller.name, "end_other_sessions", caller.account,
                         "sessions_ended=" + std::to_string(*count));
  if (!told) return told.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return count;
}

}  // namespace payung::app
