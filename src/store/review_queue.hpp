#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/people.hpp"

/// The pairs that humans decide, by the persons they would join: what a queue is counted from.
/// Reads only. Errors everywhere: storage; integrity.
namespace payung::store {

struct QueuedPair {
  std::int64_t id = 0;
  std::int64_t person_a = 0;  ///< 0: the row is nobody's yet
  std::int64_t person_b = 0;
  bool decided = false;   ///< a decision is in force
  bool replaced = false;  ///< a row of it was replaced by a later one of the same list

  /// Whether somebody is asked for it.
  bool open() const { return !decided && !replaced && person_a != person_b; }
};

/// Every pair, the most probable first: 0.25 s for 20,000.
Result<std::vector<QueuedPair>> queued_pairs(db::Connection& connection);
/// A text that is another one whenever the pairs, their persons or their rows may be; decisions
/// aside. Quick.
Result<std::string> queue_state(db::Connection& connection);

/// The number of the newest decision; 0 without any.
Result<std::int64_t> newest_decision(db::Connection& connection);
struct PairDecision {
  std::int64_t pair = 0;
  bool in_force = false;  ///< false: it takes back an earlier one
};
/// Those that came after the decision with this number, in their order.
Result<std::vector<PairDecision>> decisions_after(db::Connection& connection,
                                                  std::int64_t decision);

}  // namespace payung::store
