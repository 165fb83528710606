#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eligibility/person_facts.hpp"
#include "eligibility/scheme.hpp"
#include "rules/rule_book.hpp"

/// May this person be covered under this scheme?
/// In: what is known of the person, the scheme, the law, a day. Out: yes, no or ask, with every
/// condition that was looked at, what was found and where the condition is written.
/// Fails: no_parameter when the law has no age for the day.
namespace payung::eligibility {

enum class Answer : std::uint8_t {
  yes,
  ask,  ///< something is not known: a person must find out
  no,
};
std::string_view to_text(Answer answer);
Result<Answer> parse_answer(std::string_view text);

/// What one condition found. The words of a code stand in web/text: "eligibility.too_old".
enum class ReasonCode : std::uint8_t {
  identity_good,
  nik_missing,
  nik_invalid,
  nik_damaged,
  age_fits,
  too_young,
  too_old,
  birth_date_unknown,
  birth_date_impossible,  ///< after the day asked for
  alive,
  dead,
  present,  ///< lives or works in the area
  moved_away,
  outside_area,
  area_unknown,
  sector_fits,
  sector_excluded,
  sector_unknown,
  no_wage,
  wage_earner,
  wage_unknown,  ///< taken as no wage earner, because lists of informal workers do not say it
  poverty_fits,
  not_in_register,
  in_register,
  register_unknown,
  decile_too_high,
  decile_unknown,
  not_covered,
  already_covered,
};
std::string_view to_text(ReasonCode code);
Result<ReasonCode> parse_reason(std::string_view text);

/// What the code says of its condition: dead is no, nik_missing is ask, age_fits is yes.
Answer answer_of(ReasonCode code);

struct Reason {
  ReasonCode code;
  std::string detail;    ///< "66 years on 2025-01-01, limit 65"; no name, no NIK
  std::string citation;  ///< "PP 44/2015, art 3" or "Perbup Kudus 29/2020, programme.toml:9"
};

struct Decision {
  Answer answer;
  std::vector<Reason> reasons;  ///< every condition, in the order of the flow, also those met
};

/// All reasons are given, not only the first. One `no` makes it no; else one `ask` makes it ask.
/// `on`: the day of registration, at which the age counts. Cover by the scheme itself does not
/// count as already covered. Law: enrolment.age_min and enrolment.age_limit of the rule book.
Result<Decision> decide(const PersonFacts& facts, const Scheme& scheme,
                        const rules::RuleBook& rules, Date on);

}  // namespace payung::eligibility
