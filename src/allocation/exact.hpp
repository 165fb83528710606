#pragma once

#include <cstdint>

#include "allocation/packing.hpp"

namespace payung::allocation {

enum class Proof : std::uint8_t {
  taken,       ///< another arrangement was found; the packing is now that one
  impossible,  ///< no arrangement of those taken so far leaves a place
  not_known,   ///< the effort was used up first
};

/// Whether one more of the class fits beside all those taken, however they are arranged. Budgets
/// with differing prices are filled in every maximal way, one after the other; what is left must
/// flow into the others, and a relaxation in which each open budget is filled with the cheapest
/// prunes. `effort` is counted down, in arcs looked at.
Proof add_exactly(const Network& network, Packing& packing, std::uint32_t person_class,
                  std::int64_t& effort);

}  // namespace payung::allocation
