#include "identity/scope.hpp"

#include <algorithm>
#include <charconv>

namespace payung::identity {
namespace {

constexpr std::string_view kCountry = "*";
constexpr std::size_t kCodeBytesMax = 200;

bool contained(const std::vector<RegionCode>& areas, RegionCode region) {
  return std::any_of(areas.begin(), areas.end(),
                     [&](RegionCode area) { return area.contains(region); });
}

/// A limit where none is the widest. Empty outer optional: nothing lies inside both.
template <class T>
std::optional<std::optional<T>> narrower(const std::optional<T>& left,
                                         const std::optional<T>& right) {
  if (!left) return right;
  if (!right || *left == *right) return left;
  return std::nullopt;
}

/// The regions inside both; an empty list is no limit. Empty optional: nothing.
std::optional<std::vector<RegionCode>> regions_in_both(const std::vector<RegionCode>& left,
                                                       const std::vector<RegionCode>& right) {
  if (left.empty()) return right;
  if (right.empty()) return left;
  std::vector<RegionCode> inside;
  for (const RegionCode region : left) {
    if (contained(right, region)) inside.push_back(region);
  }
  for (const RegionCode region : right) {
    if (contained(left, region)) inside.push_back(region);
  }
  std::sort(inside.begin(), inside.end());
  inside.erase(std::unique(inside.begin(), inside.end()), inside.end());
  if (inside.empty()) return std::nullopt;
  return inside;
}

std::optional<std::vector<Sector>> sectors_in_both(const std::vector<Sector>& left,
                                                   const std::vector<Sector>& right) {
  if (left.empty()) return right;
  if (right.empty()) return left;
  std::vector<Sector> inside;
  for (const Sector sector : left) {
    if (std::find(right.begin(), right.end(), sector) != right.end()) inside.push_back(sector);
  }
  if (inside.empty()) return std::nullopt;
  return inside;
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= kCodeBytesMax &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

Scope Scope::everything() { return Scope{.regions = {RegionCode()}}; }

bool Scope::empty() const { return regions.empty() && !sender && !payer && !person; }

bool Scope::reaches(const std::optional<RegionCode>& region) const {
  if (empty()) return false;
  if (regions.empty()) return true;
  return contained(regions, region.value_or(RegionCode()));
}

bool Scope::reaches(const std::optional<RegionCode>& region,
                    const std::optional<Sector>& sector) const {
  if (!reaches(region)) return false;
  if (sectors.empty()) return true;
  return sector && std::find(sectors.begin(), sectors.end(), *sector) != sectors.end();
}

bool Scope::reaches_sender(std::string_view code) const {
  return !empty() && (!sender || *sender == code);
}

bool Scope::reaches_payer(std::string_view code) const {
  return !empty() && (!payer || *payer == code);
}

bool Scope::reaches_person(std::int64_t number) const {
  return !empty() && (!person || *person == number);
}

Scope both(const Scope& left, const Scope& right) {
  if (left.empty() || right.empty()) return {};
  const auto regions = regions_in_both(left.regions, right.regions);
  const auto sectors = sectors_in_both(left.sectors, right.sectors);
  const auto sender = narrower(left.sender, right.sender);
  const auto payer = narrower(left.payer, right.payer);
  const auto person = narrower(left.person, right.person);
  if (!regions || !sectors || !sender || !payer || !person) return {};
  return Scope{*regions, *sectors, *sender, *payer, *person};
}

bool within(const Scope& inner, const Scope& outer) {
  if (inner.empty()) return true;
  if (outer.empty()) return false;
  const auto inside = [&](RegionCode region) { return contained(outer.regions, region); };
  if (!outer.regions.empty() &&
      (inner.regions.empty() || !std::all_of(inner.regions.begin(), inner.regions.end(), inside))) {
    return false;
  }
  const auto listed = [&](Sector sector) {
    return std::find(outer.sectors.begin(), outer.sectors.end(), sector) != outer.sectors.end();
  };
  if (!outer.sectors.empty() &&
      (inner.sectors.empty() || !std::all_of(inner.sectors.begin(), inner.sectors.end(), listed))) {
    return false;
  }
  return (!outer.sender || inner.sender == outer.sender) &&
         (!outer.payer || inner.payer == outer.payer) &&
         (!outer.person || inner.person == outer.person);
}

std::vector<std::pair<std::string, std::string>> limits_of(const Scope& scope) {
  std::vector<std::pair<std::string, std::string>> limits;
  auto regions = scope.regions;
  std::sort(regions.begin(), regions.end());
  for (const RegionCode region : regions) {
    const std::string text = region.text();
    limits.emplace_back("region", text.empty() ? std::string(kCountry) : text);
  }
  auto sectors = scope.sectors;
  std::sort(sectors.begin(), sectors.end());
  for (const Sector sector : sectors) limits.emplace_back("sector", to_text(sector));
  if (scope.sender) limits.emplace_back("sender", *scope.sender);
  if (scope.payer) limits.emplace_back("payer", *scope.payer);
  if (scope.person) limits.emplace_back("person", std::to_string(*scope.person));
  return limits;
}

Status add_limit(Scope& scope, std::string_view kind, std::string_view value) {
  if (kind == "region") {
    // An empty text is no way to say "the whole country": that must be meant.
    if (value.empty()) return Error{Errc::bad_region, "region", "a code, or * for the country"};
    const auto region = value == kCountry ? Result(RegionCode()) : RegionCode::parse(value);
    if (!region) return region.error();
    scope.regions.push_back(*region);
    return {};
  }
  if (kind == "sector") {
    const auto sector = parse_sector(value);
    if (!sector) return sector.error();
    scope.sectors.push_back(*sector);
    return {};
  }
  if (kind == "sender" || kind == "payer") {
    if (!is_code(value)) return Error{Errc::bad_value, std::string(kind), "the code of one"};
    (kind == "sender" ? scope.sender : scope.payer) = std::string(value);
    return {};
  }
  if (kind == "person") {
    std::int64_t number = 0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number <= 0) {
      return Error{Errc::bad_value, "person", "a person's number"};
    }
    scope.person = number;
    return {};
  }
  return Error{Errc::bad_value, "limit", "one of region, sector, sender, payer, person"};
}

std::string to_text(const Scope& scope) {
  if (scope.empty()) return "nothing";
  std::string words;
  for (const auto& [kind, value] : limits_of(scope)) {
    if (!words.empty()) words += ' ';
    words += kind + "=" + value;
  }
  return words;
}

}  // namespace payung::identity
