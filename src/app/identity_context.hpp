#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "app/environment.hpp"
#include "identity/backoff.hpp"
#include "identity/four_eyes.hpp"
#include "identity/password_policy.hpp"
#include "identity/permission.hpp"
#include "identity/session_policy.hpp"
#include "secrets/keyring.hpp"
#include "secrets/password.hpp"
#include "secrets/token.hpp"
#include "secrets/vault.hpp"

/// What the use cases of identity are given besides the Environment. The door makes it once; it
/// may be used from many threads.
namespace payung::app {

struct IdentitySettings {
  identity::SessionPolicy session = {};
  /// Failures of one account from one address; then of one account from anywhere: more are free,
  /// so that nobody locks another one out from his own chair.
  identity::Backoff account_here = {};
  identity::Backoff account_anywhere = {30, 30, 900, 86'400};
  /// Failures of one address: an office behind one address has many people.
  identity::Backoff address = {50, 30, 900, 3'600};
  /// So long an address counts as the account's own after a session from there.
  std::int64_t known_address_s = std::int64_t{30} * 86'400;
  identity::FourEyesLimits four_eyes = {};
  std::int64_t link_s = 86'400;           ///< life of a one-time link
  std::int64_t code_s = 600;              ///< life of a one-time code
  std::int64_t code_tries = 5;            ///< then the code is dead
  std::int64_t codes_per_hour = 5;        ///< to one person, and to one phone
  std::int64_t codes_per_hour_here = 3;   ///< of these, from one address
  std::int64_t code_turns_per_hour = 15;  ///< to type a code of before, when no new one may be sent
  std::int64_t api_key_days_max = 366;    ///< longest life of an API key
  std::int64_t approval_days = 14;        ///< how long a proposal waits
  std::int64_t proof_s = 900;             ///< so long a password counts for sensitive deeds
  std::set<identity::Role> second_factor_roles = {};  ///< who must have a second factor
  std::int64_t second_factor_days = 14;               ///< from the first session on, to set it up
};

class IdentityContext {
 public:
  /// Hashes one password, to have something to compare with when a name is not known.
  IdentityContext(const secrets::Keyring& keyring, secrets::RandomSource random,
                  const secrets::PasswordCost& cost, const IdentitySettings& settings,
                  identity::CommonPasswords common);

  const IdentitySettings& settings() const { return settings_; }
  const identity::CommonPasswords& common_passwords() const { return common_; }

  /// 256 random bits, URL-safe. The prefix says what it is ("pys_" a session, "pyk_" a key,
  /// "pyl_" a link), so that scanners find leaked ones.
  std::string new_token(std::string_view prefix) const;
  /// 128 random bits: what others see of a row.
  std::string new_public_id() const;
  std::string random_bytes(std::size_t count) const;
  /// Six figures.
  std::string new_code() const;
  /// Keyed hash of something secret, apart by purpose: how it is stored and found again.
  std::string hash_of(std::string_view purpose, std::string_view text) const;
  /// The second factor's secret, bound to its account. Errors of open: integrity.
  std::string seal_totp(std::int64_t account, std::string_view secret) const;
  Result<std::string> open_totp(std::int64_t account, std::string_view sealed) const;
  /// Any other secret, bound to the place where it is kept.
  std::string seal(std::string_view place, std::string_view plain) const;
  Result<std::string> open(std::string_view place, std::string_view sealed) const;

  /// argon2id. Slow and large by purpose: never inside a transaction.
  std::string hash_password(std::string_view password) const;
  /// With an empty hash (nobody has the name) it works as long, and says no.
  bool is_password(std::string_view hash, std::string_view password) const;

 private:
  secrets::RandomSource random_;
  secrets::TokenHasher hasher_;
  secrets::Vault vault_;
  secrets::PasswordCost cost_;
  IdentitySettings settings_;
  identity::CommonPasswords common_;
  std::string nobodys_hash_;
};

/// Environment::now as a moment. Errors: bad_date.
Result<identity::Instant> moment(const Environment& environment);

}  // namespace payung::app
