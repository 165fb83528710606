#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/kinds.hpp"
#include "base/region_code.hpp"
#include "eligibility/person_facts.hpp"

/// Who comes first. A scheme has ONE order for all its budgets; it is total, because the stable
/// person number stands last.
namespace payung::allocation {

/// An eligible person who asks for cover.
struct Candidate {
  std::int64_t person = 0;
  Sector sector = Sector::other;
  std::optional<RegionCode> home;
  std::optional<RegionCode> workplace;
  eligibility::Register poverty = eligibility::Register::unknown;
  std::optional<int> decile;
  std::optional<Date> birth_date;
  std::int64_t listed = 0;       ///< order of the first list row that names the person
  std::uint32_t sender_set = 0;  ///< index into Candidates::sender_sets
};

struct Candidates {
  std::vector<Candidate> people;
  /// The sets of senders that occur; people of the same senders share one. Sorted inside.
  std::vector<std::vector<std::string>> sender_sets;
};

/// One key of the order.
struct PriorityKey {
  enum class By : std::uint8_t {
    decile,          ///< "decile": the poorest first, not known last
    register_first,  ///< "register_first": the poverty register before others
    sector,          ///< "sector:agriculture,trade": in this order, others after
    age_desc,        ///< "age_desc": the oldest first, not known last
    age_asc,         ///< "age_asc"
    listed_first,    ///< "listed_first": who was listed earlier
    sender,          ///< "sender:relawan,pertanian": on a list of the first, then the second ...
    area,            ///< "area:33.19.03,33.19.01": of the first, then the second ..., others after
  };
  By by;
  std::vector<Sector> sectors;
  std::vector<std::string> senders;
  std::vector<RegionCode> areas = {};

  /// Errors: bad_value.
  static Result<PriorityKey> parse(std::string_view text);
  std::string text() const;
};

/// Where people are counted: at home, or where they work when the home is not known.
std::optional<RegionCode> place_of(const Candidate& person);

/// Positions in candidates.people, first comes first. Total and stable: ties by person number.
std::vector<std::uint32_t> order_of(const Candidates& candidates,
                                    std::span<const PriorityKey> keys);

}  // namespace payung::allocation
