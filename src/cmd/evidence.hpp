#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "cmd/command.hpp"

namespace payung::cmd {

/// `evidence`: a cause, then "kind,cell,millibits" a line, as app::link_people stores it.
nlohmann::ordered_json evidence_json(std::string_view evidence);

/// The same in words: which fields agreed, and what each was worth.
void print_evidence(Session& session, std::string_view evidence, const std::string& probability);

}  // namespace payung::cmd
