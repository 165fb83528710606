#pragma once

#include <span>

#include "api/route.hpp"

namespace payung::api {

/// What people take away: a payer's statement, the figures of one side.
std::span<const Route> statement_routes();

}  // namespace payung::api
