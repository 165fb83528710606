#include <algorithm>
#include <numeric>

#include "search/index.hpp"
#include "search/index_data.hpp"

namespace payung::search {
namespace {

constexpr std::size_t kShownNameMax = 120;

/// The longest beginning that ends with a whole character.
std::string_view whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

}  // namespace

/// What add() was told, in the order of arrival; texts of one person lie behind one another.
struct Builder::Rows {
  struct Row {
    std::int64_t person;
    std::uint32_t reach;
    std::uint32_t niks;    ///< where his begin
    std::uint32_t phones;  ///< where his begin
    std::uint32_t names;   ///< where his begin
    RegionCode region;
    std::int16_t birth_year;
    std::int8_t sector;
  };
  Reaches reaches;
  std::vector<Row> rows;
  std::vector<Digits> niks;
  std::vector<Digits> phones;
  std::string letters;
  std::vector<std::uint32_t> names;  ///< where each name begins in letters

  std::string_view name(std::size_t at) const {
    const std::size_t end = at + 1 < names.size() ? names[at + 1] : letters.size();
    return std::string_view(letters).substr(names[at], end - names[at]);
  }
  /// One past the last of the row's.
  std::uint32_t end(std::size_t row, std::uint32_t Row::*start, std::size_t all) const {
    return row + 1 < rows.size() ? rows[row + 1].*start : static_cast<std::uint32_t>(all);
  }
  void put(std::size_t row, People& people) const;
};

Builder::Builder() : rows_(std::make_unique<Rows>()) {}
Builder::Builder(Builder&&) noexcept = default;
Builder& Builder::operator=(Builder&&) noexcept = default;
Builder::~Builder() = default;

void Builder::add(const Entry& entry) {
  Rows& all = *rows_;
  Rows::Row row{};
  row.person = entry.person;
  row.reach = all.reaches.number(entry);
  row.niks = static_cast<std::uint32_t>(all.niks.size());
  row.phones = static_cast<std::uint32_t>(all.phones.size());
  row.names = static_cast<std::uint32_t>(all.names.size());
  if (!entry.regions.empty()) row.region = entry.regions.front();
  row.birth_year = static_cast<std::int16_t>(std::clamp(entry.birth_year, 0, 9999));
  row.sector =
      entry.sectors.empty() ? std::int8_t{-1} : static_cast<std::int8_t>(entry.sectors.front());
  for (const std::string_view nik : entry.niks) {
    const Digits digits = read_digits(nik, People::kNikDigits);
    if (digits.count == People::kNikDigits) all.niks.push_back(digits);
  }
  for (const std::string_view phone : entry.phones) {
    const Digits digits = phone_digits(phone);
    if (digits.count > 0) all.phones.push_back(digits);
  }
  for (const std::string_view name : entry.names) {
    all.names.push_back(static_cast<std::uint32_t>(all.letters.size()));
    all.letters += whole_characters(name, kShownNameMax);
  }
  all.rows.push_back(row);
}

void Builder::Rows::put(std::size_t row, People& people) const {
  const Row& from = rows[row];
  const auto owner = static_cast<std::uint32_t>(people.person.size());
  people.person.push_back(from.person);
  people.reach.push_back(from.reach);
  people.birth_year.push_back(from.birth_year);
  people.region.push_back(from.region);
  people.sector.push_back(from.sector);
  people.shown_start.push_back(static_cast<std::uint32_t>(people.shown_names.size()));
  const std::uint32_t niks_end = end(row, &Row::niks, niks.size());
  const std::uint32_t phones_end = end(row, &Row::phones, phones.size());
  const std::uint32_t names_end = end(row, &Row::names, names.size());
  for (std::uint32_t i = from.niks; i < niks_end; ++i) people.niks.add(owner, niks[i]);
  for (std::uint32_t i = from.phones; i < phones_end; ++i) people.phones.add(owner, phones[i]);
  for (std::uint32_t i = from.names; i < names_end; ++i) people.names.add(owner, name(i));
  if (from.names < names_end) people.shown_names += name(from.names);
}

Index Builder::build() && {
  Rows& all = *rows_;
  auto data = std::make_unique<Index::Data>();
  People& people = data->people;
  std::vector<std::uint32_t> order(all.rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {},
                    [&](std::uint32_t row) { return std::pair(all.rows[row].person, row); });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool again =
        i + 1 < order.size() && all.rows[order[i]].person == all.rows[order[i + 1]].person;
    if (!again) all.put(order[i], people);  // the last word of him holds
  }
  people.shown_start.push_back(static_cast<std::uint32_t>(people.shown_names.size()));
  people.reaches = std::move(all.reaches);
  people.reaches.build();
  rows_ = std::make_unique<Rows>();  // gives the memory back before the orders are made

  people.reach_people_start.assign(people.reaches.size() + 1, 0);
  for (const std::uint32_t reach : people.reach) ++people.reach_people_start[reach + 1ULL];
  std::partial_sum(people.reach_people_start.begin(), people.reach_people_start.end(),
                   people.reach_people_start.begin());
  people.reach_people.resize(people.reach.size());
  auto next = people.reach_people_start;
  for (std::uint32_t owner = 0; owner < people.reach.size(); ++owner) {
    people.reach_people[next[people.reach[owner]]++] = owner;
  }
  people.niks.build();
  people.phones.build();
  people.names.build();
  return Index(std::move(data));
}

}  // namespace payung::search
