#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/status_of_person.hpp"
#include "store/pair_facts.hpp"

/// What follows when a pair of rows is decided to be one person: reckoned before anybody decides,
/// from what is stored, without writing.
namespace payung::app {

/// The person behind one of the two rows, as the register has him now.
struct ReviewSide {
  std::int64_t person = 0;             ///< 0: the row was not linked yet
  std::vector<std::int64_t> rows;      ///< his rows; the row of the pair alone when not linked
  std::optional<PersonStatus> status;  ///< empty: not linked yet
  std::vector<store::StandingOf> standings;
  std::int64_t bills = 0;  ///< how many he stands in
  Rupiah billed;
  Rupiah paid;
  std::vector<Month> months_billed;  ///< with an amount that was not taken back, ascending
  std::vector<Month> months_paid;
  std::int64_t covered_days = 0;  ///< in which a paid month covered him, until today

  bool member() const { return status && !status->programmes.empty(); }
};

/// A month for which both were billed.
struct DoubleMonth {
  Month month;
  Rupiah dues;  ///< of the person whose number goes: what is too much
  Rupiah paid;  ///< of that
};

struct ReviewEffect {
  std::int64_t pair = 0;
  bool one_already = false;  ///< both rows belong to one person: nothing follows
  std::array<ReviewSide, 2> sides;
  std::size_t keeps = 0;  ///< the side whose number the one person keeps
  std::vector<DoubleMonth> doubles;
  Rupiah billed_twice;
  Rupiah paid_twice;
  std::int64_t members_before = 0;  ///< of the two
  std::int64_t members_after = 0;
  std::int64_t covered_days = 0;         ///< of the one person
  std::int64_t covered_days_twice = 0;   ///< in which both were covered
  std::vector<store::ReviewPair> pairs;  ///< between all these rows, decided or open
};

/// The number that stays is chosen as a run of linking chooses it: a member's before another's, the
/// smaller of two. Reads only, in one transaction.
/// Errors: not_found; storage, no_parameter, integrity, overflow.
Result<ReviewEffect> effect_of_same(Environment& environment, std::int64_t pair);

}  // namespace payung::app
