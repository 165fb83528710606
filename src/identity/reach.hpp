#pragma once

#include <string_view>

#include "identity/scope.hpp"

/// What a scope means for a whole place, beside the single things in it.
namespace payung::identity {

/// Whether the caller's limits are those of an area alone, and the area is in it: who is limited to
/// some lists, payers or sectors does not command a whole place.
bool commands(const Scope& scope, const RegionCode& area);
/// Whether any of the area is his, or all of his is in it.
bool touches(const Scope& scope, const RegionCode& area);
/// Whether the money of this payer, whose place is `area`, is the caller's to see: who is limited
/// to a payer reaches that one, all others those of the area they command.
bool reaches_money(const Scope& scope, std::string_view payer, const RegionCode& area);

}  // namespace payung::identity
