#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "base/result.hpp"

/// Where each person stands between an agency's list and cover.
namespace payung::evaluation {

/// Exactly one for every person whom a list proposed, in the order of the way. What comes before
/// `eligible` was lost on the way; the later ones contain no earlier ones.
enum class Station : std::uint8_t {
  unidentified,  ///< every row waits for the sender's correction
  asked,         ///< a person must decide first (eligibility: ask)
  rejected,      ///< not eligible
  waiting,       ///< eligible, but no budget reaches this rank
  funded,        ///< a payer is found, not enrolled yet
  enrolled,      ///< member, nothing paid yet
  active,        ///< covered on the day, the month is paid
  grace,         ///< unpaid months that may still be settled
  lapsed,        ///< more unpaid months than the grace
  ended,         ///< left or died
};
inline constexpr std::size_t station_count = 10;
std::string_view to_text(Station station);
std::array<Station, station_count> all_stations();

/// One person as the report sees them: no name, no number of theirs. Or several who are alike
/// (evaluation/grouped.hpp): then `person` is 0 and `people` says how many.
struct PersonOutcome {
  std::int64_t person = 0;
  std::int64_t people = 1;
  RegionCode region;  ///< village, or as deep as is known
  std::optional<Sector> sector;
  bool proposed = false;                    ///< stands in a list other than the register
  Station station = Station::unidentified;  ///< meaningful when proposed
  std::string reason;                       ///< reason code of the loss; empty when there is none
  std::string payer;                        ///< code; empty when nobody pays
  bool member_pu = false;   ///< the register covers them on the day as a wage earner
  bool member_bpu = false;  ///< the register covers them on the day as an informal worker
  /// First month without cover unless more is paid; of who is active or in grace.
  std::optional<Month> lapses = {};
  /// First month for which nobody is bound to pay any more; of members whose payer has an end.
  std::optional<Month> payer_ends = {};
};

/// What is counted, for any group of persons.
enum class Count : std::uint8_t {
  listed,      ///< proposed by a list
  identified,  ///< of these: with a usable identity
  eligible,
  funded,  ///< a payer is found
  enrolled,
  covered,  ///< active or in grace on the day
  active,
  grace,
  lapsed,
  waiting,
  rejected,
  asked,
  member_bpu,   ///< covered through the register as BPU
  member_pu,    ///< covered through the register as PU
  insured_bpu,  ///< through the programme or as a BPU member, each person once
  insured,      ///< covered in any way, each person once
};
inline constexpr std::size_t count_count = 16;
std::string_view to_text(Count count);
std::array<Count, count_count> all_counts();

/// A table row of people: sums of the same persons, so totals of the parts are the total.
class Counts {
 public:
  void add(const PersonOutcome& outcome);
  void add(const Counts& other);
  std::int64_t of(Count count) const { return values_[static_cast<std::size_t>(count)]; }

  friend bool operator==(const Counts&, const Counts&) = default;

 private:
  void up(Count count, std::int64_t people) { values_[static_cast<std::size_t>(count)] += people; }
  std::array<std::int64_t, count_count> values_{};
};

}  // namespace payung::evaluation
