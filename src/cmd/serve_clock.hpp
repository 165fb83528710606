#pragma once

#include <string>

#include "identity/instant.hpp"

namespace payung::cmd {

/// The machine's clock, for a process that runs for months.
identity::Instant now_instant();
std::string now_text();  ///< "2025-01-31T08:15:00Z"

}  // namespace payung::cmd
