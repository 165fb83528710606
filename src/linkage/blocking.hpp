#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "linkage/record_table.hpp"

namespace payung::linkage {

/// Calls body(from, until) for parts of 0 .. count; may do so on several threads.
using ParallelFor = std::function<void(std::size_t count,
                                       const std::function<void(std::size_t, std::size_t)>& body)>;

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
/// Ascending, each pair once; the same whatever the order in which records were added, up to the
/// renumbering, and whatever the number of threads. `parallel` shares out the passes; without it
/// they run one after the other.
std::vector<Pair> candidate_pairs(const RecordTable& table, const ParallelFor& parallel = {});

}  // namespace payung::linkage
