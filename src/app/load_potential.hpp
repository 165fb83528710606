#pragma once

#include <string_view>

#include "app/environment.hpp"
#include "potential/series.hpp"

namespace payung::app {

/// Loads a file of potential and target series; true when it is new or changed. The whole book must
/// still be sound with it. Errors: bad_scenario naming file:line; storage.
Result<bool> load_potential(Environment& environment, std::string_view file_name,
                            std::string_view text);

/// Every series in force.
Result<potential::SeriesBook> stored_potential(Environment& environment);

}  // namespace payung::app
