#include "linkage/proven_niks.hpp"

#include <algorithm>
#include <limits>
#include <span>

namespace payung::linkage {
namespace {

constexpr std::uint32_t kCentury = 1'000'000;  // yyyymmdd without it is yymmdd

}  // namespace

ProvenNiks::ProvenNiks(const RecordTable& table) {
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    const Packed& record = table.at(i);
    const bool told =
        record.nik_possible && record.born != 0 && record.born % kCentury == record.nik_born;
    if (told) namings_.emplace_back(record.nik, record.list);
  }
  std::sort(namings_.begin(), namings_.end());
  namings_.erase(std::unique(namings_.begin(), namings_.end()), namings_.end());
}

bool ProvenNiks::are_two_people(std::uint64_t one, std::uint64_t other) const {
  constexpr auto kFirst = std::numeric_limits<std::int32_t>::min();
  const auto lists_of = [&](std::uint64_t nik) {
    const auto from = std::lower_bound(namings_.begin(), namings_.end(), Naming{nik, kFirst});
    const auto until = std::lower_bound(from, namings_.end(), Naming{nik + 1, kFirst});
    return std::span(from, until);
  };
  if (one == other) return false;
  const auto mine = lists_of(one);
  const auto theirs = lists_of(other);
  if (mine.empty() || theirs.empty()) return false;
  if (mine.size() > 1 && theirs.size() > 1) return true;
  if (mine.size() < 2 && theirs.size() < 2) return false;
  return std::any_of(mine.begin(), mine.end(), [&](const Naming& naming) {
    return std::any_of(theirs.begin(), theirs.end(),
                       [&](const Naming& another) { return naming.second == another.second; });
  });
}

}  // namespace payung::linkage
