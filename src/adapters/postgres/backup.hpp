#pragma once

#include <string>

#include "base/progress.hpp"
#include "base/result.hpp"

namespace payung::postgres {

/// Writes a dump in pg_dump's own format ("custom"; pg_restore reads it) into a new file, and has
/// pg_restore list it before it gets its name. The password goes by the environment of that one
/// process, never on its command line. Errors: unsupported when pg_dump is not installed; storage
/// with how it ended; integrity when the dump cannot be listed; interrupted.
Status back_up(const std::string& where, const std::string& to, Progress& progress);

}  // namespace payung::postgres
