#include "linkage/borrowed_niks.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "linkage/compare.hpp"

namespace payung::linkage {
namespace {

constexpr std::size_t kPeopleMax = 3;     ///< more need not be told apart
constexpr std::size_t kRowsMax = 64;      ///< of one number that are looked at
constexpr std::size_t kBirthsMin = 1000;  ///< fewer do not tell which years are empty
constexpr std::size_t kRareYear = 2000;   ///< one birth in so many is hardly anyone

/// Plainly two people: neither their names nor their birth dates can be slips of each other.
bool plainly_two(const RecordTable& table, std::uint32_t a, std::uint32_t b) {
  const Comparison pair = compare(table, a, b);
  const bool name = pair.name != NameRelation::missing && name_class(pair.name) == 2;
  const bool date = pair.date == DateRelation::different || pair.date == DateRelation::same_year ||
                    pair.date == DateRelation::one_part;
  return name && (date || pair.sex == Agreement::different);
}

/// How many people use the number, counted to kPeopleMax.
std::size_t people_among(const RecordTable& table, std::span<const std::uint32_t> rows) {
  std::vector<std::uint32_t> people;
  for (const auto row : rows.first(std::min(rows.size(), kRowsMax))) {
    const bool is_new = std::all_of(people.begin(), people.end(), [&](std::uint32_t other) {
      return plainly_two(table, row, other);
    });
    if (is_new) people.push_back(row);
    if (people.size() == kPeopleMax) break;
  }
  return people.size();
}

/// Years (of two digits) in which hardly anyone of the lists was born, by what lists say.
std::array<bool, 100> years_without_births(const RecordTable& table) {
  std::array<std::size_t, 100> births{};
  std::size_t known = 0;
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    const std::uint32_t born = table.at(i).born;
    if (born == 0) continue;
    ++births[born / 10'000 % 100];
    ++known;
  }
  std::array<bool, 100> empty{};
  if (known < kBirthsMin) return empty;
  for (std::size_t year = 0; year < 100; ++year) empty[year] = births[year] * kRareYear < known;
  return empty;
}

/// Day, month and year of the row are all other than those of its NIK.
bool contradicts_in_all(const Packed& record) {
  if (!record.nik_possible || record.born == 0) return false;
  const std::uint32_t born = record.born % 1'000'000;
  return born / 10'000 != record.nik_born / 10'000 &&
         born / 100 % 100 != record.nik_born / 100 % 100 && born % 100 != record.nik_born % 100;
}

void mark_shared(const RecordTable& table, std::span<const std::uint32_t> users,
                 std::vector<bool>& borrowed) {
  const auto fits = [&](std::uint32_t row) { return nik_fits_its_row(table.at(row)); };
  if (std::all_of(users.begin(), users.end(), fits)) return;
  const std::size_t people = people_among(table, users);
  const bool owned = std::any_of(users.begin(), users.end(), fits);
  if (people < 2 || (owned && people < kPeopleMax)) return;
  for (const auto row : users) {
    if (!fits(row)) borrowed[row] = true;
  }
}

}  // namespace

std::vector<bool> borrowed_niks(const RecordTable& table) {
  std::vector<bool> borrowed(table.size());
  const auto empty_years = years_without_births(table);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    const Packed& record = table.at(i);
    if (record.nik_possible) rows.push_back(i);
    if (empty_years[record.nik_born / 10'000] && contradicts_in_all(record)) borrowed[i] = true;
  }
  std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Packed& x = table.at(a);
    const Packed& y = table.at(b);
    return x.nik != y.nik ? x.nik < y.nik : x.id < y.id;
  });
  for (std::size_t from = 0, until = 0; from < rows.size(); from = until) {
    until = from + 1;
    while (until < rows.size() && table.at(rows[until]).nik == table.at(rows[from]).nik) ++until;
    if (until - from > 1) mark_shared(table, std::span(rows).subspan(from, until - from), borrowed);
  }
  return borrowed;
}

}  // namespace payung::linkage
