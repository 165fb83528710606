#pragma once

#include "cmd/command.hpp"

/// The parts of the money commands; add_money_commands puts them together.
namespace payung::cmd {

void add_status_command(CLI::App& root, Session& session, const Outcome& outcome);
void add_verify_command(CLI::App& root, Session& session, const Outcome& outcome);

}  // namespace payung::cmd
