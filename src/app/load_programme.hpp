#pragma once

#include <string_view>

#include "app/environment.hpp"
#include "app/load_programme_file.hpp"
#include "store/payers.hpp"

namespace payung::app {

/// Whether a use case changed anything; the same input again does not.
enum class Effect : std::uint8_t { done, nothing_new };

/// A programme with the numbers its payers and budgets have in the database.
struct StoredProgramme {
  store::SchemeVersion version;
  ProgrammeFile file;
};

struct LoadReport {
  Effect effect;
  StoredProgramme programme;
};

/// Loads a programme file: its scheme, payers and budgets. A changed file becomes a new version;
/// what was loaded before stays. Errors: bad_scenario naming file:line; conflict when a payer's
/// kind or a budget's payer changed.
Result<LoadReport> load_programme(Environment& environment, std::string_view file_name,
                                  std::string_view text);

/// The newest version of a scheme. Empty code: the only one there is. Errors: not_found.
Result<StoredProgramme> stored_programme(Environment& environment, std::string_view scheme_code);

}  // namespace payung::app
