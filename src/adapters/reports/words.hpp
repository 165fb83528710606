#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace payung::reports {

/// The text of a key in a language ("id", "en"); given by the caller, who owns the catalogue.
using Words = std::function<std::string(std::string_view language, std::string_view key)>;

}  // namespace payung::reports
