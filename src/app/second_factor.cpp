#include "app/second_factor.hpp"

#include "app/attempt.hpp"
#include "identity/recovery_codes.hpp"
#include "identity/totp.hpp"
#include "store/audit.hpp"
#include "store/credentials.hpp"
#include "store/sessions.hpp"

namespace payung::app {
namespace {

using identity::Caller;
using identity::Instant;
using store::TotpState;

Error no_session() { return {Errc::conflict, "api key", "sign in to change the second factor"}; }

/// What the proof is checked against, read in the transaction that counts the attempt.
struct Known {
  std::int64_t account;
  Attempt attempt;
  std::string hash;
  store::Totp totp;
};

Result<Known> look_up(Environment& env, const IdentityContext& context, const Caller& caller,
                      const FactorProof& proof, TotpState state, Instant now) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto totp = store::totp_of(env.database, caller.account);
  if (!totp) return totp.error();
  const auto hash = store::password_hash_of(env.database, caller.account);
  if (!hash) return hash.error();
  if (!*totp || (*totp)->state != state) {
    if (const auto done = transaction->commit(); !done) return done.error();
    return Error{Errc::not_found, "second factor"};
  }
  const auto attempt = begin_attempt(env, context, store::AttemptKind::second_factor,
                                     std::to_string(caller.account), proof.address, now);
  if (!attempt) return attempt.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return Known{caller.account, *attempt, hash->value_or(""), **totp};
}

/// The step of the code, when password and code both hold.
Result<std::optional<std::int64_t>> proved(const IdentityContext& context, const Known& known,
                                           const FactorProof& proof, Instant now) {
  const auto secret = context.open_totp(known.account, known.totp.sealed_secret);
  if (!secret) return secret.error();
  const auto step = identity::totp_step(*secret, proof.code, now, known.totp.last_step);
  // Somebody who came by a provider alone has no password; the code must do.
  const bool right = known.hash.empty() || context.is_password(known.hash, proof.password);
  return right ? step : std::optional<std::int64_t>();
}

/// Whether secret and password are still those that the proof was checked against.
Result<bool> still_so(Environment& env, const Known& known) {
  const auto totp = store::totp_of(env.database, known.account);
  if (!totp) return totp.error();
  const auto hash = store::password_hash_of(env.database, known.account);
  if (!hash) return hash.error();
  return *totp && (*totp)->state == known.totp.state &&
         (*totp)->sealed_secret == known.totp.sealed_secret && hash->value_or("") == known.hash;
}

Result<std::vector<std::string>> new_codes(Environment& env, const IdentityContext& context,
                                           std::int64_t account) {
  auto codes = identity::recovery_codes(
      context.random_bytes(identity::kRecoveryCodes * identity::kRecoveryCodeBytes));
  if (!codes) return codes;
  std::vector<std::string> hashes;
  for (const auto& code : *codes) {
    const auto plain = identity::normal_recovery_code(code);
    if (!plain) return plain.error();
    hashes.push_back(context.hash_of("recovery", *plain));
  }
  if (const auto set = store::set_recovery_codes(env.database, account, hashes); !set) {
    return set.error();
  }
  return codes;
}

/// What a proof that held is followed by, inside the second transaction; the recovery codes.
using Deed = Result<std::vector<std::string>> (*)(Environment&, const IdentityContext&,
                                                  const Caller&, const Known&, std::int64_t step,
                                                  Instant now);

Result<FactorResult> with_proof(Environment& env, const IdentityContext& context,
                                const Caller& caller, const FactorProof& proof, TotpState state,
                                std::string_view action, Deed deed) {
  if (!caller.session) return no_session();
  const auto now = moment(env);
  if (!now) return now.error();
  const auto known = look_up(env, context, caller, proof, state, *now);
  if (!known) return known.error();
  if (!known->attempt.verdict.allowed) {
    return FactorResult{.answer = FactorAnswer::wait,
                        .wait_until = known->attempt.verdict.wait_until};
  }
  const auto step = proved(context, *known, proof, *now);
  if (!step) return step.error();

  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  bool right = step->has_value();
  if (right) {
    const auto still = still_so(env, *known);
    if (!still) return still.error();
    right = *still;
  }
  if (right) {
    // Of two who bring the same code at once, one is right.
    const auto used = store::use_totp_step(env.database, caller.account, **step);
    if (!used) return used.error();
    right = *used;
  }
  auto status = store::close_attempt(env.database, known->attempt.number,
                                     right ? store::Outcome::right : store::Outcome::wrong);
  if (!status) return status.error();
  FactorResult result;
  if (right) {
    auto codes = deed(env, context, caller, *known, **step, *now);
    if (!codes) return codes.error();
    result.answer = FactorAnswer::done;
    result.recovery_codes = *std::move(codes);
  }
  status = store::audit(env.database,
                        {env.now, caller.name, std::string(action) + (right ? "" : "_refused"),
                         "account " + std::to_string(caller.account),
                         "attempt=" + std::to_string(known->attempt.number)});
  if (!status) return status.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return result;
}

Result<std::vector<std::string>> make_active(Environment& env, const IdentityContext& context,
                                             const Caller& caller, const Known& known,
                                             std::int64_t step, Instant now) {
  store::Totp totp = known.totp;
  totp.state = TotpState::active;
  totp.last_step = step;
  if (const auto set = store::set_totp(env.database, caller.account, totp, env.now); !set) {
    return set.error();
  }
  const auto ended = store::end_sessions_of(env.database, caller.account, caller.session, now,
                                            "second factor added");
  if (!ended) return ended.error();
  return new_codes(env, context, caller.account);
}

Result<std::vector<std::string>> take_away(Environment& env, const IdentityContext& /*context*/,
                                           const Caller& caller, const Known& /*known*/,
                                           std::int64_t /*step*/, Instant /*now*/) {
  auto status = store::drop_totp(env.database, caller.account);
  if (status) status = store::set_recovery_codes(env.database, caller.account, {});
  if (!status) return status.error();
  return std::vector<std::string>();
}

Result<std::vector<std::string>> renew(Environment& env, const IdentityContext& context,
                                       const Caller& caller, const Known& /*known*/,
                                       std::int64_t /*step*/, Instant /*now*/) {
  return new_codes(env, context, caller.account);
}

}  // namespace

Result<TotpOffer> offer_totp(Environment& env, const IdentityContext& context,
                             const Caller& caller) {
  if (!caller.session) return no_session();
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto known = store::totp_of(env.database, caller.account);
  if (!known) return known.error();
  if (*known && (*known)->state == TotpState::active) {
    return Error{Errc::conflict, "second factor", "take the present one away first"};
  }
  const std::string secret = context.random_bytes(identity::kTotpSecretBytes);
  const std::string sealed = context.seal_totp(caller.account, secret);
  auto status =
      store::set_totp(env.database, caller.account, {sealed, TotpState::offered, 0}, env.now);
  if (!status) return status.error();
  status = store::audit(env.database, {env.now, caller.name, "offer_totp",
                                       "account " + std::to_string(caller.account), ""});
  if (!status) return status.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return TotpOffer{identity::base32(secret), identity::totp_uri(secret, caller.name)};
}

Result<FactorResult> activate_totp(Environment& env, const IdentityContext& context,
                                   const Caller& caller, const FactorProof& proof) {
  return with_proof(env, context, caller, proof, TotpState::offered, "activate_totp", make_active);
}

Result<FactorResult> disable_totp(Environment& env, const IdentityContext& context,
                                  const Caller& caller, const FactorProof& proof) {
  return with_proof(env, context, caller, proof, TotpState::active, "disable_totp", take_away);
}

Result<FactorResult> renew_recovery_codes(Environment& env, const IdentityContext& context,
                                          const Caller& caller, const FactorProof& proof) {
  return with_proof(env, context, caller, proof, TotpState::active, "renew_recovery_codes", renew);
}

}  // namespace payung::app
