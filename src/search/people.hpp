#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "search/digits.hpp"
#include "search/entry.hpp"
#include "search/names.hpp"

namespace payung::search {

/// Regions, sectors, senders and payers of people; many share theirs.
class Reaches {
 public:
  /// The number of this combination, which is kept once.
  std::uint32_t number(const Entry& entry);
  bool passes(std::uint32_t reach, const Within& within) const;
  std::size_t size() const { return sectors_.size(); }
  void build() { known_.clear(); }
  std::size_t bytes() const;

 private:
  struct Area {
    std::uint64_t first;  ///< ten digits
    std::uint64_t last;   ///< not inside any more
  };
  static Area area_of(RegionCode region);
  bool any_region(std::uint32_t reach, Area area) const;
  bool has(std::uint32_t reach, const std::vector<std::int64_t>& all,
           const std::vector<std::uint32_t>& start, std::int64_t wanted) const;

  std::map<std::string, std::uint32_t> known_;
  std::vector<std::uint32_t> sectors_;  ///< one bit each
  std::vector<std::uint64_t> regions_;
  std::vector<std::uint32_t> regions_start_{0};
  std::vector<std::int64_t> senders_;
  std::vector<std::uint32_t> senders_start_{0};
  std::vector<std::int64_t> payers_;
  std::vector<std::uint32_t> payers_start_{0};
};

/// Everything the index holds; a person is a place in the order of their numbers.
struct People {
  static constexpr std::size_t kNikDigits = 16;
  static constexpr std::size_t kPhoneDigits = 13;

  std::vector<std::int64_t> person;
  std::vector<std::uint32_t> reach;
  std::vector<std::int16_t> birth_year;
  std::vector<RegionCode> region;
  std::vector<std::int8_t> sector;  ///< -1: none
  std::string shown_names;
  std::vector<std::uint32_t> shown_start;
  std::vector<std::uint32_t> reach_people;  ///< by reach
  std::vector<std::uint32_t> reach_people_start;
  Reaches reaches;
  DigitIndex niks{kNikDigits};
  DigitIndex phones{kPhoneDigits};
  NameIndex names;

  std::size_t bytes() const;
};

/// 81234567890 of "0812-3456-7890", "+62 812 3456 7890"; none when it can be no number.
Digits phone_digits(std::string_view text);

}  // namespace payung::search
