#include "app/provider_sign_in.hpp"

#include "store/accounts.hpp"
#include "store/audit.hpp"
#include "store/credentials.hpp"

namespace payung::app {
namespace {

using identity::Instant;
using store::Account;
using store::AccountState;

constexpr std::int64_t kOnTheWaySeconds = 600;

std::string place_of(std::string_view state_hash) { return "oidc:" + std::string(state_hash); }

bool may_sign_in(const Account& account) {
  return account.state != AccountState::disabled && account.role != identity::Role::machine;
}

/// Links the account that an administrator meant; empty when there is none.
Result<std::optional<Account>> link(Environment& env, const ProvedPerson& person,
                                    const store::ProviderIdentity& identity) {
  if (!person.verified_mail || !db::check_text(*person.verified_mail)) {
    return std::optional<Account>();
  }
  auto account = store::account_by_mail(env.database, *person.verified_mail);
  if (!account) return account.error();
  if (!*account || !may_sign_in(**account)) return std::optional<Account>();
  const auto other = store::has_provider_link(env.database, (*account)->id, person.issuer);
  if (!other) return other.error();
  if (*other) return std::optional<Account>();
  auto status = store::link_provider(env.database, identity, (*account)->id, env.now);
  if (!status) return status.error();
  const std::string before(store::to_text((*account)->state));
  if ((*account)->state == AccountState::invited) {
    (*account)->state = AccountState::active;
    status = store::change_account(env.database, **account);
  }
  if (status) {
    status = store::add_account_event(env.database, {(*account)->id, "link_provider", before,
                                                     std::string(store::to_text((*account)->state)),
                                                     env.now, (*account)->name, ""});
  }
  if (status) {
    status = store::audit(env.database,
                          {env.now, (*account)->name, "link_provider",
                           "account " + std::to_string((*account)->id), "issuer=" + person.issuer});
  }
  if (!status) return status.error();
  return account;
}

Result<SignInResult> finished(Environment& env, const IdentityContext& context,
                              const ProvedPerson& person, const std::string& address) {
  if (!db::check_text(person.issuer) || !db::check_text(person.subject)) return SignInResult{};
  const store::ProviderIdentity identity{person.issuer, person.subject};
  auto account = store::account_by_provider(env.database, identity);
  if (account && !*account) account = link(env, person, identity);
  if (!account) return account.error();
  if (*account && may_sign_in(**account)) {
    return open_session(env, context, (*account)->id, "provider", address);
  }
  const std::string who = *account ? std::to_string((*account)->id) : "unknown";
  const auto told = store::audit(env.database, {env.now, "nobody", "provider_sign_in_refused",
                                                "account " + who, "issuer=" + person.issuer});
  if (!told) return told.error();
  return SignInResult{};
}

}  // namespace

Result<ProviderPass> begin_provider_sign_in(Environment& env, const IdentityContext& context) {
  const auto now = moment(env);
  if (!now) return now.error();
  const ProviderPass pass{context.new_token(""), context.new_token(""), context.new_token("")};
  store::ProviderAttempt attempt;
  attempt.state_hash = context.hash_of("oidc state", pass.state);
  attempt.nonce = pass.nonce;
  attempt.sealed_verifier = context.seal(place_of(attempt.state_hash), pass.verifier);
  attempt.created = *now;
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto added =
      store::add_provider_attempt(env.database, attempt, now->plus(-kOnTheWaySeconds));
  if (!added) return added.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  return pass;
}

Result<std::optional<ProviderPass>> take_provider_pass(Environment& env,
                                                       const IdentityContext& context,
                                                       std::string_view state) {
  const auto now = moment(env);
  if (!now) return now.error();
  const std::string hash = context.hash_of("oidc state", state);
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto attempt = store::take_provider_attempt(env.database, hash, *now);
  if (!attempt) return attempt.error();
  if (const auto done = transaction->commit(); !done) return done.error();
  if (!*attempt || (*attempt)->created.plus(kOnTheWaySeconds) <= *now) {
    return std::optional<ProviderPass>();
  }
  const auto verifier = context.open(place_of(hash), (*attempt)->sealed_verifier);
  if (!verifier) return verifier.error();
  return std::optional(ProviderPass{std::string(state), (*attempt)->nonce, *verifier});
}

Result<SignInResult> finish_provider_sign_in(Environment& env, const IdentityContext& context,
                                             const ProvedPerson& person,
                                             const std::string& address) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  auto result = finished(env, context, person, address);
  if (!result) return result;
  if (const auto done = transaction->commit(); !done) return done.error();
  return result;
}

}  // namespace payung::app
