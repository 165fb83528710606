#pragma once

#include <cstdint>

namespace payung::views {

/// Whether NIKs and member numbers are shown in full.
enum class Shown : std::uint8_t { masked, full };

}  // namespace payung::views
