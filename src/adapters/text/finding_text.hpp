#pragma once

#include <string>

#include "adapters/text/catalogue.hpp"
#include "intake/finding.hpp"

namespace payung::text {

/// What is wrong, in the catalogue's language.
std::string what_is_wrong(const Catalogue& catalogue, const intake::Finding& finding);
/// What the sender should do.
std::string what_to_do(const Catalogue& catalogue, const intake::Finding& finding);

}  // namespace payung::text
