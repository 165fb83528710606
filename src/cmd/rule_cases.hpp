#pragma once

#include "cmd/command.hpp"

namespace payung::cmd {

/// rules test, what-if, impact
void add_rule_case_commands(CLI::App& group, Session& session, Outcome outcome);

}  // namespace payung::cmd
