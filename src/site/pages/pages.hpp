#pragma once

#include <span>

#include "site/pages/visit.hpp"

/// Every page there is; each area's file gives its own.
namespace payung::site {

std::span<const Page> language_pages();  ///< GET /language/{language}: keeps the choice in a cookie

}  // namespace payung::site
