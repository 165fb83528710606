#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "linkage/link.hpp"

namespace payung::linkage {

/// Grows clusters (from `known` ones, see link_added) from the most probable pair down. Two
/// clusters become one when no human said they differ, when no two of their NIKs are clearly
/// different (borrowed_niks aside, which are nobody's own), and when they fit as a whole: the mean
/// weight over all pairs between them is at least `bridge_millibits`. What a human called the same
/// is joined first and without question. Refusals become reviews.
struct Clustering {
  std::vector<std::uint32_t> cluster;
  std::vector<ReviewPair> refused;
};

/// `linked` may be in any order. Errors: not_found, conflict (see link.hpp).
Result<Clustering> cluster_pairs(const RecordTable& table, const Weights& weights,
                                 std::span<const std::uint32_t> known,
                                 std::vector<ScoredPair> linked,
                                 std::span<const Decision> decisions,
                                 std::int32_t bridge_millibits);

}  // namespace payung::linkage
