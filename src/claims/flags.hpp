#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.hpp"
#include "rules/rule_book.hpp"

/// Doubts that a person must look at before anything is decided. A flag decides nothing: it says
/// what was seen, by which rule, and in which claim.
namespace payung::claims {

enum class Flag : std::uint8_t {
  same_event,            ///< another claim of the person tells of the same
  activity_after_death,  ///< a list or an event has the person alive afterwards
  soon_after_enrolment,  ///< the event came days after membership began
  shared_account,        ///< the account is named in claims of several people
  reported_late,         ///< after the days that the rules give for the report
  receiver_died,         ///< the account's holder has the NIK of who died
};
std::string_view to_text(Flag flag);

struct Doubt {
  Flag flag;
  std::string detail;                     ///< a day or a number; no personal data
  std::vector<std::int64_t> claims = {};  ///< others that it is about
  std::optional<rules::Value> rule = {};
};

struct OtherClaim {
  std::int64_t claim = 0;
  Kind kind = Kind::jkk;
  Date happened_on;
};

/// What is known around a claim.
struct Surroundings {
  Kind kind = Kind::jkk;
  Date happened_on;
  Date reported_on;
  std::vector<OtherClaim> others = {};   ///< of the person, those refused left out
  std::optional<Date> alive_after = {};  ///< newest day after the death that tells of life
  std::optional<Date> membership_start = {};
  std::vector<std::int64_t> same_account = {};  ///< claims of other people with that account
  bool receiver_died = false;
};
/// In the order of the enum. Errors: no_parameter.
Result<std::vector<Doubt>> doubts_of(const Surroundings& around, const rules::RuleBook& rules);

}  // namespace payung::claims
