#include <algorithm>

#include "synthesis/household_maker.hpp"

namespace payung::synthesis {
namespace {

constexpr std::size_t kForeignDistricts = 96;

std::string without_kind(std::string_view name) {
  for (const std::string_view kind : {"Kabupaten ", "Kota ", "KAB. ", "KOTA "}) {
    if (name.starts_with(kind)) return std::string(name.substr(kind.size()));
  }
  return std::string(name);
}

/// The seventh digit of a village's code: 1 is a kelurahan, 2 a desa.
bool is_town(RegionCode village) { return village.key() / 1000 % 10 == 1; }

/// How many live there, relatively. Drawn from the code alone: a village is as large in every run.
/// Three draws multiplied spread like real villages do, the largest some twelve times the smallest.
std::uint32_t village_weight(RegionCode village) {
  Random random(static_cast<std::uint64_t>(village.key()), 0);
  std::uint32_t weight = is_town(village) ? 130 : 100;
  for (int i = 0; i < 3; ++i) {
    weight = weight * static_cast<std::uint32_t>(random.between(60, 140)) / 100;
  }
  return weight;
}

std::string regency_name_of(const RegionTable& regions, RegionCode code) {
  const Region* regency = regions.find(code.at(RegionLevel::regency));
  return regency == nullptr ? std::string{} : without_kind(regency->name);
}

/// Districts where people who moved in were registered first: half in the same province, some
/// anywhere in the country, some under codes that are no longer in force.
void add_foreign_districts(Places& places, const Materials& materials, Random& random) {
  const RegionTable& regions = *materials.regions;
  const auto country = regions.inside(RegionCode(), RegionLevel::district);
  const auto province =
      regions.inside(places.regency.at(RegionLevel::province), RegionLevel::district);
  for (std::size_t i = 0; i < kForeignDistricts; ++i) {
    RegionCode code = province[random.below(province.size())].code;
    if (i % 8 >= 5) code = country[random.below(country.size())].code;
    if (i % 16 == 15 && !materials.historic_codes.empty()) {
      code = materials.historic_codes[random.below(materials.historic_codes.size())];
    }
    const bool there =
        std::find(places.districts.begin(), places.districts.end(), code) != places.districts.end();
    if (there || places.regency.contains(code)) continue;
    const std::string name = regency_name_of(regions, code);
    places.districts.push_back(code);
    places.birth_places.push_back(name.empty() ? places.regency_name : name);
  }
}

}  // namespace

const Village& Places::draw_village(Random& random) const {
  const auto drawn = static_cast<std::uint32_t>(random.below(villages.back().weight_sum));
  return *std::upper_bound(
      villages.begin(), villages.end(), drawn,
      [](std::uint32_t value, const Village& village) { return value < village.weight_sum; });
}

Result<Places> make_places(RegionCode regency, const Materials& materials, Random& random) {
  const RegionTable& regions = *materials.regions;
  const Region* region = regions.find(regency);
  if (region == nullptr || regency.level() != RegionLevel::regency) {
    return Error{Errc::bad_region, regency.text(), "a regency or city of today's table"};
  }
  Places places{regency, without_kind(region->name), {}, {}, {}, 0};
  for (const Region& district : regions.children(regency)) {
    const auto villages = regions.children(district.code);
    if (villages.empty()) continue;
    for (const Region& village : villages) {
      const std::uint32_t before = places.villages.empty() ? 0 : places.villages.back().weight_sum;
      places.villages.push_back({village.code, village.name, is_town(village.code),
                                 places.districts.size(), before + village_weight(village.code)});
    }
    places.districts.push_back(district.code);
    places.birth_places.push_back(places.regency_name);
  }
  if (places.villages.empty()) {
    return Error{Errc::bad_region, regency.text(), "no villages in the table"};
  }
  places.own_districts = places.districts.size();
  add_foreign_districts(places, materials, random);
  return places;
}

Address draw_address(Random& random, const Village& village, const Materials& materials) {
  constexpr std::int64_t kNamedStreetTown = 750'000;
  constexpr std::int64_t kNamedStreetVillage = 250'000;
  Address address{village.code, village.name, {}, random.between(1, 8), random.between(1, 7)};
  if (random.chance(village.town ? kNamedStreetTown : kNamedStreetVillage)) {
    address.street = "JL " + materials.streets[random.below(materials.streets.size())] + " " +
                     std::to_string(random.between(1, 200));
  } else {
    address.street = "DK " + materials.hamlets[random.below(materials.hamlets.size())];
  }
  return address;
}

std::string draw_phone(Random& random) {
  constexpr std::array<std::string_view, 14> kPrefixes{"0812", "0813", "0821", "0822", "0852",
                                                       "0856", "0857", "0877", "0878", "0881",
                                                       "0882", "0895", "0896", "0899"};
  std::string phone(kPrefixes[random.below(kPrefixes.size())]);
  const int rest = random.between(7, 8);
  for (int i = 0; i < rest; ++i) phone += static_cast<char>('0' + random.between(0, 9));
  return phone;
}

}  // namespace payung::synthesis
