#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/kinds.hpp"
#include "base/region_code.hpp"

/// Where a role holds. Empty lists mean "no limit of this kind", and only what an administrator
/// set so on purpose is without limit: `everything` must be said.
namespace payung::identity {

/// A caller reaches what lies inside all limits that are set.
struct Scope {
  std::vector<RegionCode> regions = {};     ///< areas with all below them; the country: one root
  std::vector<Sector> sectors = {};         ///< empty: every sector
  std::optional<std::string> sender = {};   ///< only the lists of this sender (its code)
  std::optional<std::string> payer = {};    ///< only the people and bills of this payer (its code)
  std::optional<std::int64_t> person = {};  ///< only this person (a worker)

  /// Without limit: the root, the country.
  static Scope everything();
  /// Nothing at all: what an account has before anybody gave it a scope. Sectors narrow a scope
  /// and make none: without region, sender, payer or person there is nothing to narrow.
  bool empty() const;
  /// Whether something in `region` (empty: not known) is inside. Not known is inside only for
  /// callers of the whole country, and for those whose limit is a sender, payer or person alone:
  /// for them ask the functions below too, all limits hold together.
  bool reaches(const std::optional<RegionCode>& region) const;
  bool reaches(const std::optional<RegionCode>& region, const std::optional<Sector>& sector) const;
  /// Whether the lists of this sender, the people and bills of this payer, this person are inside
  /// as far as that limit goes. False for the empty scope.
  bool reaches_sender(std::string_view code) const;
  bool reaches_payer(std::string_view code) const;
  bool reaches_person(std::int64_t number) const;

  friend bool operator==(const Scope&, const Scope&) = default;
};

/// What lies inside both; the empty scope when nothing does.
Scope both(const Scope& left, const Scope& right);

/// Whether all that `inner` reaches is inside `outer`. The empty scope is within every scope.
bool within(const Scope& inner, const Scope& outer);

/// One limit per line, "region 33.19", "sector fishery", "sender dinas", "payer toko",
/// "person 12", in this order: how scopes are stored, shown in the audit trail and compared.
/// The country is "region *".
std::vector<std::pair<std::string, std::string>> limits_of(const Scope& scope);
/// The other way round. Errors: bad_region, bad_value.
Status add_limit(Scope& scope, std::string_view kind, std::string_view value);
/// "region=33.19 sector=fishery"; "nothing" for the empty scope.
std::string to_text(const Scope& scope);

}  // namespace payung::identity
