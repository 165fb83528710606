#pragma once

#include "cmd/command.hpp"

namespace payung::cmd {

/// payung claims unclaimed | lapsing | school-years | treated.
void add_claim_commands(CLI::App& root, Session& session, const Outcome& outcome);

}  // namespace payung::cmd
