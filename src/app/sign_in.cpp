#include "app/sign_in.hpp"

#include "app/attempt.hpp"
#include "identity/address.hpp"
#include "identity/recovery_codes.hpp"
#include "identity/totp.hpp"
#include "store/accounts.hpp"
#include "store/audit.hpp"
#include "store/sessions.hpp"

namespace payung::app {
namespace {

using identity::Instant;
using identity::Standing;

constexpr std::size_t kNameBytesMax = 254;

std::string lowered(std::string_view text) {
  std::string low(text.substr(0, kNameBytesMax));
  for (char& c : low) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return low;
}

/// What the first transaction learns. Without an account the rest goes the same way.
struct Known {
  Attempt attempt;
  std::optional<store::Account> account;
  std::string hash;  ///< empty: there is nothing to compare with
};

/// Whether the account was signed in from there not long ago: then failures from elsewhere do not
/// keep its owner waiting, who would be shut out by any stranger with some addresses.
Result<FromElsewhere> elsewhere_for(Environment& env, const IdentityContext& context,
                                    const std::optional<store::Account>& account,
                                    std::string_view address, Instant now) {
  if (!account) return FromElsewhere::keeps_waiting;
  const auto before =
      store::signed_in_from(env.database, account->id, identity::shown_address(address),
                            now.plus(-context.settings().known_address_s));
  if (!before) return before.error();
  return *before ? FromElsewhere::leaves_a_first_try : FromElsewhere::keeps_waiting;
}

Result<Known> look_up(Environment& env, const IdentityContext& context, const SignInQuery& query,
                      Instant now) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const std::string name = lowered(query.name);
  Known known;
  // A name the database cannot hold (a NUL, broken UTF-8) is nobody's; it counts as an attempt.
  if (db::check_text(name)) {
    auto account = store::account_by_name(env.database, name);
    if (!account) return account.error();
    known.account = *std::move(account);
  }
  const auto elsewhere = elsewhere_for(env, context, known.account, query.address, now);
  if (!elsewhere) return elsewhere.error();
  const auto attempt = begin_attempt(env, context, store::AttemptKind::password, name,
                                     query.address, now, *elsewhere);
  if (!attempt) return attempt.error();
  known.attempt = *attempt;
  if (!known.attempt.verdict.allowed) {
    if (const auto done = transaction->commit(); !done) return done.error();
    return known;
  }
  const auto hash = store::password_hash_of(env.database, known.account ? known.account->id : 0);
  if (!hash) return hash.error();
  if (known.account && known.account->state == store::AccountState::active) {
    known.hash = hash->value_or("");
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return known;
}

Result<SignInResult> new_session(Environment& env, const IdentityContext& context,
                                 const store::Account& account, Standing standing,
                                 std::string_view means, std::string_view address, Instant now) {
  SignInResult result;
  result.token = context.new_token("pys_");
  store::UserSession session;
  session.public_id = context.new_public_id();
  session.account = account.id;
  session.token_hash = context.hash_of("session", result.token);
  session.standing = standing;
  session.means = means;
  session.address = identity::shown_address(address);
  session.created = now;
  session.last_seen = now;
  if (const auto added = store::add_session(env.database, session); !added) return added.error();
  result.answer =
      standing == Standing::full ? SignInAnswer::signed_in : SignInAnswer::second_factor;
  result.csrf_token = csrf_token_of(context, result.token);
  const auto& policy = context.settings().session;
  result.ends = standing == Standing::full ? now.plus(policy.absolute_s)
                                           : identity::ends_at(policy, standing, now, now);
  const auto told = store::audit(
      env.database,
      {env.now, account.name,
       standing == Standing::full ? std::string_view("sign_in") : std::string_view("sign_in_half"),
       "account " + std::to_string(account.id),
       "session=" + std::to_string(session.id) + " means=" + std::string(means)});
  if (!told) return told.error();
  return result;
}

/// What the first proof alone gives: all, unless the account has a second factor.
Result<Standing> standing_after_first(Environment& env, std::int64_t account) {
  const auto totp = store::totp_of(env.database, account);
  if (!totp) return totp.error();
  return *totp && (*totp)->state == store::TotpState::active ? Standing::half : Standing::full;
}

/// Ends the session this browser had before: a sign-in never goes on under an old token.
Status end_previous(Environment& env, const IdentityContext& context, std::string_view token,
                    Instant now) {
  if (token.empty()) return {};
  const auto session = store::session_by_hash(env.database, context.hash_of("session", token));
  if (!session) return session.error();
  if (!*session) return {};
  const auto ended = store::end_session(env.database, (*session)->id, now, "signed in again");
  return ended ? Status{} : Status{ended.error()};
}

/// Whether account and password are still those that were looked at: comparing takes long, and
/// meanwhile they may have been disabled or changed.
Result<bool> still_so(Environment& env, const Known& known) {
  if (!known.account) return false;
  const auto account = store::account_by_number(env.database, known.account->id);
  if (!account) return account.error();
  const auto hash = store::password_hash_of(env.database, known.account->id);
  if (!hash) return hash.error();
  return *account && (*account)->state == store::AccountState::active && *hash == known.hash;
}

Result<SignInResult> finish(Environment& env, const IdentityContext& context,
                            const SignInQuery& query, const Known& known, bool right, Instant now) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  if (right) {
    const auto still = still_so(env, known);
    if (!still) return still.error();
    right = *still;
  }
  const auto outcome = right ? store::Outcome::right : store::Outcome::wrong;
  auto status = store::close_attempt(env.database, known.attempt.number, outcome);
  if (!status) return status.error();
  SignInResult result;
  if (right) {
    status = end_previous(env, context, query.previous_token, now);
    if (!status) return status.error();
    const auto standing = standing_after_first(env, known.account->id);
    if (!standing) return standing.error();
    auto session =
        new_session(env, context, *known.account, *standing, "password", query.address, now);
    if (!session) return session.error();
    result = *std::move(session);
  } else {
    const std::string who = known.account ? std::to_string(known.account->id) : "unknown";
    status = store::audit(env.database, {env.now, "nobody", "sign_in_refused", "account " + who,
                                         "attempt=" + std::to_string(known.attempt.number)});
    if (!status) return status.error();
  }
  if (const auto done = transaction->commit(); !done) return done.error();
  return result;
}

/// Whether the account's app or one of its recovery codes says so; the means. Empty: no.
Result<std::string> factor_of(Environment& env, const IdentityContext& context,
                              std::int64_t account, std::string_view code, Instant now) {
  const auto totp = store::totp_of(env.database, account);
  if (!totp) return totp.error();
  if (!*totp || (*totp)->state != store::TotpState::active) return std::string();
  const auto secret = context.open_totp(account, (*totp)->sealed_secret);
  if (!secret) return secret.error();
  if (const auto step = identity::totp_step(*secret, code, now, (*totp)->last_step)) {
    const auto used = store::use_totp_step(env.database, account, *step);
    if (!used) return used.error();
    return std::string(*used ? "password totp" : "");
  }
  const auto paper = identity::normal_recovery_code(code);
  if (!paper) return std::string();
  const auto used =
      store::use_recovery_code(env.database, account, context.hash_of("recovery", *paper), env.now);
  if (!used) return used.error();
  return std::string(*used ? "password recovery" : "");
}

/// The half session of this token while it lives and its account is active.
struct Half {
  store::UserSession session;
  store::Account account;
};
Result<std::optional<Half>> half_session(Environment& env, const IdentityContext& context,
                                         std::string_view token, Instant now) {
  const auto session = store::session_by_hash(env.database, context.hash_of("session", token));
  if (!session) return session.error();
  if (!*session || (*session)->ended || (*session)->standing != Standing::half ||
      identity::ends_at(context.settings().session, Standing::half, (*session)->created,
                        (*session)->last_seen) <= now) {
    return std::optional<Half>();
  }
  const auto account = store::account_by_number(env.database, (*session)->account);
  if (!account) return account.error();
  if (!*account || (*account)->state != store::AccountState::active) return std::optional<Half>();
  return std::optional(Half{**session, **account});
}

Result<SignInResult> confirmed(Environment& env, const IdentityContext& context,
                               const SecondFactorQuery& query, Instant now) {
  const auto half = half_session(env, context, query.token, now);
  if (!half) return half.error();
  if (!*half) return SignInResult{};
  const auto& [session, account] = **half;
  const auto attempt = begin_attempt(env, context, store::AttemptKind::second_factor,
                                     std::to_string(account.id), query.address, now);
  if (!attempt) return attempt.error();
  if (!attempt->verdict.allowed) {
    return SignInResult{.answer = SignInAnswer::wait, .wait_until = attempt->verdict.wait_until};
  }
  const auto means = factor_of(env, context, account.id, query.code, now);
  if (!means) return means.error();
  const auto outcome = means->empty() ? store::Outcome::wrong : store::Outcome::right;
  if (const auto closed = store::close_attempt(env.database, attempt->number, outcome); !closed) {
    return closed.error();
  }
  if (means->empty()) {
    const auto told = store::audit(env.database, {env.now, account.name, "second_factor_refused",
                                                  "account " + std::to_string(account.id),
                                                  "attempt=" + std::to_string(attempt->number)});
    if (!told) return told.error();
    return SignInResult{};
  }
  const auto ended = store::end_session(env.database, session.id, now, "second factor brought");
  if (!ended) return ended.error();
  return new_session(env, context, account, Standing::full, *means, query.address, now);
}

}  // namespace

std::string_view to_text(SignInAnswer answer) {
  switch (answer) {
    case SignInAnswer::refused: return "refused";
    case SignInAnswer::wait: return "wait";
    case SignInAnswer::second_factor: return "second_factor";
    case SignInAnswer::signed_in: return "signed_in";
  }
  PAYUNG_CHECK(false);
}

Result<SignInResult> sign_in(Environment& env, const IdentityContext& context,
                             const SignInQuery& query) {
  const auto now = moment(env);
  if (!now) return now.error();
  const auto known = look_up(env, context, query, *now);
  if (!known) return known.error();
  if (!known->attempt.verdict.allowed) {
    return SignInResult{.answer = SignInAnswer::wait,
                        .wait_until = known->attempt.verdict.wait_until};
  }
  const bool right = context.is_password(known->hash, query.password);
  return finish(env, context, query, *known, right, *now);
}

Result<SignInResult> confirm_second_factor(Environment& env, const IdentityContext& context,
                                           const SecondFactorQuery& query) {
  const auto now = moment(env);
  if (!now) return now.error();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto result = confirmed(env, context, query, *now);
  if (!result) return result;
  if (const auto done = transaction->commit(); !done) return done.error();
  return result;
}

Result<SignInResult> open_session(Environment& env, const IdentityContext& context,
                                  std::int64_t account, std::string_view means,
                                  std::string_view address) {
  const auto now = moment(env);
  if (!now) return now.error();
  const auto found = store::account_by_number(env.database, account);
  if (!found) return found.error();
  if (!*found || (*found)->state != store::AccountState::active) return SignInResult{};
  const auto standing = standing_after_first(env, account);
  if (!standing) return standing.error();
  return new_session(env, context, **found, *standing, means, address, *now);
}

std::string csrf_token_of(const IdentityContext& context, std::string_view session_token) {
  return context.hash_of("csrf", session_token);
}

}  // namespace payung::app
