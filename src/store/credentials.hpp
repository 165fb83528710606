#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "identity/instant.hpp"

/// What people prove themselves with: password, second factor, links and codes that count once,
/// and the attempts. Everything comes in hashed or sealed. Writing happens inside the caller's
/// transaction. Errors everywhere: storage; already_there for a hash that is taken.
namespace payung::store {

using identity::Instant;

/// Empty when the account has no password.
Result<std::optional<std::string>> password_hash_of(db::Connection& connection,
                                                    std::int64_t account);
Status set_password_hash(db::Connection& connection, std::int64_t account, std::string_view hash,
                         std::string_view now);
Status drop_password(db::Connection& connection, std::int64_t account);

enum class TotpState : std::uint8_t {
  offered,  ///< shown to the person, not yet proved to work
  active,
};
struct Totp {
  std::string sealed_secret;
  TotpState state = TotpState::offered;
  std::int64_t last_step = 0;
};
Result<std::optional<Totp>> totp_of(db::Connection& connection, std::int64_t account);
/// In place of what was there.
Status set_totp(db::Connection& connection, std::int64_t account, const Totp& totp,
                std::string_view now);
/// Marks a step as used. False when it or a later one was used before: then the code counts not.
Result<bool> use_totp_step(db::Connection& connection, std::int64_t account, std::int64_t step);
Status drop_totp(db::Connection& connection, std::int64_t account);

/// In place of those that were there; none when empty.
Status set_recovery_codes(db::Connection& connection, std::int64_t account,
                          const std::vector<std::string>& hashes);
/// False when there is no such code that is unused.
Result<bool> use_recovery_code(db::Connection& connection, std::int64_t account,
                               std::string_view hash, std::string_view now);
Result<std::int64_t> recovery_codes_left(db::Connection& connection, std::int64_t account);

struct OneTimeLink {
  std::int64_t id = 0;
  std::int64_t account = 0;
  std::string purpose;  ///< invitation, reset
  std::string token_hash;
  Instant created;
  Instant expires;
  std::optional<Instant> ended;
};
/// Ends the account's other links and gives this one its number.
Status add_link(db::Connection& connection, OneTimeLink& link);
Result<std::optional<OneTimeLink>> link_by_hash(db::Connection& connection,
                                                std::string_view token_hash);
/// False when it had ended before.
Result<bool> end_link(db::Connection& connection, std::int64_t link, Instant now,
                      std::string_view why);
Status end_links_of(db::Connection& connection, std::int64_t account, Instant now,
                    std::string_view why);

struct OneTimeCode {
  std::int64_t id = 0;
  std::string public_id;
  std::int64_t person = 0;
  std::string purpose;
  std::string hash;
  Instant created;
  Instant expires;
  std::int64_t tries = 0;
  std::optional<Instant> ended;
  std::string phone_hash = {};    ///< keyed, of the phone it was sent to; empty: to none
  std::string address_hash = {};  ///< keyed, of the address that asked for it; empty: not known
  bool sent = true;               ///< false: only a turn to type a code that was sent before
};
/// Gives it its number.
Status add_code(db::Connection& connection, OneTimeCode& code);
/// Ends the person's codes of this purpose.
Status end_codes_of(db::Connection& connection, std::int64_t person, std::string_view purpose,
                    Instant now);
Result<std::optional<OneTimeCode>> code_by_public_id(db::Connection& connection,
                                                     std::string_view public_id);
Status count_code_try(db::Connection& connection, std::int64_t code);
/// False when it had ended before.
Result<bool> end_code(db::Connection& connection, std::int64_t code, Instant now);
/// The person's codes of this purpose that were sent, have not counted yet and are in time.
Result<std::vector<OneTimeCode>> live_codes(db::Connection& connection, std::int64_t person,
                                            std::string_view purpose, Instant now);
/// How many codes were sent since, and when the first of them.
struct CodesSent {
  std::int64_t count = 0;
  Instant first;
};
Result<CodesSent> codes_since(db::Connection& connection, std::int64_t person, Instant since);
/// To a phone, whosoever they were.
Result<CodesSent> codes_to_phone_since(db::Connection& connection, std::string_view phone_hash,
                                       Instant since);
/// To a person, as asked for from one address.
Result<CodesSent> codes_from_address_since(db::Connection& connection, std::int64_t person,
                                           std::string_view address_hash, Instant since);
/// How many turns were given without a new code: to a person, and to this address among them.
struct TurnsGiven {
  std::int64_t all = 0;
  std::int64_t here = 0;
};
Result<TurnsGiven> turns_since(db::Connection& connection, std::int64_t person,
                               std::string_view address_hash, Instant since);

enum class AttemptKind : std::uint8_t { password, second_factor, link, code, provider };
std::string_view to_text(AttemptKind kind);

/// The moments of attempts that were not right (those still open count): of a subject since its
/// last right one, of a subject from one address since its last right one there, and of an address.
Result<std::vector<Instant>> failures_of_subject(db::Connection& connection,
                                                 std::string_view subject, Instant since);
Result<std::vector<Instant>> failures_of_subject_at(db::Connection& connection,
                                                    std::string_view subject,
                                                    std::string_view address, Instant since);
Result<std::vector<Instant>> failures_of_address(db::Connection& connection,
                                                 std::string_view address, Instant since);
/// Written before anything is compared; its number. Attempts older than `keep_since` go.
Result<std::int64_t> open_attempt(db::Connection& connection, AttemptKind kind,
                                  std::string_view subject, std::string_view address, Instant now,
                                  Instant keep_since);
enum class Outcome : std::uint8_t { right, wrong };
Status close_attempt(db::Connection& connection, std::int64_t attempt, Outcome outcome);

/// A sign-in on its way through an OpenID provider.
struct ProviderAttempt {
  std::int64_t id = 0;
  std::string state_hash;
  std::string nonce;
  std::string sealed_verifier;
  Instant created;
};
Status add_provider_attempt(db::Connection& connection, ProviderAttempt& attempt,
                            Instant keep_since);
/// Takes it: a second time there is none.
Result<std::optional<ProviderAttempt>> take_provider_attempt(db::Connection& connection,
                                                             std::string_view state_hash,
                                                             Instant now);

}  // namespace payung::store
