#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "claims/claim.hpp"
#include "rules/rule_book.hpp"

/// Which papers a claim needs, what a file is by its own bytes, and by when the office must answer.
/// All lists and days are rules (rules/claim_papers.toml).
namespace payung::claims {

enum class Need : std::uint8_t {
  always,
  if_it_applies,  ///< a marriage book when there is a spouse
};
struct Paper {
  std::string code;  ///< "death_certificate"; the words stand in web/text/*/claims.json
  Need need;
  rules::Value rule;
};
/// The checklist of a kind as it is on a day, in the order of the rules. Errors: no_parameter.
Result<std::vector<Paper>> papers_of(Kind kind, Date on, const rules::RuleBook& rules);

/// The needed ones that did not come yet.
std::vector<std::string> missing(const std::vector<Paper>& checklist, const Standing& standing);
/// The day on which the last of the needed papers came; empty while one is missing.
std::optional<Date> complete_on(const std::vector<Paper>& checklist, std::span<const Event> events);

/// What a file is, by its first bytes: "application/pdf", "image/jpeg", "image/png" or
/// "image/webp"; empty for everything else.
std::string_view media_type_of(std::string_view bytes);

/// By when something must have happened, and by which rule.
struct Standard {
  std::string waits_for;  ///< papers, payment, appeal, money_back
  Date due;
  rules::Value rule;
};
/// Empty when the office has nothing to do. Waiting for papers goes from the newest event, payment
/// from the day all papers were there (PP 44/2015 art 37), an appeal from its own day.
/// Errors: no_parameter; bad_date at the end of the calendar.
Result<std::optional<Standard>> standard_of(Programme programme, const Standing& standing,
                                            std::optional<Date> complete,
                                            const rules::RuleBook& rules);

}  // namespace payung::claims
