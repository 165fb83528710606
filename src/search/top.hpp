#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "search/entry.hpp"

namespace payung::search {

/// A hit with places instead of texts; the order is that of Hit within one index.
struct Place {
  Found found = Found::by_name;
  int cost = 0;
  std::uint64_t order = 0;
  std::uint32_t doc = 0;  ///< of a name
  std::uint32_t owner = 0;

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// The best `most` places, each owner once with his best.
class Top {
 public:
  explicit Top(std::size_t most) : most_(most) {}
  void offer(const Place& place);
  bool full() const { return places_.size() == most_; }
  /// Whether neither `next` nor anything that comes after it can get in.
  bool closed_to(const Place& next) const { return full() && places_.back() < next; }
  const std::vector<Place>& places() const { return places_; }

 private:
  std::size_t most_;
  std::vector<Place> places_;  ///< ascending
};

}  // namespace payung::search
