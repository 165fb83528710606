#include "eligibility/decide.hpp"
#include "eligibility/words.hpp"

namespace payung::eligibility {
namespace {

constexpr Words<Answer, 3> kAnswers{
    {{Answer::yes, "yes"}, {Answer::ask, "ask"}, {Answer::no, "no"}}};

constexpr Words<ReasonCode, 29> kReasons{{
    {ReasonCode::identity_good, "identity_good"},
    {ReasonCode::nik_missing, "nik_missing"},
    {ReasonCode::nik_invalid, "nik_invalid"},
    {ReasonCode::nik_damaged, "nik_damaged"},
    {ReasonCode::age_fits, "age_fits"},
    {ReasonCode::too_young, "too_young"},
    {ReasonCode::too_old, "too_old"},
    {ReasonCode::birth_date_unknown, "birth_date_unknown"},
    {ReasonCode::birth_date_impossible, "birth_date_impossible"},
    {ReasonCode::alive, "alive"},
    {ReasonCode::dead, "dead"},
    {ReasonCode::present, "present"},
    {ReasonCode::moved_away, "moved_away"},
    {ReasonCode::outside_area, "outside_area"},
    {ReasonCode::area_unknown, "area_unknown"},
    {ReasonCode::sector_fits, "sector_fits"},
    {ReasonCode::sector_excluded, "sector_excluded"},
    {ReasonCode::sector_unknown, "sector_unknown"},
    {ReasonCode::no_wage, "no_wage"},
    {ReasonCode::wage_earner, "wage_earner"},
    {ReasonCode::wage_unknown, "wage_unknown"},
    {ReasonCode::poverty_fits, "poverty_fits"},
    {ReasonCode::not_in_register, "not_in_register"},
    {ReasonCode::in_register, "in_register"},
    {ReasonCode::register_unknown, "register_unknown"},
    {ReasonCode::decile_too_high, "decile_too_high"},
    {ReasonCode::decile_unknown, "decile_unknown"},
    {ReasonCode::not_covered, "not_covered"},
    {ReasonCode::already_covered, "already_covered"},
}};

}  // namespace

std::string_view to_text(Answer answer) { return word_of(kAnswers, answer); }
Result<Answer> parse_answer(std::string_view text) { return value_of(kAnswers, text, "answer"); }

std::string_view to_text(ReasonCode code) { return word_of(kReasons, code); }
Result<ReasonCode> parse_reason(std::string_view text) {
  return value_of(kReasons, text, "reason");
}

Answer answer_of(ReasonCode code) {
  switch (code) {
    case ReasonCode::identity_good:
    case ReasonCode::age_fits:
    case ReasonCode::alive:
    case ReasonCode::present:
    case ReasonCode::sector_fits:
    case ReasonCode::no_wage:
    case ReasonCode::wage_unknown:
    case ReasonCode::poverty_fits:
    case ReasonCode::not_covered: return Answer::yes;
    case ReasonCode::nik_missing:
    case ReasonCode::nik_invalid:
    case ReasonCode::nik_damaged:
    case ReasonCode::birth_date_unknown:
    case ReasonCode::birth_date_impossible:
    case ReasonCode::area_unknown:
    case ReasonCode::sector_unknown:
    case ReasonCode::register_unknown:
    case ReasonCode::decile_unknown: return Answer::ask;
    case ReasonCode::too_young:
    case ReasonCode::too_old:
    case ReasonCode::dead:
    case ReasonCode::moved_away:
    case ReasonCode::outside_area:
    case ReasonCode::sector_excluded:
    case ReasonCode::wage_earner:
    case ReasonCode::not_in_register:
    case ReasonCode::in_register:
    case ReasonCode::decile_too_high:
    case ReasonCode::already_covered: return Answer::no;
  }
  return Answer::ask;
}

}  // namespace payung::eligibility
