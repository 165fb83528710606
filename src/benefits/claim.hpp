#pragma once

#include <string_view>

#include "benefits/benefits.hpp"
#include "reckoning/reckoner.hpp"

/// What the claims of all programmes share: the days make sense, the member was covered, the right
/// has not lapsed.
namespace payung::benefits {

inline constexpr std::string_view kRounding = "rounding.benefits";

/// Errors: bad_date for an event before birth or a claim before the event.
Status check_days(const Event& event);
/// Errors: bad_amount naming the input, for a sum below zero.
Status check_amount(std::string_view name, Rupiah amount);
/// Errors: bad_value naming the input, below `min` or above `max`.
Status check_count(std::string_view name, std::int64_t count, std::int64_t min, std::int64_t max);

/// JKK and JKM of a migrant worker (migrant.cpp); the facts of the claim were checked before.
Result<Outcome> migrant_jkk(const JkkClaim& claim, const rules::RuleBook& rules);
Result<Outcome> migrant_jkm(const JkmClaim& claim, const rules::RuleBook& rules);

/// Refuses with not_covered; notes coverage that is conditional on the arrears.
void look_at_cover(reckoning::Reckoner& r, const Event& event);
/// Refuses with right_lapsed, and tells the last day: `key` is in years or months.
void look_at_lapse(reckoning::Reckoner& r, const Event& event, std::string_view key);

}  // namespace payung::benefits
