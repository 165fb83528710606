#include "app/prove_again.hpp"

#include "app/attempt.hpp"
#include "identity/totp.hpp"
#include "store/audit.hpp"
#include "store/credentials.hpp"
#include "store/sessions.hpp"

namespace payung::app {
namespace {

using identity::Caller;
using identity::Instant;

/// What the proof is checked against, read in the transaction that counts the attempt.
struct Known {
  Attempt attempt;
  std::string hash;
  std::optional<store::Totp> totp;  ///< when it counts
};

Result<Known> look_up(Environment& env, const IdentityContext& context, const Caller& caller,
                      const FactorProof& proof, Instant now) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto totp = store::totp_of(env.database, caller.account);
  if (!totp) return totp.error();
  if (*totp && (*totp)->state != store::TotpState::active) totp->reset();
  const auto hash = store::password_hash_of(env.database, caller.account);
  if (!hash) return hash.error();
  const auto attempt = begin_attempt(env, context, store::AttemptKind::second_factor,
                                     std::to_string(caller.account), proof.address, now);
  if (!attempt) return attempt.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return Known{*attempt, hash->value_or(""), *totp};
}

/// Whether password and code hold, as far as the account has them. A code counts once.
Result<bool> holds(Environment& env, const IdentityContext& context, const Caller& caller,
                   const Known& known, const FactorProof& proof, bool password_right, Instant now) {
  const auto hash = store::password_hash_of(env.database, caller.account);
  if (!hash) return hash.error();
  if (hash->value_or("") != known.hash) return false;  // changed while it was compared
  if (!known.hash.empty() && !password_right) return false;
  if (!known.totp) return !known.hash.empty();
  const auto secret = context.open_totp(caller.account, known.totp->sealed_secret);
  if (!secret) return secret.error();
  const auto step = identity::totp_step(*secret, proof.code, now, known.totp->last_step);
  if (!step) return false;
  return store::use_totp_step(env.database, caller.account, *step);
}

}  // namespace

Result<FactorResult> prove_again(Environment& env, const IdentityContext& context,
                                 const Caller& caller, const FactorProof& proof) {
  if (!caller.session) return Error{Errc::conflict, "api key", "a key proves itself each time"};
  const auto now = Instant::parse(env.now);
  if (!now) return now.error();
  const auto known = look_up(env, context, caller, proof, *now);
  if (!known) return known.error();
  if (!known->attempt.verdict.allowed) {
    return FactorResult{.answer = FactorAnswer::wait,
                        .wait_until = known->attempt.verdict.wait_until};
  }
  const bool password_right = context.is_password(known->hash, proof.password);

  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto right = holds(env, context, caller, *known, proof, password_right, *now);
  if (!right) return right.error();
  auto status = store::close_attempt(env.database, known->attempt.number,
                                     *right ? store::Outcome::right : store::Outcome::wrong);
  if (status && *right) status = store::prove_session(env.database, *caller.session, *now);
  if (!status) return status.error();
  status = store::audit(env.database,
                        {env.now, caller.name, *right ? "prove_again" : "prove_again_refused",
                         "account " + std::to_string(caller.account),
                         "attempt=" + std::to_string(known->attempt.number)});
  if (!status) return status.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return FactorResult{.answer = *right ? FactorAnswer::done : FactorAnswer::refused};
}

}  // namespace payung::app
