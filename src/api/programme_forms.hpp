#pragma once

#include <span>

#include "api/route.hpp"

namespace payung::api {

/// Payers, budgets, potential and targets as forms state them.
std::span<const Route> programme_form_routes();

}  // namespace payung::api
