#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "linkage/parallel.hpp"
#include "linkage/record_table.hpp"

namespace payung::linkage {

/// Two places in the table, a < b.
struct Pair {
  std::uint32_t a;
  std::uint32_t b;
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

/// Pairs worth comparing: those that share a key in at least one of several passes (NIK, parts of
/// it with a name word, birth date with a name word or the village, phone, name and village ...).
/// A block that is too large is not dropped: its records are put in the order of their names and
/// each is paired with its neighbours there (sorted neighbourhood, Hernandez and Stolfo 1995), so
/// a careless key can neither explode nor lose whom it should find.
/// They are kept in parts by the first place of a pair, so that each part can be compared and
/// forgotten before the next; the same whatever the order in which records were added, up to the
/// renumbering, and whatever the number of threads.
class Candidates {
 public:
  /// All pairs, or with `first_new` those of which one place at least is not below it.
  static Candidates find(const RecordTable& table, const ParallelFor& parallel,
                         std::uint32_t first_new = 0);

  static constexpr std::size_t part_count = 64;
  /// The pairs of one part, ascending, each once. The part is empty afterwards.
  std::vector<Pair> take(std::size_t part);

 private:
  /// What one thread found: for each part pairs as a << 32 | b, in no order, some repeated.
  using Found = std::array<std::vector<std::uint64_t>, part_count>;
  std::vector<Found> found_;
};

/// All candidates at once: for learning and tests.
std::vector<Pair> candidate_pairs(const RecordTable& table);

}  // namespace payung::linkage
