#include "allocation/priority.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace payung::allocation {
namespace {

std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto comma = list.find(',');
    auto part = list.substr(0, comma);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.push_back(part);
    if (comma == std::string_view::npos) return parts;
    list.remove_prefix(comma + 1);
  }
}

Result<PriorityKey> parse_list(PriorityKey::By by, std::string_view list, std::string_view text) {
  PriorityKey key{by, {}, {}};
  for (const auto part : split(list)) {
    if (part.empty()) return Error{Errc::bad_value, "priority", std::string(text)};
    if (by == PriorityKey::By::sender) {
      key.senders.emplace_back(part);
      continue;
    }
    if (by == PriorityKey::By::area) {
      const auto area = RegionCode::parse(part);
      if (!area) return area.error();
      key.areas.push_back(*area);
      continue;
    }
    const auto sector = parse_sector(part);
    if (!sector) return sector.error();
    key.sectors.push_back(*sector);
  }
  return key;
}

template <class T>
std::int64_t position(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) - list.begin();
}

std::int64_t sender_position(const PriorityKey& key, const std::vector<std::string>& senders) {
  for (std::size_t i = 0; i < key.senders.size(); ++i) {
    if (std::binary_search(senders.begin(), senders.end(), key.senders[i])) {
      return static_cast<std::int64_t>(i);
    }
  }
  return static_cast<std::int64_t>(key.senders.size());
}

/// Of the first area that holds the place.
std::int64_t area_position(const PriorityKey& key, const Candidate& person) {
  const auto place = place_of(person);
  if (!place) return static_cast<std::int64_t>(key.areas.size());
  return std::find_if(key.areas.begin(), key.areas.end(),
                      [&](RegionCode area) { return area.contains(*place); }) -
         key.areas.begin();
}

constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

/// Smaller comes first.
std::int64_t place_in(const PriorityKey& key, const Candidate& person,
                      const std::vector<std::int64_t>& sender_places) {
  switch (key.by) {
    case PriorityKey::By::decile: return person.decile ? *person.decile : kLast;
    case PriorityKey::By::register_first:
      return person.poverty == eligibility::Register::listed ? 0 : 1;
    case PriorityKey::By::sector: return position(key.sectors, person.sector);
    case PriorityKey::By::age_desc:
      return person.birth_date ? person.birth_date->days_since_1970() : kLast;
    case PriorityKey::By::age_asc:
      return person.birth_date ? -std::int64_t{person.birth_date->days_since_1970()} : kLast;
    case PriorityKey::By::listed_first: return person.listed;
    case PriorityKey::By::sender: return sender_places[person.sender_set];
    case PriorityKey::By::area: return area_position(key, person);
  }
  return kLast;
}

}  // namespace

std::optional<RegionCode> place_of(const Candidate& person) {
  return person.home ? person.home : person.workplace;
}

Result<PriorityKey> PriorityKey::parse(std::string_view text) {
  struct Word {
    std::string_view word;
    By by;
  };
  static constexpr std::array<Word, 5> kWords{{{"decile", By::decile},
                                               {"register_first", By::register_first},
                                               {"age_desc", By::age_desc},
                                               {"age_asc", By::age_asc},
                                               {"listed_first", By::listed_first}}};
  for (const auto& [word, by] : kWords) {
    if (text == word) return PriorityKey{by, {}, {}};
  }
  if (text.starts_with("sector:")) return parse_list(By::sector, text.substr(7), text);
  if (text.starts_with("sender:")) return parse_list(By::sender, text.substr(7), text);
  if (text.starts_with("area:")) return parse_list(By::area, text.substr(5), text);
  return Error{Errc::bad_value, "priority",
               "one of decile, register_first, age_desc, age_asc, listed_first, sector:a,b, "
               "sender:a,b, area:a,b"};
}

std::string PriorityKey::text() const {
  std::string list;
  for (const Sector sector : sectors)
    list += (list.empty() ? "" : ",") + std::string(to_text(sector));
  for (const auto& sender : senders) list += (list.empty() ? "" : ",") + sender;
  for (const RegionCode area : areas) list += (list.empty() ? "" : ",") + area.text();
  switch (by) {
    case By::decile: return "decile";
    case By::register_first: return "register_first";
    case By::sector: return "sector:" + list;
    case By::age_desc: return "age_desc";
    case By::age_asc: return "age_asc";
    case By::listed_first: return "listed_first";
    case By::sender: return "sender:" + list;
    case By::area: return "area:" + list;
  }
  return {};
}

std::vector<std::uint32_t> order_of(const Candidates& candidates,
                                    std::span<const PriorityKey> keys) {
  const auto& people = candidates.people;
  const std::size_t width = keys.size() + 1;
  // Every key becomes a number once, so that sorting millions compares numbers only.
  std::vector<std::int64_t> places(people.size() * width);
  for (std::size_t k = 0; k < keys.size(); ++k) {
    std::vector<std::int64_t> sender_places;
    for (const auto& senders : candidates.sender_sets) {
      sender_places.push_back(sender_position(keys[k], senders));
    }
    if (sender_places.empty()) sender_places.push_back(0);
    for (std::size_t i = 0; i < people.size(); ++i) {
      places[i * width + k] = place_in(keys[k], people[i], sender_places);
    }
  }
  for (std::size_t i = 0; i < people.size(); ++i)
    places[i * width + keys.size()] = people[i].person;
  std::vector<std::uint32_t> order(people.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto* left = &places[a * width];
    const auto* right = &places[b * width];
    return std::lexicographical_compare(left, left + width, right, right + width);
  });
  return order;
}

}  // namespace payung::allocation
