#pragma once

#include <nlohmann/json_fwd.hpp>

#include "cmd/command.hpp"
#include "store/payments.hpp"

/// The parts of the money commands; add_money_commands puts them together.
namespace payung::cmd {

void add_status_command(CLI::App& root, Session& session, const Outcome& outcome);
void add_verify_command(CLI::App& root, Session& session, const Outcome& outcome);

/// A payer as JSON: id, code, name, kind.
nlohmann::ordered_json payer_json(const store::BilledPayer& payer);

}  // namespace payung::cmd
