#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/environment.hpp"
#include "app/status_of_person.hpp"
#include "store/history.hpp"

namespace payung::app {

struct PersonHistory {
  std::int64_t person = 0;
  Date on;
  std::vector<store::HistoryEvent> events;  ///< in order of time, spans of cover among them
};

/// Everything of one person until `on`: lists, links, decisions, eligibility with reasons, who was
/// to pay, membership, bills, payments, spans of cover. Masked. Reads only, in one transaction.
/// Errors: not_found; storage, no_parameter, integrity.
Result<PersonHistory> person_history(Environment& environment, std::int64_t person, Date on);

/// Does the register know this NIK, who pays, until when, and why so.
struct IdentityAnswer {
  bool known = false;
  std::vector<std::int64_t> persons;  ///< more than one: the NIK stands for several, a fault
  bool member = false;
  coverage::Covered covered = coverage::Covered::no;
  std::optional<Date> covered_until;
  std::optional<store::BilledPayer> payer;
  std::string reason;                  ///< of coverage::Reason; "unknown", "never_member"
  std::vector<std::string> citations;  ///< rows of the law it rests on, each once
  Rupiah due;                          ///< what is not paid yet
};
/// Errors: storage, no_parameter, integrity, overflow. A NIK that nobody has is an answer.
Result<IdentityAnswer> identity_check(Environment& environment, const Nik& nik, Date on);
/// The same of those whom somebody found and may see; of nobody: unknown.
Result<IdentityAnswer> identity_of_all(Environment& environment,
                                       std::span<const std::int64_t> persons, Date on);
/// The same of a person known by number. Errors: not_found too.
Result<IdentityAnswer> identity_of_person(Environment& environment, std::int64_t person, Date on);

}  // namespace payung::app
