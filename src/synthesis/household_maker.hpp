#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "synthesis/nik_office.hpp"
#include "synthesis/population.hpp"

namespace payung::synthesis {

/// A village with what the generator knows of it.
struct Village {
  RegionCode code;
  std::string name;
  bool town = false;             ///< kelurahan: other work, larger
  std::size_t district = 0;      ///< index in Places::districts
  std::uint32_t weight_sum = 0;  ///< running sum of the weights
};

/// Where people of a regency live, and where their NIKs come from.
struct Places {
  RegionCode regency;
  std::string regency_name;  ///< without "Kabupaten" and "Kota"
  std::vector<Village> villages;
  /// The regency's own districts first, then those of people who were registered elsewhere.
  std::vector<RegionCode> districts;
  std::vector<std::string> birth_places;  ///< by district index
  std::size_t own_districts = 0;

  const Village& draw_village(Random& random) const;
};

/// Errors: bad_region when the regency is none or has no villages.
Result<Places> make_places(RegionCode regency, const Materials& materials, Random& random);

/// Street, RT and RW of somebody in that village.
Address draw_address(Random& random, const Village& village, const Materials& materials);
/// "081234567890"
std::string draw_phone(Random& random);

/// Makes one household after the other; owns nothing that grows.
class HouseholdMaker {
 public:
  HouseholdMaker(const Places& places, const Materials& materials, Date as_of, Random& random,
                 NikOffice& office)
      : places_(places), materials_(materials), as_of_(as_of), random_(random), office_(office) {}

  /// Members without id; the caller numbers them.
  void make(std::int64_t id, Household& household);

 private:
  struct Family;
  Person make_person(Role role, Sex sex, int age, Culture culture);
  void add_couple(Family& family);
  void add_children(Family& family);
  void add_child(Family& family, Date birth, const Person* mother, const Person* father);
  void add_parent(Family& family);
  void register_people(Family& family);
  void give_work(Person& person, bool town);
  void give_membership(Person& person);
  void give_fate(Person& person);
  Date birth_at(int age);
  Date month_end(int months_from_now) const;

  const Places& places_;
  const Materials& materials_;
  Date as_of_;
  Random& random_;
  NikOffice& office_;
};

}  // namespace payung::synthesis
