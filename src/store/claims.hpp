#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/nik.hpp"
#include "claims/claim.hpp"
#include "db/database.hpp"

/// Claims, their events, papers and receivers. What is private goes in and comes out as plain text
/// and lies sealed. Writing happens inside the caller's transaction and only adds. Errors
/// everywhere: storage; integrity.
namespace payung::store {

struct Claim {
  std::int64_t id = 0;
  std::int64_t person = 0;
  claims::Kind kind = claims::Kind::jkk;
  Date happened_on;
  Date reported_on;
  std::string reporter;      ///< family, worker, employer ...
  std::string key;           ///< the same key is the same report
  std::string private_text;  ///< JSON of the use case
  std::string recorded_at;
  std::string actor;
};
/// Gives it the next number. Errors: already_there for the key.
Status add_claim(db::Connection& connection, Claim& claim);
/// Errors: not_found.
Result<Claim> claim(db::Connection& connection, std::int64_t id);
Result<std::optional<Claim>> claim_by_key(db::Connection& connection, std::string_view key);
/// Newest first, those before number `before` (0: from the newest), at most `most`.
Result<std::vector<Claim>> claims_before(db::Connection& connection, std::int64_t before,
                                         std::int64_t most);
/// By number.
Result<std::vector<Claim>> claims_of_person(db::Connection& connection, std::int64_t person);

struct ClaimEvent {
  std::int64_t number = 0;  ///< 1, 2, 3 ... within the claim
  claims::Event event;
  std::string private_text;
  std::string recorded_at;
};
Status add_claim_event(db::Connection& connection, std::int64_t claim, const ClaimEvent& event);
/// By number.
Result<std::vector<ClaimEvent>> claim_events(db::Connection& connection, std::int64_t claim);

/// Makes the account and the receiver's NIK findable; `account` holds figures alone.
Status add_claim_receiver(db::Connection& connection, std::int64_t claim, std::int64_t number,
                          std::string_view account, std::string_view nik);
/// Claims of people other than `person` whose newest receiver has that account, by number.
Result<std::vector<std::int64_t>> claims_with_account(db::Connection& connection,
                                                      std::string_view account,
                                                      std::int64_t person);

struct ClaimPaper {
  std::int64_t id = 0;
  std::int64_t claim = 0;
  std::string code;
  std::string sha256;
  std::string media_type;
  std::int64_t bytes = 0;
  std::string recorded_at;
  std::string actor;
};
/// Gives it the next number, or that of the same file for the same paper, when it is there already:
/// then false.
Result<bool> add_claim_paper(db::Connection& connection, ClaimPaper& paper);
/// By number.
Result<std::vector<ClaimPaper>> claim_papers(db::Connection& connection, std::int64_t claim);
/// Errors: not_found.
Result<ClaimPaper> claim_paper(db::Connection& connection, std::int64_t id);

/// The newest day after `day` on which a list or an event of membership has the person alive.
Result<std::optional<Date>> alive_after(db::Connection& connection, std::int64_t person, Date day);

/// A member whom a list or an event calls dead, and of whose death no claim tells.
struct UnclaimedDeath {
  std::int64_t person = 0;
  std::optional<Date> died_on = {};    ///< as an event says; empty: only a list says so
  std::optional<Date> listed_on = {};  ///< the day of the oldest list that says so
};
/// By person, those after `after`; at most `most`.
Result<std::vector<UnclaimedDeath>> unclaimed_deaths(db::Connection& connection, std::int64_t after,
                                                     std::int64_t most);

/// A member on the list of a hospital: the newest day of such a list.
struct HospitalVisit {
  std::int64_t person = 0;
  Date listed_on;
};
/// By person, those after `after`; at most `most`. Who is called dead there is left out.
Result<std::vector<HospitalVisit>> hospital_visits(db::Connection& connection, std::int64_t after,
                                                   std::int64_t most);

/// The claims and events whose private text does not open. Reads all. Errors: storage.
Result<std::vector<std::string>> unopenable_claims(db::Connection& connection);

}  // namespace payung::store
