#pragma once

#include <cstddef>
#include <functional>

namespace payung::linkage {

/// Calls body(from, until) for parts of 0 .. count that together are all of it; may do so on
/// several threads, which the caller owns. What comes out never depends on how it was split.
using ParallelFor = std::function<void(std::size_t count,
                                       const std::function<void(std::size_t, std::size_t)>& body)>;

}  // namespace payung::linkage
