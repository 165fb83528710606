#include "app/replace_key.hpp"

#include "app/identity_context.hpp"
#include "secrets/vault.hpp"
#include "store/audit.hpp"
#include "store/vault_key.hpp"

namespace payung::app {
namespace {

Status begun(Environment& env, const KeyWish& wish, store::KeyChange& change) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  const auto under_way = store::key_change_under_way(env.database);
  if (!under_way) return under_way.error();
  if (*under_way) {
    change = **under_way;
    if (change.old_key == wish.from.fingerprint() && change.new_key == wish.to.fingerprint()) {
      transaction->leave();
      return {};
    }
    return Error{Errc::integrity, "key_file",
                 "a replacement of key " + change.old_key + " by " + change.new_key +
                     " is under way; put those two key files back"};
  }
  const std::string old_key = wish.from.fingerprint();
  if (auto status = store::claim_vault_key(env.database, old_key, env.now); !status) return status;
  change = {0, old_key, wish.to.fingerprint(), wish.replace == secrets::Replace::everything,
            wish.reason};
  if (auto status = store::begin_key_change(env.database, change, env.now); !status) return status;
  const auto told =
      store::audit(env.database, {env.now, env.actor, "begin_key_change", "key " + change.old_key,
                                  "by key " + change.new_key + ", replaces " +
                                      (change.everything ? "everything" : "what is stored") + ": " +
                                      change.reason});
  if (!told) return told;
  return transaction->commit();
}

Status seal_table(Environment& env, std::string_view table, const store::SealingKeys& keys,
                  KeyReplacement& made) {
  for (bool last = false; !last;) {
    if (env.progress.stop_requested()) return Error{Errc::interrupted, "keys"};
    auto transaction = db::Transaction::begin(env.database);
    if (!transaction) return transaction.error();
    auto portion = store::seal_portion(env.database, made.change, table, keys);
    if (!portion) return portion.error();
    if (const auto kept = transaction->commit(); !kept) return kept;
    last = portion->last;
    made.rows += portion->rows;
    made.unopenable.insert(made.unopenable.end(), portion->unopenable.begin(),
                           portion->unopenable.end());
    env.progress.advance(made.rows);
  }
  return {};
}

Status ended(Environment& env, const KeyReplacement& made) {
  auto transaction = db::Transaction::begin(env.database);
  if (!transaction) return transaction.error();
  if (made.change.everything) {
    const auto now = moment(env);
    if (!now) return now.error();
    const auto status = store::end_all_proofs(env.database, now->seconds, env.now);
    if (!status) return status;
  }
  if (auto status = store::end_key_change(env.database, made.change, env.now); !status) {
    return status;
  }
  const auto told = store::audit(
      env.database, {env.now, env.actor, "end_key_change", "key " + made.change.new_key,
                     "in place of key " + made.change.old_key + ", unopenable " +
                         std::to_string(made.unopenable.size())});
  if (!told) return told;
  return transaction->commit();
}

}  // namespace

Result<KeyReplacement> replace_key(Environment& env, const KeyWish& wish,
                                   const SealFilesAnew& files) {
  KeyReplacement made;
  if (auto status = begun(env, wish, made.change); !status) return status.error();
  const secrets::Vault from(wish.from);
  const secrets::Vault to(wish.to);
  env.progress.begin("stage.keys", 0);
  for (const std::string_view table : store::sealed_tables()) {
    const auto status = seal_table(env, table, {from, to}, made);
    if (!status) return status.error();
  }
  auto sent = files();
  if (!sent) return sent.error();
  made.files = sent->done;
  made.unopenable.insert(made.unopenable.end(), sent->unopenable.begin(), sent->unopenable.end());
  if (auto status = ended(env, made); !status) return status.error();
  env.progress.end();
  return made;
}

}  // namespace payung::app
