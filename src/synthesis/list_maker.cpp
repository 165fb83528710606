#include "synthesis/list_maker.hpp"

#include <algorithm>

#include "synthesis/spoil.hpp"

namespace payung::synthesis {
namespace {

constexpr std::int64_t kMotherUnknown = 70'000;
constexpr std::uint64_t kPresenceStreams = 100;
constexpr std::uint64_t kDamageStreams = 200;
constexpr std::uint64_t kOrderStreams = 300;

/// What an agency does not write down.
struct Lacks {
  bool mother;
  bool birth_place;
  bool rt_rw;
  bool phone;
};
Lacks lacks_of(ListKind list) {
  switch (list) {
    case ListKind::register_: return {false, false, false, false};
    case ListKind::dtks: return {false, false, false, true};
    case ListKind::pertanian: return {true, false, false, true};
    case ListKind::perdagangan: return {true, true, false, false};
    case ListKind::perhubungan: return {true, false, false, false};
    case ListKind::perusahaan: return {true, false, true, false};
    case ListKind::relawan: return {true, true, true, false};
    case ListKind::kesra: return {true, false, true, false};
    case ListKind::kelurahan: return {true, false, false, false};
  }
  return {false, false, false, false};
}

bool agency_of(ListKind list, Sector sector) {
  switch (list) {
    case ListKind::pertanian: return sector == Sector::agriculture || sector == Sector::fishery;
    case ListKind::perdagangan: return sector == Sector::trade;
    case ListKind::perhubungan: return sector == Sector::transport;
    case ListKind::kesra: return sector == Sector::religious;
    case ListKind::kelurahan: return sector == Sector::community_head;
    case ListKind::register_:
    case ListKind::dtks:
    case ListKind::perusahaan:
    case ListKind::relawan: return false;
  }
  return false;
}

std::uint64_t stream(std::uint64_t first, ListKind list) {
  return first + static_cast<std::uint64_t>(list);
}

}  // namespace

ListMaker::ListMaker(ListKind list, const Settings& settings, const Materials& materials,
                     const ListRates& rates, const Places& places)
    : list_(list),
      materials_(materials),
      places_(places),
      as_of_(settings.population.as_of),
      presence_(rates.presence[static_cast<std::size_t>(list)]),
      damage_(rates.damage[static_cast<std::size_t>(list)]),
      presence_random_(settings.population.seed, stream(kPresenceStreams, list)),
      random_(settings.population.seed, stream(kDamageStreams, list)),
      order_(settings.population.seed, stream(kOrderStreams, list)) {
  const std::int64_t wanted = settings.presence[static_cast<std::size_t>(list)];
  if (wanted >= 0) presence_ = wanted;
  for (std::int64_t& rate : damage_) rate = rate * settings.damage_permille / 1000;
}

bool ListMaker::befalls(Damage damage) {
  return random_.chance(damage_[static_cast<std::size_t>(damage)]);
}

std::string ListMaker::in_case(std::string_view text) {
  constexpr std::int64_t kCapitals = 630'000;
  return random_.chance(kCapitals) ? spoil::upper(text) : std::string(text);
}

/// Who belongs in the list; the draw of presence comes after.
bool ListMaker::belongs(const Person& person, const Household& household) {
  constexpr int kAdult = 15;
  constexpr int kPoorDecileMax = 4;
  constexpr std::int64_t kSideWork = 50'000;         // wage earners who also farm or trade
  constexpr std::int64_t kIdleInDtks = 40'000;       // listed though they do not work
  constexpr std::int64_t kOftenVolunteer = 800'000;  // of those whose work it is
  const int age = as_of_.age_of(person.birth);
  const bool informal = person.works() && !person.wage_earner;
  switch (list_) {
    case ListKind::register_: return person.membership.has_value();
    case ListKind::dtks:
      if (household.decile > kPoorDecileMax || age < kAdult) return false;
      return informal || presence_random_.chance(kIdleInDtks);
    case ListKind::pertanian:
    case ListKind::perdagangan:
    case ListKind::perhubungan:
      if (person.wage_earner) return presence_random_.chance(kSideWork / 3);
      return agency_of(list_, person.sector);
    case ListKind::kesra:
    case ListKind::kelurahan: return informal && agency_of(list_, person.sector);
    case ListKind::perusahaan: return informal;
    case ListKind::relawan:
      if (person.sector == Sector::volunteer && person.works()) {
        return presence_random_.chance(kOftenVolunteer);
      }
      return person.works() && age <= 60;
  }
  return false;
}

void ListMaker::write_nik(const Person& person, const Household& household, Record& record) {
  std::string& cell = record.cell(Column::nik);
  cell = person.nik;
  const auto& others = household.members;
  const std::string& other = others[random_.below(others.size())].nik;
  // At most one, so that each keeps its rate. A damage that cannot be is no damage.
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Damage::nik_letter); ++i) {
    const auto damage = static_cast<Damage>(i);
    if (!befalls(damage)) continue;
    std::optional<std::string> damaged;
    if (damage == Damage::nik_of_member) {
      if (other != person.nik) damaged = other;
    } else if (damage == Damage::nik_family_card) {
      damaged = household.card;
    } else {
      damaged = spoilt_nik(damage, cell);
    }
    if (!damaged) continue;
    cell = *std::move(damaged);
    mark(record, damage);
    return;
  }
}

std::optional<std::string> ListMaker::spoilt_nik(Damage damage, const std::string& nik) {
  if (damage == Damage::nik_transposed) return spoil::nik_transposed(random_, nik);
  if (damage == Damage::nik_wrong_digit) return spoil::nik_wrong_digit(random_, nik);
  if (damage == Damage::nik_dropped) return spoil::nik_dropped(random_, nik);
  if (damage == Damage::nik_doubled) return spoil::nik_doubled(random_, nik);
  if (damage == Damage::nik_last_lost) return spoil::nik_last_lost(nik);
  if (damage == Damage::nik_scientific) return spoil::nik_scientific(nik);
  if (damage == Damage::nik_blank) return std::string{};
  if (damage == Damage::nik_spaced) return spoil::nik_grouped(random_, nik, ' ');
  if (damage == Damage::nik_dotted) return spoil::nik_grouped(random_, nik, '.');
  if (damage == Damage::nik_letter) return spoil::nik_letter(random_, nik);
  return std::nullopt;
}

void ListMaker::write_name(const Person& person, Record& record) {
  constexpr std::int64_t kSaidDead = 350'000;
  spoil::Name name = person.name;
  const auto apply = [&](Damage damage, std::optional<spoil::Name> damaged) {
    if (!damaged) return;
    name = *std::move(damaged);
    mark(record, damage);
  };
  if (befalls(Damage::name_part_missing)) {
    apply(Damage::name_part_missing, spoil::name_part_missing(random_, name));
  }
  if (befalls(Damage::name_abbreviated)) {
    apply(Damage::name_abbreviated, spoil::name_abbreviated(random_, name));
  }
  if (befalls(Damage::name_old_spelling)) {
    apply(Damage::name_old_spelling, spoil::name_old_spelling(random_, name));
  }
  if (befalls(Damage::name_reordered)) {
    apply(Damage::name_reordered, spoil::name_reordered(random_, name));
  }
  if (befalls(Damage::name_joined)) apply(Damage::name_joined, spoil::name_joined(random_, name));
  std::string text = spoil::joined_with_spaces(name);
  if (befalls(Damage::name_typo)) {
    if (auto typed = spoil::typing_error(random_, text)) {
      text = *std::move(typed);
      mark(record, Damage::name_typo);
    }
  }
  text = in_case(text);
  if (befalls(Damage::name_titled)) {
    text = spoil::name_titled(random_, text, person.sex);
    mark(record, Damage::name_titled);
  }
  const bool agency = list_ != ListKind::register_ && list_ != ListKind::dtks;
  if (agency && person.fate == Fate::died && random_.chance(kSaidDead)) {
    text += person.sex == Sex::male ? " (Alm)" : " (Almh)";
  }
  record.cell(Column::name) = std::move(text);
}

void ListMaker::write_birth(const Person& person, Record& record) {
  Date date = person.birth;
  bool blank = false;
  const auto apply = [&](Damage damage, std::optional<Date> damaged) {
    if (!damaged) return;
    date = *damaged;
    mark(record, damage);
  };
  if (befalls(Damage::date_blank)) {
    blank = true;
    mark(record, Damage::date_blank);
  } else if (befalls(Damage::date_january)) {
    apply(Damage::date_january, spoil::date_january(date));
  } else if (befalls(Damage::date_swapped)) {
    apply(Damage::date_swapped, spoil::date_swapped(date));
  } else if (befalls(Damage::date_wrong_year)) {
    apply(Damage::date_wrong_year, spoil::date_wrong_year(random_, date));
  } else if (befalls(Damage::date_wrong_day)) {
    apply(Damage::date_wrong_day, spoil::date_wrong_day(random_, date));
  }
  record.cell(Column::birth_date) = blank ? std::string{} : date.text();
  if (!lacks_of(list_).birth_place) {
    record.cell(Column::birth_place) = spoil::upper(person.birth_place);
  }
  Sex sex = person.sex;
  if (befalls(Damage::sex_wrong)) {
    sex = sex == Sex::male ? Sex::female : Sex::male;
    mark(record, Damage::sex_wrong);
  }
  record.cell(Column::sex) = std::string(to_text(sex));
}

void ListMaker::write_home(const Household& household, Record& record) {
  constexpr std::int64_t kHasVillageCode = 750'000;
  Address address = household.address;
  if (befalls(Damage::moved)) {
    address = draw_address(random_, places_.draw_village(random_), materials_);
    mark(record, Damage::moved);
  }
  std::string village = spoil::upper(address.village_name);
  bool code = random_.chance(kHasVillageCode);
  if (befalls(Damage::village_misspelt)) {
    if (auto typed = spoil::typing_error(random_, village)) {
      village = *std::move(typed);
      code = false;  // who types the name has no code
      mark(record, Damage::village_misspelt);
    }
  }
  record.cell(Column::address) = address.street;
  record.cell(Column::village) = std::move(village);
  if (code) record.cell(Column::village_code) = address.village.text();
  if (lacks_of(list_).rt_rw) return;
  record.cell(Column::rt) = std::to_string(address.rt);
  record.cell(Column::rw) = std::to_string(address.rw);
}

void ListMaker::write_phone(const Person& person, Record& record) {
  constexpr std::int64_t kInternational = 250'000;
  if (lacks_of(list_).phone) return;
  std::string phone = person.phone;
  if (befalls(Damage::phone_missing)) {
    if (!phone.empty()) mark(record, Damage::phone_missing);
    phone.clear();
  } else if (befalls(Damage::phone_changed)) {
    phone = draw_phone(random_);
    mark(record, Damage::phone_changed);
  }
  if (!phone.empty() && random_.chance(kInternational)) phone = "+62" + phone.substr(1);
  record.cell(Column::phone) = std::move(phone);
}

void ListMaker::write_work(const Person& person, const Household& household, Record& record) {
  constexpr std::int64_t kVagueWork = 60'000;
  constexpr std::int64_t kRegisterKnowsFate = 550'000;
  constexpr std::int64_t kDtksKnowsFate = 400'000;
  std::string& work = record.cell(Column::occupation);
  work = person.occupation;
  if (!person.works()) {
    work = as_of_.age_of(person.birth) < 20 ? "Pelajar" : "Mengurus Rumah Tangga";
  } else if (person.wage_earner && agency_list()) {
    work = side_work();
  } else if (random_.chance(kVagueWork)) {
    work = "Lainnya";
  }
  const bool known =
      random_.chance(list_ == ListKind::register_ ? kRegisterKnowsFate : kDtksKnowsFate);
  std::string_view status;
  if (known && person.fate == Fate::died) status = "meninggal";
  if (known && person.fate == Fate::moved_away) status = "pindah";
  if (list_ == ListKind::dtks) {
    record.cell(Column::decile) = std::to_string(household.decile);
    record.cell(Column::status) = std::string(status);
  }
  if (list_ != ListKind::register_ || !person.membership) return;
  const bool paid = person.membership->covered_until >= as_of_;
  if (status.empty()) status = paid ? "aktif" : "nonaktif";
  record.cell(Column::status) = std::string(status);
  record.cell(Column::segment) = std::string(to_text(person.membership->segment));
  record.cell(Column::covered_until) = person.membership->covered_until.text();
}

bool ListMaker::agency_list() const {
  return list_ == ListKind::pertanian || list_ == ListKind::perdagangan ||
         list_ == ListKind::perhubungan;
}

/// What the agency knows a wage earner by.
std::string ListMaker::side_work() const {
  if (list_ == ListKind::pertanian) return "Petani";
  return list_ == ListKind::perdagangan ? "Pedagang" : "Ojek";
}

void ListMaker::mark(Record& record, Damage damage) {
  record.damage.set(static_cast<std::size_t>(damage));
}

Record ListMaker::row(const Person& person, const Household& household) {
  Record record;
  record.list = list_;
  record.person = person.id;
  write_nik(person, household, record);
  write_name(person, record);
  write_birth(person, record);
  if (!lacks_of(list_).mother) record.cell(Column::mother_name) = in_case(person.mother);
  if (!lacks_of(list_).mother && random_.chance(kMotherUnknown)) {
    record.cell(Column::mother_name).clear();
  }
  write_home(household, record);
  write_phone(person, record);
  write_work(person, household, record);
  return record;
}

void ListMaker::add_rows(const Household& household, std::vector<Record>& to) {
  for (const Person& person : household.members) {
    if (!belongs(person, household) || !presence_random_.chance(presence_)) continue;
    to.push_back(row(person, household));
    if (!befalls(Damage::repeated)) continue;
    to.push_back(row(person, household));
    mark(to.back(), Damage::repeated);
  }
}

}  // namespace payung::synthesis
