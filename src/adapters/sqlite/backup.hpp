#pragma once

#include <string>

#include "base/progress.hpp"
#include "base/result.hpp"

namespace payung::sqlite {

/// Copies a database that is in use into a new file, as it is at one moment: writers go on and are
/// not in it. The copy is opened and checked (integrity_check, and its tables counted) before it
/// gets its name. Errors: io; storage; integrity when the copy does not stand the check;
/// interrupted, then nothing is left behind.
Status back_up(const std::string& from, const std::string& to, Progress& progress);

}  // namespace payung::sqlite
