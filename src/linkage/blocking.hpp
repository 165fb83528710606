#pragma once

#include <cstdint>
#include <vector>

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
/// Ascending, each pair once; the same whatever the order in which records were added, up to the
/// renumbering.
std::vector<Pair> candidate_pairs(const RecordTable& table);

}  // namespace payung::linkage
