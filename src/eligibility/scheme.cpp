#include "eligibility/scheme.hpp"

#include "eligibility/words.hpp"

namespace payung::eligibility {
namespace {

constexpr Words<Poverty, 3> kPoverty{{{Poverty::any, "any"},
                                      {Poverty::register_only, "register_only"},
                                      {Poverty::outside_only, "outside_only"}}};
constexpr Words<Area, 3> kArea{
    {{Area::lives, "lives"}, {Area::works, "works"}, {Area::lives_or_works, "lives_or_works"}}};
constexpr Words<WageEarners, 2> kWageEarners{
    {{WageEarners::excluded, "excluded"}, {WageEarners::allowed, "allowed"}}};

}  // namespace

std::string_view to_text(Poverty condition) { return word_of(kPoverty, condition); }
Result<Poverty> parse_poverty(std::string_view text) { return value_of(kPoverty, text, "poverty"); }

std::string_view to_text(Area condition) { return word_of(kArea, condition); }
Result<Area> parse_area(std::string_view text) { return value_of(kArea, text, "presence"); }

std::string_view to_text(WageEarners condition) { return word_of(kWageEarners, condition); }
Result<WageEarners> parse_wage_earners(std::string_view text) {
  return value_of(kWageEarners, text, "wage_earners");
}

std::string_view Scheme::citation(std::string_view condition) const {
  const auto clause = clauses.find(condition);
  return clause == clauses.end() ? std::string_view(source) : std::string_view(clause->second);
}

}  // namespace payung::eligibility
