#pragma once

#include "allocation/packing.hpp"

namespace payung::allocation {

/// Arranges the people of a packing so that the sum of arc weights is least, by successive
/// shortest paths (minimum cost flow). Budgets with differing prices keep whom they have.
/// Out: by class and arc, how many.
std::vector<std::vector<std::int64_t>> prefer(const Network& network, const Packing& packing);

}  // namespace payung::allocation
