#pragma once

#include <span>
#include <string_view>

#include "db/changes.hpp"

namespace payung::store {

/// The tables whose rows no kept answer shows (api/kept_answers.hpp): who looked and signed in,
/// when, what waits or was sent. They are written all day long, and nothing kept is old by it.
/// A route that reads one of them must not be marked as kept.
std::span<const std::string_view> quiet_tables();

/// What ends a caller, though the tables are quiet: other servers forget whom they remember.
std::span<const db::LoudColumn> ends_of_callers();

}  // namespace payung::store
