#include "base/check.hpp"
#include "linkage/compare.hpp"

namespace payung::linkage {
namespace {

constexpr std::array<std::string_view, 8> kNiks{
    "nik_equal",        "nik_fifteen",   "nik_slip",      "nik_two_slips",
    "nik_other_serial", "nik_same_date", "nik_different", "nik_missing"};
constexpr std::array<std::string_view, 7> kDates{"date_equal",   "date_swapped",   "date_one_part",
                                                 "date_january", "date_same_year", "date_different",
                                                 "date_missing"};
constexpr std::array<std::string_view, 11> kNames{
    "name_equal",     "name_reordered", "name_near_all",  "name_initials",
    "name_part_many", "name_part_one",  "name_near_part", "name_shared",
    "name_similar",   "name_different", "name_missing"};
constexpr std::array<std::string_view, rarity_count> kRarities{"common", "usual", "uncommon",
                                                               "rare", "very_rare"};
constexpr std::array<std::string_view, 5> kMothers{"mother_equal", "mother_part", "mother_near",
                                                   "mother_different", "mother_missing"};
constexpr std::array<std::string_view, 7> kPlaces{
    "same_door",     "same_rt",         "same_address", "same_village",
    "same_district", "place_different", "place_missing"};
constexpr std::array<std::string_view, 3> kAgreements{"equal", "different", "missing"};
constexpr std::array<std::string_view, 3> kNameClasses{"name_fits", "name_partly", "name_against"};
constexpr std::array<std::string_view, 4> kIdentityClasses{"nik_fits", "nik_slips", "nik_silent",
                                                           "nik_against"};

/// 0 fits, 1 slips, 2 silent, 3 against.
std::uint32_t nik_class(NikRelation nik) {
  switch (nik) {
    case NikRelation::equal:
    case NikRelation::fifteen: return 0;
    case NikRelation::slip:
    case NikRelation::two_slips: return 1;
    case NikRelation::missing: return 2;
    case NikRelation::other_serial:
    case NikRelation::same_date:
    case NikRelation::different: return 3;
  }
  PAYUNG_CHECK(false && "a NikRelation outside its list");
}

/// Agreement of the dates, for the accord: 0 equal, 1 a slip away, 2 silent, 3 against.
std::uint32_t date_class(DateRelation date) {
  switch (date) {
    case DateRelation::equal: return 0;
    case DateRelation::swapped:
    case DateRelation::one_part:
    case DateRelation::january: return 1;
    case DateRelation::missing: return 2;
    case DateRelation::same_year:
    case DateRelation::different: return 3;
  }
  PAYUNG_CHECK(false && "a DateRelation outside its list");
}

constexpr std::array<std::string_view, 4> kDateClasses{"date_fits", "date_slips", "date_silent",
                                                       "date_against"};

std::string joined(std::string_view a, std::string_view b) {
  return std::string(a) + "." + std::string(b);
}

}  // namespace

std::uint32_t name_class(NameRelation name) {
  switch (name) {
    case NameRelation::equal:
    case NameRelation::reordered:
    case NameRelation::near_all: return 0;
    case NameRelation::initials:
    case NameRelation::part_many:
    case NameRelation::part_one:
    case NameRelation::near_part:
    case NameRelation::missing: return 1;
    case NameRelation::shared:
    case NameRelation::similar:
    case NameRelation::different: return 2;
  }
  PAYUNG_CHECK(false && "a NameRelation outside its list");
}

std::string_view to_text(Evidence evidence) {
  switch (evidence) {
    case Evidence::identity: return "identity";
    case Evidence::name: return "name";
    case Evidence::mother: return "mother";
    case Evidence::household: return "household";
    case Evidence::sex: return "sex";
    case Evidence::birth_place: return "birth_place";
    case Evidence::occupation: return "occupation";
    case Evidence::list: return "list";
    case Evidence::accord: return "accord";
  }
  PAYUNG_CHECK(false && "an Evidence outside its list");
}

std::uint32_t cells_of(Evidence evidence) {
  switch (evidence) {
    case Evidence::identity: return 8 * 7;
    case Evidence::name: return 11 * rarity_count;
    case Evidence::mother: return 5 * 3;
    case Evidence::household: return 7 * 3;
    case Evidence::sex: return 3;
    case Evidence::birth_place: return 3;
    case Evidence::occupation: return 3;
    case Evidence::list: return 2 * 4;
    case Evidence::accord: return 4 * 4 * 3;
  }
  PAYUNG_CHECK(false && "an Evidence outside its list");
}

std::uint32_t silent_cell(Evidence evidence) {
  switch (evidence) {
    case Evidence::identity: return 7 * 7 + 6;      // nik_missing.date_missing
    case Evidence::name: return 10 * rarity_count;  // name_missing
    case Evidence::mother: return 4 * 3;            // mother_missing
    case Evidence::household: return 6 * 3 + 2;     // place_missing.phone_missing
    case Evidence::sex:
    case Evidence::birth_place:
    case Evidence::occupation: return 2;                // missing
    case Evidence::list: return 4;                      // other_list
    case Evidence::accord: return (2 * 4 + 2) * 3 + 1;  // nik_silent.date_silent.name_partly
  }
  PAYUNG_CHECK(false && "an Evidence outside its list");
}

std::array<std::uint16_t, evidence_count> cells(const Comparison& pair) {
  const auto at = [](auto value) { return static_cast<std::uint32_t>(value); };
  const std::uint32_t name = name_class(pair.name);
  const std::uint32_t nik = nik_class(pair.nik);
  const std::array<std::uint32_t, evidence_count> places{
      at(pair.nik) * 7 + at(pair.date),
      at(pair.name) * rarity_count + pair.name_rarity,
      at(pair.mother) * 3 + name,
      at(pair.place) * 3 + at(pair.phone),
      at(pair.sex),
      at(pair.birth_place),
      at(pair.occupation),
      (pair.same_list ? 0U : 4U) + nik,
      (nik * 4 + date_class(pair.date)) * 3 + name};
  std::array<std::uint16_t, evidence_count> small{};
  for (std::size_t i = 0; i < evidence_count; ++i) small[i] = static_cast<std::uint16_t>(places[i]);
  return small;
}

std::string cell_name(Evidence evidence, std::uint32_t cell) {
  switch (evidence) {
    case Evidence::identity: return joined(kNiks[cell / 7], kDates[cell % 7]);
    case Evidence::name: return joined(kNames[cell / rarity_count], kRarities[cell % rarity_count]);
    case Evidence::mother: return joined(kMothers[cell / 3], kNameClasses[cell % 3]);
    case Evidence::household:
      return joined(kPlaces[cell / 3], "phone_" + std::string(kAgreements[cell % 3]));
    case Evidence::sex: return "sex_" + std::string(kAgreements[cell]);
    case Evidence::birth_place: return "birth_place_" + std::string(kAgreements[cell]);
    case Evidence::occupation: return "occupation_" + std::string(kAgreements[cell]);
    case Evidence::list:
      return joined(cell < 4 ? "same_list" : "other_list", kIdentityClasses[cell % 4]);
    case Evidence::accord:
      return joined(joined(kIdentityClasses[cell / 12], kDateClasses[cell / 3 % 4]),
                    kNameClasses[cell % 3]);
  }
  PAYUNG_CHECK(false && "an Evidence outside its list");
}

}  // namespace payung::linkage
