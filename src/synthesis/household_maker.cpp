#include "synthesis/household_maker.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace payung::synthesis {
namespace {

constexpr int kAgeMax = 94;
constexpr int kMotherAgeMin = 18;
constexpr int kMotherAgeMax = 40;
constexpr std::int64_t kTwins = 12'000;  // per million births

/// Five years from 20, relative frequency of a household's head.
constexpr std::array<std::uint32_t, 13> kHeadAges{30, 90, 125, 130, 130, 120, 110,
                                                  90, 70, 50,  30,  15,  10};
/// None, one, two, three, four children.
constexpr std::array<std::uint32_t, 5> kChildren{12, 30, 37, 15, 6};

/// How likely one of that age and sex works, per million.
std::int64_t works_at(int age, Sex sex) {
  if (age < 15) return 0;
  if (age < 18) return 70'000;
  const bool man = sex == Sex::male;
  if (age < 60) return man ? 870'000 : 580'000;
  if (age < 76) return man ? 520'000 : 320'000;
  return 40'000;
}

std::string joined(const std::vector<std::string>& name) {
  std::string text;
  for (const std::string& part : name) text += (text.empty() ? "" : " ") + part;
  return text;
}

bool family_name_for_all(Culture culture) {
  return culture == Culture::chinese || culture == Culture::batak || culture == Culture::eastern;
}

}  // namespace

struct HouseholdMaker::Family {
  Household& household;
  const Village& village;
  Culture culture;
  int woman_age = 0;  ///< of the mother of the household; 0: there is none
};

Date HouseholdMaker::birth_at(int age) {
  const std::int64_t days = std::int64_t{age} * 365 + age / 4 + random_.between(1, 364);
  const auto birth = Date::from_days(as_of_.days_since_1970() - days);
  PAYUNG_CHECK(birth.ok());
  return *birth;
}

Date HouseholdMaker::month_end(int months_from_now) const {
  return as_of_.month_of().plus(months_from_now).last_day();
}

Person HouseholdMaker::make_person(Role role, Sex sex, int age, Culture culture) {
  const Date birth = birth_at(std::clamp(age, 0, kAgeMax));
  Person person{.role = role,
                .nik = {},
                .name = materials_.names.draw(random_, culture, sex, birth.year()),
                .birth_place = {},
                .birth = birth,
                .sex = sex,
                .mother = {},
                .phone = {},
                .occupation = {}};
  // The mother's generation bore the name of some 26 years before.
  person.mother = joined(materials_.names.draw(random_, culture, Sex::female, birth.year() - 26));
  return person;
}

void HouseholdMaker::add_couple(Family& family) {
  constexpr std::int64_t kManHeads = 850'000;
  constexpr std::int64_t kManHasWife = 840'000;
  const bool man = random_.chance(kManHeads);
  const int age = 20 + static_cast<int>(random_.weighted(kHeadAges)) * 5 + random_.between(0, 4);
  auto& members = family.household.members;
  members.push_back(make_person(Role::head, man ? Sex::male : Sex::female, age, family.culture));
  if (!man) family.woman_age = age;
  if (man && random_.chance(kManHasWife)) {
    const int wife_age = std::max(19, age - random_.between(-2, 8));
    const Culture hers =
        materials_.names.draw_culture(random_, places_.regency.at(RegionLevel::province));
    members.push_back(make_person(Role::spouse, Sex::female, wife_age,
                                  random_.chance(700'000) ? family.culture : hers));
    family.woman_age = wife_age;
  }
}

void HouseholdMaker::add_child(Family& family, Date birth, const Person* mother,
                               const Person* father) {
  constexpr std::int64_t kSonTakesLastName = 330'000;
  const Sex sex = random_.chance(512'000) ? Sex::male : Sex::female;
  Person child = make_person(Role::child, sex, 0, family.culture);
  child.birth = birth;
  child.name = materials_.names.draw(random_, family.culture, sex, birth.year());
  if (mother != nullptr) child.mother = joined(mother->name);
  if (father != nullptr) {
    const bool takes = family_name_for_all(family.culture) ||
                       (sex == Sex::male && random_.chance(kSonTakesLastName));
    if (takes && child.name.size() > 1) child.name.back() = father->name.back();
    if (takes && child.name.size() == 1) child.name.push_back(father->name.back());
  }
  family.household.members.push_back(std::move(child));
}

void HouseholdMaker::add_children(Family& family) {
  if (family.woman_age == 0) return;
  const std::vector<Person> parents = family.household.members;
  const Person& mother = parents.back();
  const Person* father = parents.front().sex == Sex::male ? &parents.front() : nullptr;
  const std::size_t wanted = random_.weighted(kChildren);
  for (std::size_t i = 0; i < wanted; ++i) {
    const int mother_age = random_.between(kMotherAgeMin, kMotherAgeMax);
    const int age = family.woman_age - mother_age;
    if (age < 0) continue;  // not born yet
    const std::int64_t still_here = age < 20 ? 970'000 : age < 27 ? 550'000 : 160'000;
    if (!random_.chance(still_here)) continue;
    const Date birth = birth_at(age);
    add_child(family, birth, &mother, father);
    if (random_.chance(kTwins)) add_child(family, birth, &mother, father);
  }
}

void HouseholdMaker::add_parent(Family& family) {
  constexpr std::int64_t kParentLivesHere = 110'000;
  if (!random_.chance(kParentLivesHere)) return;
  const int head_age = as_of_.age_of(family.household.members.front().birth);
  const int age = head_age + random_.between(20, 35);
  if (age > 90) return;
  const Sex sex = random_.chance(300'000) ? Sex::male : Sex::female;
  Person parent = make_person(Role::parent, sex, age, family.culture);
  if (sex == Sex::female) family.household.members.front().mother = joined(parent.name);
  family.household.members.push_back(std::move(parent));
}

/// NIK, birth place and phone: what depends on where somebody was registered and on the household.
void HouseholdMaker::register_people(Family& family) {
  constexpr std::int64_t kAdultFromElsewhere = 165'000;
  constexpr std::int64_t kChildFromElsewhere = 40'000;
  constexpr std::int64_t kOwnPhone = 640'000;
  const std::size_t foreign = places_.districts.size() - places_.own_districts;
  for (Person& person : family.household.members) {
    const int age = as_of_.age_of(person.birth);
    std::size_t district = family.village.district;
    const bool moved_in =
        random_.chance(age < 18 ? kChildFromElsewhere : kAdultFromElsewhere) && foreign > 0;
    if (moved_in) {
      district = places_.own_districts + random_.below(foreign);
    } else if (age >= 18 && random_.chance(120'000)) {
      district = random_.below(places_.own_districts);
    }
    person.nik = office_.issue(district, person.birth, person.sex);
    person.birth_place = places_.birth_places[district];
    if (random_.chance(70'000)) {
      person.birth_place = places_.birth_places[random_.below(places_.birth_places.size())];
    }
    const bool own = age >= 15 && random_.chance(kOwnPhone);
    person.phone = own ? draw_phone(random_) : family.household.phone;
  }
}

void HouseholdMaker::give_work(Person& person, bool town) {
  const int age = as_of_.age_of(person.birth);
  if (!random_.chance(works_at(age, person.sex))) return;
  constexpr int kWageEarnerAgeMin = 18;
  constexpr int kWageEarnerAgeMax = 58;
  std::uint32_t sum = 0;
  const auto weight = [&](const Materials::Occupation& work) {
    const bool wage_age = age >= kWageEarnerAgeMin && age <= kWageEarnerAgeMax;
    if (work.segment == Segment::pu && !wage_age) return std::uint32_t{0};
    return town ? work.weight_town : work.weight_village;
  };
  for (const auto& work : materials_.occupations) sum += weight(work);
  if (sum == 0) return;
  auto left = static_cast<std::uint32_t>(random_.below(sum));
  for (const auto& work : materials_.occupations) {
    if (left < weight(work)) {
      person.sector = work.sector;
      person.occupation = work.word;
      person.wage_earner = work.segment == Segment::pu;
      break;
    }
    left -= weight(work);
  }
  give_membership(person);
}

/// Who is a member of the branch, and until when. Wage earners mostly are and are paid for; of the
/// others about one in five has ever been, and half of those have stopped.
void HouseholdMaker::give_membership(Person& person) {
  constexpr std::int64_t kWageEarnerIsMember = 780'000;
  constexpr std::int64_t kOtherIsMember = 210'000;
  if (!random_.chance(person.wage_earner ? kWageEarnerIsMember : kOtherIsMember)) return;
  const std::int64_t paid_up = person.wage_earner ? 920'000 : 540'000;
  Segment segment = person.wage_earner ? Segment::pu : Segment::bpu;
  if (!person.wage_earner && person.sector == Sector::construction && random_.chance(400'000)) {
    segment = Segment::construction;
  }
  const int months = random_.chance(paid_up) ? (person.wage_earner ? 0 : random_.between(0, 11))
                                             : -random_.between(1, 30);
  person.membership = Membership{segment, month_end(months)};
}

void HouseholdMaker::give_fate(Person& person) {
  constexpr std::int64_t kMovedAway = 22'000;
  const int age = as_of_.age_of(person.birth);
  const std::int64_t died = age < 50 ? 2'500 : age < 65 ? 9'000 : 35'000;
  if (random_.chance(died)) {
    person.fate = Fate::died;
  } else if (random_.chance(kMovedAway)) {
    person.fate = Fate::moved_away;
  }
}

void HouseholdMaker::make(std::int64_t id, Household& household) {
  constexpr std::int64_t kSharesPhone = 800'000;
  const Village& village = places_.draw_village(random_);
  household.id = id;
  household.members.clear();
  household.address = draw_address(random_, village, materials_);
  household.card = family_card(places_.districts[village.district], id, as_of_);
  household.decile = random_.between(1, 10);
  household.phone = random_.chance(kSharesPhone) ? draw_phone(random_) : std::string{};
  Family family{household, village,
                materials_.names.draw_culture(random_, places_.regency.at(RegionLevel::province))};
  add_couple(family);
  add_children(family);
  add_parent(family);
  register_people(family);
  for (Person& person : household.members) {
    give_work(person, village.town);
    give_fate(person);
  }
}

}  // namespace payung::synthesis
