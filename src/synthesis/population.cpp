#include "synthesis/population.hpp"

#include "synthesis/household_maker.hpp"

namespace payung::synthesis {
namespace {

constexpr std::int64_t kPeopleMax = 10'000'000;
constexpr std::uint64_t kPlacesStream = 1;
constexpr std::uint64_t kPeopleStream = 2;

}  // namespace

struct Population::State {
  State(const PopulationSettings& wanted, const Materials& materials, Places found)
      : settings(wanted),
        places(std::move(found)),
        random(wanted.seed, kPeopleStream),
        office(places.districts, wanted.as_of),
        maker(places, materials, wanted.as_of, random, office) {}

  PopulationSettings settings;
  Places places;
  Random random;
  NikOffice office;
  HouseholdMaker maker;
  std::int64_t people_made = 0;
  std::int64_t households_made = 0;
};

Population::Population(std::unique_ptr<State> state) : state_(std::move(state)) {}
Population::Population(Population&&) noexcept = default;
Population& Population::operator=(Population&&) noexcept = default;
Population::~Population() = default;

Result<Population> Population::make(const PopulationSettings& settings,
                                    const Materials& materials) {
  if (settings.people < 1 || settings.people > kPeopleMax) {
    return Error{Errc::bad_option, "people", "1 to " + std::to_string(kPeopleMax)};
  }
  if (settings.as_of.year() < 1960 || settings.as_of.year() > 2029) {
    return Error{Errc::bad_option, "as-of", "a day from 1960 to 2029"};
  }
  Random random(settings.seed, kPlacesStream);
  auto places = make_places(settings.regency, materials, random);
  if (!places) return places.error();
  return Population(std::make_unique<State>(settings, materials, *std::move(places)));
}

const Places& Population::places() const { return state_->places; }

bool Population::next(Household& household) {
  const std::int64_t left = state_->settings.people - state_->people_made;
  if (left <= 0) return false;
  state_->maker.make(state_->households_made++, household);
  if (static_cast<std::int64_t>(household.members.size()) > left) {
    household.members.resize(static_cast<std::size_t>(left), household.members.front());
  }
  for (Person& person : household.members) person.id = state_->people_made++;
  return true;
}

}  // namespace payung::synthesis
