#pragma once

#include "linkage/parallel.hpp"

namespace payung::app {

/// Parts of the work on `threads` threads, this one among them; what each computes does not depend
/// on their number. 0 is one.
linkage::ParallelFor on_threads(unsigned threads);

}  // namespace payung::app
