#pragma once

#include "cmd/command.hpp"

namespace payung::cmd {

void add_people_commands(CLI::App& root, Session& session, Outcome outcome);   // people, card
void add_privacy_commands(CLI::App& root, Session& session, Outcome outcome);  // privacy

}  // namespace payung::cmd
