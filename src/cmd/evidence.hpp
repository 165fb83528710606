#pragma once

#include <string>
#include <string_view>

#include "cmd/command.hpp"

namespace payung::cmd {

/// `evidence`, as app::link_people stores it, in words: which fields agreed, and what each was
/// worth.
void print_evidence(Session& session, std::string_view evidence, const std::string& probability);

}  // namespace payung::cmd
