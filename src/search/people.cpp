#include "search/people.hpp"

#include <algorithm>

#include "linkage/nik_text.hpp"

namespace payung::search {
namespace {

template <class T>
void append_bytes(std::string& key, T value) {
  for (std::size_t i = 0; i < sizeof value; ++i) {
    key += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFFU);
  }
}

std::uint32_t bit_of(Sector sector) { return 1U << static_cast<unsigned>(sector); }

template <class T>
std::vector<T> sorted(std::span<const T> values) {
  std::vector<T> all(values.begin(), values.end());
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

}  // namespace

Digits phone_digits(std::string_view text) {
  const std::uint64_t number = linkage::read_phone(text);
  if (number == 0) return {};
  return read_digits(std::to_string(number), People::kPhoneDigits);
}

Reaches::Area Reaches::area_of(RegionCode region) {
  std::uint64_t width = 10'000'000'000;
  switch (region.level()) {
    case RegionLevel::country: break;
    case RegionLevel::province: width = 100'000'000; break;
    case RegionLevel::regency: width = 1'000'000; break;
    case RegionLevel::district: width = 10'000; break;
    case RegionLevel::village: width = 1; break;
  }
  const std::uint64_t first = static_cast<std::uint64_t>(region.key()) * width;
  return {first, first + width};
}

std::uint32_t Reaches::number(const Entry& entry) {
  const auto regions = sorted(entry.regions);
  const auto senders = sorted(entry.senders);
  const auto payers = sorted(entry.payers);
  std::uint32_t sectors = 0;
  for (const Sector sector : entry.sectors) sectors |= bit_of(sector);
  std::string key;
  append_bytes(key, sectors);
  append_bytes(key, regions.size());
  for (const RegionCode region : regions) append_bytes(key, area_of(region).first);
  append_bytes(key, senders.size());
  for (const std::int64_t sender : senders) append_bytes(key, sender);
  for (const std::int64_t payer : payers) append_bytes(key, payer);
  const auto [found, added] =
      known_.try_emplace(std::move(key), static_cast<std::uint32_t>(sectors_.size()));
  if (!added) return found->second;
  sectors_.push_back(sectors);
  for (const RegionCode region : regions) regions_.push_back(area_of(region).first);
  regions_start_.push_back(static_cast<std::uint32_t>(regions_.size()));
  senders_.insert(senders_.end(), senders.begin(), senders.end());
  senders_start_.push_back(static_cast<std::uint32_t>(senders_.size()));
  payers_.insert(payers_.end(), payers.begin(), payers.end());
  payers_start_.push_back(static_cast<std::uint32_t>(payers_.size()));
  return found->second;
}

bool Reaches::any_region(std::uint32_t reach, Area area) const {
  for (std::size_t i = regions_start_[reach]; i < regions_start_[reach + std::size_t{1}]; ++i) {
    if (regions_[i] >= area.first && regions_[i] < area.last) return true;
  }
  return false;
}

bool Reaches::has(std::uint32_t reach, const std::vector<std::int64_t>& all,
                  const std::vector<std::uint32_t>& start, std::int64_t wanted) const {
  return std::find(all.begin() + start[reach], all.begin() + start[reach + std::size_t{1}],
                   wanted) != all.begin() + start[reach + std::size_t{1}];
}

bool Reaches::passes(std::uint32_t reach, const Within& within) const {
  if (!within.regions.empty() && std::ranges::none_of(within.regions, [&](RegionCode region) {
        return region.level() == RegionLevel::country || any_region(reach, area_of(region));
      })) {
    return false;
  }
  if (within.area && within.area->level() != RegionLevel::country &&
      !any_region(reach, area_of(*within.area))) {
    return false;
  }
  if (!within.sectors.empty() && std::ranges::none_of(within.sectors, [&](Sector sector) {
        return (sectors_[reach] & bit_of(sector)) != 0;
      })) {
    return false;
  }
  if (within.sender && !has(reach, senders_, senders_start_, *within.sender)) return false;
  return !within.payer || has(reach, payers_, payers_start_, *within.payer);
}

std::size_t Reaches::bytes() const {
  return sectors_.capacity() * 4 + regions_.capacity() * 8 + senders_.capacity() * 8 +
         payers_.capacity() * 8 +
         (regions_start_.capacity() + senders_start_.capacity() + payers_start_.capacity()) * 4;
}

std::size_t People::bytes() const {
  return person.capacity() * 8 + reach.capacity() * 4 + birth_year.capacity() * 2 +
         region.capacity() * sizeof(RegionCode) + sector.capacity() + shown_names.capacity() +
         (shown_start.capacity() + reach_people.capacity() + reach_people_start.capacity()) * 4 +
         reaches.bytes() + niks.bytes() + phones.bytes() + names.bytes();
}

}  // namespace payung::search
